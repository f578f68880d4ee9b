import { printKey, printString } from './print-literal.ts'
import { exceptions, reachableShapes, requireShape } from './service-definition.ts'
import type { OperationDefinition, ServiceDefinition, ShapeDefinition } from './service-definition.ts'

const emptyObject = 'Readonly<Record<string, never>>'

/** The file of types: structures, enumerations, the table of operations and the union of error codes. */
export function writeTypes(definition: ServiceDefinition, title: string, banner: string): string {
  const shapes = reachableShapes(definition)
  const declarations = shapes.flatMap(([name, shape]) => declaration(definition, name, shape) ?? [])
  requireDistinctNames(
    shapes.filter(([, { type, enum: values }]) => type === 'structure' || values !== undefined).map(([name]) => name),
  )
  const codes = exceptions(definition).map(([name]) => printString(name))
  return [banner, operationsTable(definition, title), union(`${title}ErrorCode`, codes), ...declarations].join('\n')
}

function operationsTable(definition: ServiceDefinition, title: string): string {
  const entries = Object.entries(definition.operations).map(([name, operation]) => operationEntry(name, operation))
  return `export interface ${title}Operations {\n${entries.join('')}}\n`
}

function operationEntry(name: string, { input, output, errors = [] }: OperationDefinition): string {
  const codes = errors.map((error) => printString(error.shape)).sort()
  return [
    `  ${name}: {\n`,
    `    input: ${input === undefined ? emptyObject : typeName(input.shape)}\n`,
    `    output: ${output === undefined ? emptyObject : typeName(output.shape)}\n`,
    `    errors:${unionBody(codes, '    errors:'.length, '      ')}\n`,
    '  }\n',
  ].join('')
}

function declaration(definition: ServiceDefinition, name: string, shape: ShapeDefinition): string | undefined {
  if (shape.type === 'structure') return structure(definition, name, shape)
  if (shape.enum !== undefined) return union(typeName(name), shape.enum.map(printString))
  return undefined
}

function structure(definition: ServiceDefinition, name: string, shape: ShapeDefinition): string {
  const members = Object.entries(shape.members ?? {}).map(([member, { shape: of }]) => {
    const type = valueType(definition, of)
    const isRequired = shape.required?.includes(member) === true
    return isRequired
      ? `  readonly ${printKey(member)}: ${type}\n`
      : `  readonly ${printKey(member)}?: ${type} | undefined\n`
  })
  if (members.length === 0) return `export type ${typeName(name)} = ${emptyObject}\n`
  return `export interface ${typeName(name)} {\n${members.join('')}}\n`
}

function valueType(definition: ServiceDefinition, name: string): string {
  const shape = requireShape(definition, name)
  switch (shape.type) {
    case 'structure':
      return typeName(name)
    case 'string':
      return shape.enum === undefined ? 'string' : typeName(name)
    case 'list':
      return `readonly ${valueType(definition, requireReference(shape.member))}[]`
    case 'map':
      return mapType(definition, requireReference(shape.key), requireReference(shape.value))
    case 'integer':
    case 'long':
    case 'double':
    case 'timestamp':
      return 'number'
    case 'boolean':
      return 'boolean'
    case 'blob':
      return 'Uint8Array'
    default:
      throw new Error(`shape ${name} has the unknown type ${shape.type}`)
  }
}

function mapType(definition: ServiceDefinition, key: string, value: string): string {
  const entries = `Record<${valueType(definition, key)}, ${valueType(definition, value)}>`
  const isOpen = requireShape(definition, key).enum === undefined
  return isOpen ? `Readonly<${entries}>` : `Readonly<Partial<${entries}>>`
}

function requireReference(reference: { readonly shape: string } | undefined): string {
  if (reference === undefined) throw new Error('a list or map of the model does not say what it holds')
  return reference.shape
}

const union = (name: string, texts: readonly string[]): string =>
  `export type ${name} =${unionBody(texts, `export type ${name} =`.length, '  ')}\n`

function unionBody(texts: readonly string[], column: number, indent: string): string {
  if (texts.length === 0) return ' never'
  const flat = ` ${texts.join(' | ')}`
  if (column + flat.length <= 120) return flat
  return texts.map((text) => `\n${indent}| ${text}`).join('')
}

/** Types begin with a capital; some shapes of IAM don't. */
const typeName = (shape: string): string => shape.charAt(0).toUpperCase() + shape.slice(1)

function requireDistinctNames(shapes: readonly string[]): void {
  const names = new Set(shapes.map(typeName))
  if (names.size !== shapes.length) throw new Error('two shapes have names that differ only in their first letter')
}
