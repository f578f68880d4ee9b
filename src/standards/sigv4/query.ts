import { decodeQueryPart, isUnreserved, uriEncode } from './percent-encoding.ts'

/** A parameter of the query, encoded as it is signed. */
export interface QueryParameter {
  readonly name: string
  readonly value: string
}

/** In the order in which they were sent. `?a` is `a` with an empty value; what is between two ampersands may be nothing. */
export function parseQuery(rawQuery: string): QueryParameter[] {
  return rawQuery
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=')
      if (equals < 0) return { name: encodeAgain(part), value: '' }
      return { name: encodeAgain(part.slice(0, equals)), value: encodeAgain(part.slice(equals + 1)) }
    })
}

/** By encoded name, then by encoded value: comparing `name=value` instead would put `a-b=` before `a=`. */
export function canonicalQuery(parameters: readonly QueryParameter[]): string {
  return parameters
    .toSorted((one, other) => compare(one.name, other.name) || compare(one.value, other.value))
    .map(({ name, value }) => `${name}=${value}`)
    .join('&')
}

/** However the sender encoded it, both sides sign it in one way. */
function encodeAgain(part: string): string {
  return isUnreserved(part) ? part : uriEncode(decodeQueryPart(part))
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
