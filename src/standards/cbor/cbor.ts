import { isUtf8 } from 'node:buffer'
import { decode, encode, type Token, Tokenizer, Type } from 'cborg'

/** How much a document may hold: both are counted while it is read, before anything is made of it. */
export interface CborLimits {
  /** Lists, maps and tags inside of each other. */
  readonly maxDepth: number
  /** Values of every kind, the keys of maps among them. */
  readonly maxItems: number
}

type DecodeOptions = NonNullable<Parameters<typeof decode>[1]>

const options: DecodeOptions = {
  allowUndefined: true,
  coerceUndefinedToNull: true,
  rejectDuplicateMapKeys: true,
  retainStringBytes: true,
  // https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html: the only tag that shapes have, a timestamp in seconds.
  tags: { 1: (content) => content() },
}

/** What a document says: maps are objects. Throws if it is malformed, or holds too much. https://www.rfc-editor.org/rfc/rfc8949 */
export function decodeCbor(bytes: Uint8Array, limits: CborLimits): unknown {
  return decode(bytes, { ...options, tokenizer: boundedTokens(bytes, limits) })
}

function boundedTokens(bytes: Uint8Array, { maxDepth, maxItems }: CborLimits): DecodeOptions['tokenizer'] {
  const tokens = new Tokenizer(bytes, options)
  /** How many items each open list, map and tag still wants, the innermost last. */
  const wanted: number[] = []
  let items = 0
  return {
    done: () => tokens.done(),
    pos: () => tokens.pos(),
    next() {
      const token = tokens.next()
      items += 1
      count(wanted, token)
      if (items > maxItems) throw new Error('The document holds too many items')
      if (wanted.length > maxDepth) throw new Error('The document is nested too deeply')
      if (token.byteValue !== undefined && !isUtf8(token.byteValue)) throw new Error('A text is not valid UTF-8')
      return token
    },
  }
}

function count(wanted: number[], token: Token): void {
  if (token.type === Type.break) wanted.pop()
  else {
    if (wanted.length > 0) wanted.push((wanted.pop() ?? 0) - 1)
    const own = itemsOf(token)
    if (own > 0) wanted.push(own)
  }
  while (wanted.at(-1) === 0) wanted.pop()
}

/** How many items follow that are part of this one; of those of indefinite length it is their break that ends them. */
function itemsOf({ type, value }: Token): number {
  if (type === Type.array) return Number(value)
  if (type === Type.map) return 2 * Number(value)
  return type === Type.tag ? 1 : 0
}

/** Plain values: objects become maps. https://www.rfc-editor.org/rfc/rfc8949 */
export const encodeCbor = (value: unknown): Uint8Array => encode(value)
