/** What a decoder answers: the input in the types of `src/generated`, or AWS's sentence about what can't be read. */
export type Decoded =
  | { readonly kind: 'input'; readonly input: unknown }
  | { readonly kind: 'serialization'; readonly sentence: string }

/** A value of the wrong type. Thrown inside a decoder, never out of it. */
class Misfit extends Error {}

/**
 * The sentences are those of Coral, AWS's own framework, as users of its JSON services see them; a timestamp and a blob,
 * whose sentences are not published, are worded likewise. Integers with a fraction or out of range are NUMBER_VALUEs too.
 */
export const listFound = (): Misfit => new Misfit('Start of list found where not expected')
export const structureFound = (): Misfit => new Misfit('Start of structure or map found where not expected.')
export const structureExpected = (): Misfit => new Misfit('Expected null')
export const listExpected = (): Misfit => new Misfit('Expected list or null')
export const notAnIndex = (index: string): Misfit => new Misfit(`${index} is not a valid index`)

export type ScalarName = 'a String' | 'an Integer' | 'a Long' | 'a Double' | 'a Boolean' | 'a Timestamp' | 'a Blob'

/** `STRING_VALUE can not be converted to an Integer` */
export function unconvertible(value: unknown, wanted: ScalarName): Misfit {
  if (Array.isArray(value)) return listFound()
  if (typeof value === 'object') return structureFound()
  const found = typeof value === 'boolean' ? String(value) : typeof value
  return new Misfit(`${found.toUpperCase()}_VALUE can not be converted to ${wanted}`)
}

export function decoded(decode: () => unknown): Decoded {
  try {
    return { kind: 'input', input: decode() }
  } catch (error) {
    if (error instanceof Misfit) return { kind: 'serialization', sentence: error.message }
    throw error
  }
}
