import { refuse } from './signature-error.ts'

/** A request as it came over the wire, before anything was decoded: all that a signature can cover but the body. */
export interface SignedRequestParts {
  readonly method: string
  /** Up to the question mark, as sent. */
  readonly rawPath: string
  /** After the question mark, as sent; empty when there is none. */
  readonly rawQuery: string
  /** By lower-case name, a value for each time that it was sent, one character for each byte: node's `headersDistinct`. */
  readonly headers: Readonly<Record<string, readonly string[] | undefined>>
}

export function listHeader({ headers }: SignedRequestParts, name: string): readonly string[] {
  return Object.hasOwn(headers, name) ? (headers[name] ?? []) : []
}

/** The value of a header that means nothing when it is there twice. */
export function findSingleHeader(request: SignedRequestParts, name: string): string | undefined {
  const values = listHeader(request, name)
  if (values.length > 1) refuse({ reason: 'duplicate', what: `header '${name}'` })
  return values[0]
}
