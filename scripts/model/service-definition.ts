import { readFileSync } from 'node:fs'

/** A file of `model/`, in the form of botocore's: AWS's own description of a service, or ours of ecrd. */
export interface ServiceDefinition {
  readonly metadata: {
    readonly apiVersion: string
    readonly endpointPrefix: string
    /** All that the service speaks; the first that ecrd has a door for is taken. */
    readonly protocols: readonly string[]
    readonly serviceFullName: string
    readonly signingName?: string
    readonly targetPrefix?: string
    readonly xmlNamespace?: string
  }
  /** Ours alone have documentation: AWS's is on its own pages. */
  readonly documentation?: string
  readonly operations: Readonly<Record<string, OperationDefinition>>
  readonly shapes: Readonly<Record<string, ShapeDefinition>>
}

export interface OperationDefinition {
  readonly http: { readonly method: string; readonly requestUri: string }
  readonly input?: Reference
  readonly output?: Reference & { readonly resultWrapper?: string }
  readonly errors?: readonly Reference[]
  readonly documentation?: string
}

export interface ShapeDefinition {
  readonly type: string
  readonly members?: Readonly<Record<string, Reference>>
  readonly required?: readonly string[]
  readonly member?: Reference
  readonly key?: Reference
  readonly value?: Reference
  readonly min?: number
  readonly max?: number
  readonly pattern?: string
  readonly enum?: readonly string[]
  readonly error?: { readonly code: string; readonly httpStatusCode: number }
  readonly fault?: boolean
  readonly sensitive?: boolean
  readonly union?: boolean
}

export interface Reference {
  readonly shape: string
  /** REST: where in the request the member is, if not in the body. */
  readonly location?: string
  readonly locationName?: string
  readonly documentation?: string
}

const protocols = ['json', 'query', 'rest-json'] as const

export function protocolOf({ metadata }: ServiceDefinition): (typeof protocols)[number] {
  const protocol = protocols.find((each) => metadata.protocols.includes(each))
  if (protocol === undefined) throw new Error(`${metadata.serviceFullName} speaks ${metadata.protocols.join(', ')}`)
  return protocol
}

/** Traits of botocore's that change the wire format and that no model here uses, so that no code reads them. */
const unsupportedTraits = ['flattened', 'timestampFormat', 'streaming', 'payload']
const locations = [undefined, 'uri', 'querystring']

export function readService(url: URL): ServiceDefinition {
  const definition = JSON.parse(readFileSync(url, 'utf8')) as ServiceDefinition
  for (const [name, shape] of Object.entries(definition.shapes)) {
    for (const part of [shape, ...references(shape)]) {
      const trait = unsupportedTraits.find((each) => Object.hasOwn(part, each))
      if (trait !== undefined)
        throw new Error(`${url.pathname}: shape ${name} has the trait ${trait}, which is not supported`)
    }
    for (const [member, { location, locationName }] of Object.entries(shape.members ?? {})) {
      if (!locations.includes(location) || (locationName ?? member) !== member)
        throw new Error(`${url.pathname}: ${name}.${member} is somewhere that is not supported`)
    }
  }
  return definition
}

export function requireShape(definition: ServiceDefinition, name: string): ShapeDefinition {
  const shape = definition.shapes[name]
  if (shape === undefined) throw new Error(`the model has no shape named ${name}`)
  return shape
}

/** The shapes that inputs and outputs are made of, by name; those of exceptions and leftovers stay out. */
export function reachableShapes(definition: ServiceDefinition): readonly [string, ShapeDefinition][] {
  const reached = new Map<string, ShapeDefinition>()
  const visit = (name: string, path: readonly string[]): void => {
    if (path.includes(name)) throw new Error(`shape ${name} contains itself, which is not supported`)
    if (reached.has(name)) return
    const shape = requireShape(definition, name)
    reached.set(name, shape)
    for (const reference of references(shape)) visit(reference.shape, [...path, name])
  }
  for (const { input, output } of Object.values(definition.operations)) {
    for (const reference of [input, output]) if (reference !== undefined) visit(reference.shape, [])
  }
  return [...reached].sort(byName)
}

/** Every exception that some operation can answer, by name. */
export function exceptions(definition: ServiceDefinition): readonly [string, ShapeDefinition][] {
  const names = Object.values(definition.operations).flatMap(({ errors = [] }) => errors.map((error) => error.shape))
  return [...new Set(names)]
    .map((name): [string, ShapeDefinition] => [name, requireShape(definition, name)])
    .sort(byName)
}

function references(shape: ShapeDefinition): readonly Reference[] {
  const { members = {}, member, key, value } = shape
  return [...Object.values(members), member, key, value].filter((reference) => reference !== undefined)
}

/** Code units, not a locale: the files must be the same on every machine. */
const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0
