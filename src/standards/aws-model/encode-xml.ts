import { encodeBase64 } from './base64.ts'
import { escapeXml } from './escape-xml.ts'
import { requireShape } from './model.ts'
import type { ListShape, MapShape, ServiceModel, StructureShape } from './model.ts'

/** Turns a value of a shape into the content of its element. */
export type EncodeXml = (value: unknown) => string

/** https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#xml-shape-serialization */
export function compileXmlEncoder(model: ServiceModel, name: string): EncodeXml {
  const shape = requireShape(model, name)
  switch (shape.type) {
    case 'structure':
      return structureEncoder(model, shape)
    case 'list':
      return listEncoder(model, shape)
    case 'map':
      return mapEncoder(model, shape)
    case 'timestamp':
      return (value) => `${new Date(value as number).toISOString().slice(0, -'.000Z'.length)}Z`
    case 'blob':
      return (value) => encodeBase64(value as Uint8Array)
    default:
      return (value) => escapeXml(String(value))
  }
}

export const element = (name: string, content: string): string => `<${name}>${content}</${name}>`

function structureEncoder(model: ServiceModel, shape: StructureShape): EncodeXml {
  const members = Object.entries(shape.members).map(([name, of]) => [name, compileXmlEncoder(model, of)] as const)
  return (value) => {
    const structure = value as Readonly<Record<string, unknown>>
    return members
      .map(([name, encode]) => (structure[name] === undefined ? '' : element(name, encode(structure[name]))))
      .join('')
  }
}

function listEncoder(model: ServiceModel, shape: ListShape): EncodeXml {
  const encode = compileXmlEncoder(model, shape.member)
  return (value) => (value as readonly unknown[]).map((each) => element('member', encode(each))).join('')
}

function mapEncoder(model: ServiceModel, shape: MapShape): EncodeXml {
  const encode = compileXmlEncoder(model, shape.value)
  return (value) =>
    Object.entries(value as object)
      .map(([key, each]) => element('entry', element('key', escapeXml(key)) + element('value', encode(each))))
      .join('')
}
