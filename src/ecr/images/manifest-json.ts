import { countMembers, parseJson } from '../../standards/json/parse-json.ts'
import { quotas } from '../quotas.ts'

/** JSON from outside, as far as manifests need it. */
export type Json = Readonly<Record<string, unknown>>

/** A manifest of a thousand layers with ten annotations each has 17,000 values; those that are known have six levels. */
const bounds = { maxValues: 20_000, maxDepth: 32, maxPlainBytes: quotas.manifestSizeBytes }

/**
 * Undefined for everything that is not the text of JSON, and for an object that names a member twice: of two parsers one
 * takes the first and another the last, and they would see two images in one manifest.
 */
export function parseManifestJson(bytes: Uint8Array): unknown {
  const parsed = parseJson(bytes, bounds)
  return 'fault' in parsed || parsed.members !== countMembers(parsed.value) ? undefined : parsed.value
}

export function parseJsonObject(bytes: Uint8Array): Json | undefined {
  const value = parseManifestJson(bytes)
  return isObject(value) ? value : undefined
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}

/** The member's text; undefined when it is absent, empty or something else: with a NUL it is no text for a database. */
export function optionalText(document: Json, member: string): string | undefined {
  const value = document[member]
  return typeof value === 'string' && value !== '' && !value.includes('\0') ? value : undefined
}

/** Those of a manifest; what is no text is none. */
export function annotationsOf(document: Json): Readonly<Record<string, string>> | undefined {
  if (!isObject(document.annotations)) return undefined
  const entries = Object.entries(document.annotations)
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}

/**
 * Whether a member that means something stands here in another spelling, such as `Layers`. To a reader that minds
 * capitals it is a member that nobody knows; Go's, which most clients use, takes it for `layers` and would see other
 * content than was checked. https://pkg.go.dev/encoding/json#Unmarshal
 */
export function hasSecondSpelling(document: Json): boolean {
  return Object.keys(document).some((name) => isShort(name) && !members.has(name) && foldedMembers.has(fold(name)))
}

/** As Unicode folds it and Go with it: not only capitals, also the Kelvin sign (k) and the long s. */
const fold = (name: string): string => name.toLowerCase().toUpperCase()

const members = new Set([
  ...['schemaVersion', 'mediaType', 'artifactType', 'config', 'layers', 'manifests', 'blobs', 'subject', 'annotations'],
  ...['digest', 'size', 'urls', 'data', 'platform', 'fsLayers', 'blobSum', 'signatures', 'protected'],
])
const foldedMembers = new Set([...members].map(fold))

/** Folding makes no text shorter, so that a longer one needs no look. */
const isShort = (name: string): boolean => name.length <= longestMember
const longestMember = Math.max(...[...members].map(({ length }) => length))
