import { encode } from 'cborg'

/** Plain values: objects become maps. https://www.rfc-editor.org/rfc/rfc8949 */
export const encodeCbor = (value: unknown): Uint8Array => encode(value)
