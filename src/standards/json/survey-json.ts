/**
 * A look over the bytes of JSON before they are parsed. Parsing costs time and memory by the number of values, up to a
 * hundred times what their bytes take; so it is known first how many there are and how deep they lie. What one byte of a
 * text costs is little, and the same in every text.
 *
 * The look is linear, makes nothing, and stops at the bound. It judges no syntax: `JSON.parse` does, right after it.
 */
export interface JsonBounds {
  /** An object or a list counts twice: it costs as much, even if there is nothing in it. */
  readonly maxValues: number
  readonly maxDepth: number
  /** Bytes outside of texts: blanks, numbers, marks. */
  readonly maxPlainBytes: number
}

export type JsonSurvey =
  /** How many members the objects have, all together. */
  { readonly members: number } | { readonly excess: 'too-many-values' | 'too-deep' | 'too-much-plain' }

const quote = 0x22
const backslash = 0x5c

export function surveyJson(bytes: Uint8Array, { maxValues, maxDepth, maxPlainBytes }: JsonBounds): JsonSurvey {
  let values = 1
  let members = 0
  let depth = 0
  let end = Math.min(bytes.length, maxPlainBytes)
  for (let at = nextMark(bytes, 0, end); at < end; at = nextMark(bytes, at + 1, end)) {
    switch (bytes[at]) {
      case quote: {
        const close = endOfText(bytes, at + 1)
        end = Math.min(bytes.length, end + close - at - 1)
        at = close
        break
      }
      case 0x7b: // {
      case 0x5b: // [
        depth += 1
        if (depth > maxDepth) return { excess: 'too-deep' }
        values += 1
        break
      case 0x2c: // ,
        values += 1
        break
      case 0x3a: // :
        members += 1
        break
      case 0x7d: // }
      case 0x5d: // ]
        depth -= 1
    }
    if (values > maxValues) return { excess: 'too-many-values' }
  }
  return end < bytes.length ? { excess: 'too-much-plain' } : { members }
}

/** Of each byte, 1 if it means something outside of texts. */
const marks = Uint8Array.from({ length: 256 }, (_, byte) => ('"{[,:}]'.includes(String.fromCharCode(byte)) ? 1 : 0))

/** Passes over blanks and digits, which may be megabytes. */
function nextMark(bytes: Uint8Array, start: number, end: number): number {
  let at = start
  while (at < end && marks[bytes[at] ?? 0] === 0) at += 1
  return at
}

/** So far a text is read byte by byte; from there the machine looks for the quote, many bytes at a time. */
const strideBytes = 64

/** Where the text's closing quote is; the end of the bytes where it has none. */
function endOfText(bytes: Uint8Array, start: number): number {
  let at = start
  while (at < bytes.length) {
    for (const end = Math.min(bytes.length, at + strideBytes); at < end; at += 1) {
      if (bytes[at] === quote) return at
      if (bytes[at] === backslash) at += 1
    }
    const found = bytes.indexOf(quote, at)
    if (found < 0) break
    if (!isEscaped(bytes, at, found)) return found
    at = found + 1
  }
  return bytes.length
}

/** By an odd number of backslashes; one before `start` is spent. */
function isEscaped(bytes: Uint8Array, start: number, at: number): boolean {
  let first = at
  while (first > start && bytes[first - 1] === backslash) first -= 1
  return (at - first) % 2 === 1
}
