/**
 * AWS's service models, reduced to what a server needs. `scripts/generate-model.ts` writes them to `src/generated/`.
 *
 * Shapes refer to each other by name. Lists are never flattened and members have no second name on the wire in the
 * models we have: the generator refuses one that says otherwise.
 */
export interface ServiceModel<OperationName extends string = string> {
  readonly service: string
  /** The service's name in a signature's scope. */
  readonly signingName: string
  readonly protocol: 'json' | 'query' | 'rest-json'
  /** JSON: what precedes the operation's name in `X-Amz-Target`. */
  readonly targetPrefix?: string
  /** Query: the namespace of answers. */
  readonly xmlNamespace?: string
  readonly apiVersion: string
  readonly operations: Readonly<Record<OperationName, OperationModel>>
  /** By the name of the exception's shape. */
  readonly errors: Readonly<Record<string, ErrorModel>>
  readonly shapes: Readonly<Record<string, Shape>>
}

export interface OperationModel {
  readonly input?: string
  readonly output?: string
  /** REST: `{name}` in the path stands for a member. */
  readonly http?: { readonly method: string; readonly requestUri: string }
  /** Query: the element that holds the output. */
  readonly resultWrapper?: string
}

export interface ErrorModel {
  readonly status: number
  /** Query: the code on the wire, where it isn't the shape's name. */
  readonly code?: string
  /** JSON and CBOR: the member that says what is wrong, where it isn't `message`. */
  readonly sentence?: string
}

export type Shape = StructureShape | ListShape | MapShape | StringShape | NumberShape | BlobShape | PlainShape

export interface StructureShape {
  readonly type: 'structure'
  readonly members: Readonly<Record<string, string>>
  readonly required?: readonly string[]
  /** REST: members that are not in the body. */
  readonly locations?: Readonly<Record<string, 'uri' | 'querystring'>>
  /** Exactly one member is set. https://smithy.io/2.0/spec/aggregate-types.html#union */
  readonly union?: true
}

export interface ListShape extends Range {
  readonly type: 'list'
  readonly member: string
}

export interface MapShape extends Range {
  readonly type: 'map'
  readonly key: string
  readonly value: string
}

export interface StringShape extends Range {
  readonly type: 'string'
  /** A regular expression of Java's that the whole text must match. */
  readonly pattern?: string
  readonly enum?: readonly string[]
  /** Never repeated in an error. */
  readonly sensitive?: true
}

export interface NumberShape extends Range {
  readonly type: 'integer' | 'long' | 'double'
}

export interface BlobShape extends Range {
  readonly type: 'blob'
  /** Never repeated in an error. */
  readonly sensitive?: true
}

export interface PlainShape {
  readonly type: 'boolean' | 'timestamp'
}

/** Bounds, both included: of a length for texts, lists, maps and blobs, of the value for numbers. */
export interface Range {
  readonly min?: number
  readonly max?: number
}

export function requireShape(model: ServiceModel, name: string): Shape {
  const shape = model.shapes[name]
  if (shape === undefined) throw new Error(`the model of ${model.service} has no shape named ${name}`)
  return shape
}
