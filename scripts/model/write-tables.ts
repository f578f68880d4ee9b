import { printLiteral, printTall } from './print-literal.ts'
import type { Literal, LiteralRecord } from './print-literal.ts'
import { exceptions, protocolOf, reachableShapes } from './service-definition.ts'
import type { OperationDefinition, ServiceDefinition, ShapeDefinition } from './service-definition.ts'

/** The file of data that validators and encoders are made of at start (`standards/aws-model`). */
export function writeTables(definition: ServiceDefinition, service: string, title: string, banner: string): string {
  const { metadata } = definition
  const head = {
    service,
    signingName: metadata.signingName ?? metadata.endpointPrefix,
    protocol: protocolOf(definition),
    targetPrefix: metadata.targetPrefix,
    xmlNamespace: metadata.xmlNamespace,
    apiVersion: metadata.apiVersion,
  }
  const ofOperation = head.protocol === 'rest-json' ? restOperationData : operationData
  const name = `${title.charAt(0).toLowerCase()}${title.slice(1)}Model`
  return [
    banner,
    "import type { ServiceModel } from '../standards/aws-model/model.ts'\n",
    `import type { ${title}Operations } from './${service}.ts'\n`,
    `\nexport const ${name}: ServiceModel<keyof ${title}Operations> = {\n`,
    ...Object.entries(head).flatMap(([key, value]) =>
      value === undefined ? [] : [`  ${key}: ${printLiteral(value, key.length + 4)},\n`],
    ),
    `  operations: ${printTall(mapValues(Object.entries(definition.operations), ofOperation), 1)},\n`,
    `  errors: ${printTall(mapValues(exceptions(definition), errorData), 1)},\n`,
    `  shapes: ${printTall(mapValues(reachableShapes(definition), shapeData), 1)},\n`,
    '}\n',
  ].join('')
}

const operationData = ({ input, output }: OperationDefinition): LiteralRecord => ({
  input: input?.shape,
  output: output?.shape,
  resultWrapper: output?.resultWrapper,
})

const restOperationData = (operation: OperationDefinition): Literal => ({
  http: { method: operation.http.method, requestUri: operation.http.requestUri },
  ...operationData(operation),
})

/** JSON services name no statuses: 400, and 500 for what the model calls a fault. */
function errorData({ error, fault, members = {} }: ShapeDefinition): Literal {
  const sentence = Object.hasOwn(members, 'Message') ? 'Message' : undefined
  if (error === undefined) return { status: fault === true ? 500 : 400, sentence }
  return { status: error.httpStatusCode, code: error.code, sentence }
}

function shapeData(shape: ShapeDefinition): Literal {
  const { type, min, max, pattern, required, sensitive, union } = shape
  const range = { min, max }
  switch (type) {
    case 'structure':
      return {
        type,
        required,
        members: mapValues(Object.entries(shape.members ?? {}), (member): Literal => member.shape),
        locations: locationsOf(shape),
        union,
      }
    case 'list':
      return { type, member: shape.member?.shape, ...range }
    case 'map':
      return { type, key: shape.key?.shape, value: shape.value?.shape, ...range }
    case 'string':
      return { type, ...range, pattern, enum: shape.enum, sensitive }
    case 'blob':
      return { type, ...range, sensitive }
    default:
      return { type, ...range }
  }
}

/** By member, where a REST request has it if not in its body. */
function locationsOf({ members = {} }: ShapeDefinition): Literal | undefined {
  const located = Object.entries(members).flatMap(([name, { location }]) =>
    location === undefined ? [] : [[name, location] as const],
  )
  return located.length === 0 ? undefined : Object.fromEntries(located)
}

function mapValues<T>(
  entries: readonly (readonly [string, T])[],
  toLiteral: (value: T) => Literal,
): Record<string, Literal> {
  return Object.fromEntries(entries.map(([name, value]) => [name, toLiteral(value)]))
}
