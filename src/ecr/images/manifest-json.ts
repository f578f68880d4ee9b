/** JSON from outside, as far as manifests need it. */
export type Json = Readonly<Record<string, unknown>>

// A byte that is no UTF-8 would come back changed through the JSON API, and a byte order mark would be dropped:
// neither is JSON (RFC 8259 §8.1).
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Undefined for everything that is not the text of a JSON object. */
export function parseJsonObject(bytes: Uint8Array): Json | undefined {
  try {
    const value: unknown = JSON.parse(utf8.decode(bytes))
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}

/** The member's text; undefined when it is absent, empty or something else. */
export function optionalText(document: Json, member: string): string | undefined {
  const value = document[member]
  return typeof value === 'string' && value !== '' ? value : undefined
}
