/** Where a chunk of an upload belongs; both ends included. */
export interface ContentRange {
  readonly first: number
  readonly last: number
}

/**
 * `Content-Range` of an upload's chunk: `first-last` by the distribution specification. Clients that follow HTTP write
 * `bytes first-last/total`, and they are taken too.
 * https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pushing-a-blob-in-chunks
 *
 * Undefined for anything else, for a range that ends before it begins or past its total, and for numbers that a double
 * doesn't hold exactly.
 */
export function parseContentRange(text: string): ContentRange | undefined {
  if (text.length > maxLength) return undefined
  const match = contentRangeRegex.exec(text)
  if (match === null) return undefined
  const [, firstText, lastText, totalText] = match
  const first = Number(firstText)
  const last = Number(lastText)
  const total = totalText === undefined || totalText === '*' ? Number.MAX_SAFE_INTEGER : Number(totalText)
  if (!Number.isSafeInteger(total) || last >= total || first > last) return undefined
  return { first, last }
}

const contentRangeRegex = /^(?:bytes )?([0-9]+)-([0-9]+)(?:\/([0-9]+|\*))?$/i

/** Room for three of the largest numbers, and no more. */
const maxLength = 64
