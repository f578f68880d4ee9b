import { encodeBase64 } from './base64.ts'
import { requireShape } from './model.ts'
import type { ServiceModel, StructureShape } from './model.ts'

/** Turns a value of a shape into what JSON.stringify takes. */
export type EncodeJson = (value: unknown) => unknown

/** What is undefined is left out, and so is what the model doesn't know. */
export function compileJsonEncoder(model: ServiceModel, name: string): EncodeJson {
  const shape = requireShape(model, name)
  switch (shape.type) {
    case 'structure':
      return structureEncoder(model, shape)
    case 'list': {
      const encode = compileJsonEncoder(model, shape.member)
      return (value) => (value as readonly unknown[]).map(encode)
    }
    case 'map': {
      const encode = compileJsonEncoder(model, shape.value)
      return (value) => Object.fromEntries(Object.entries(value as object).map(([key, each]) => [key, encode(each)]))
    }
    case 'timestamp':
      return (value) => (value as number) / 1000
    case 'blob':
      return (value) => encodeBase64(value as Uint8Array)
    default:
      return (value) => value
  }
}

function structureEncoder(model: ServiceModel, shape: StructureShape): EncodeJson {
  const members = Object.entries(shape.members).map(([name, of]) => [name, compileJsonEncoder(model, of)] as const)
  return (value) => {
    const structure = value as Readonly<Record<string, unknown>>
    const json: Record<string, unknown> = {}
    for (const [name, encode] of members) {
      const member = structure[name]
      if (member !== undefined) json[name] = encode(member)
    }
    return json
  }
}
