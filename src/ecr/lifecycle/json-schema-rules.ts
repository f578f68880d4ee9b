import {
  arrayTooLong,
  arrayTooShort,
  emptyText,
  missingProperties,
  numberTooHigh,
  numberTooLow,
  propertiesNotAllowed,
  typeDoesNotMatch,
  valueNotInEnum,
} from './errors.ts'

/**
 * Values of a document, checked as ECR's schema demands it. The first fault is told: of an object first what is missing, then
 * what is too much. A member that is null is there, and is no text, number or list.
 */
export type Document = Readonly<Record<string, unknown>>

interface Members {
  readonly required: readonly string[]
  readonly optional: readonly string[]
}

export function requireObject(value: unknown, { required, optional }: Members): Document {
  if (!isObject(value)) throw typeDoesNotMatch(typeOf(value), 'object')
  const missing = required.filter((name) => !Object.hasOwn(value, name))
  if (missing.length > 0) throw missingProperties(missing.toSorted())
  const unknown = Object.keys(value).filter((name) => !required.includes(name) && !optional.includes(name))
  if (unknown.length > 0) throw propertiesNotAllowed(unknown.toSorted())
  return value
}

export function isObject(value: unknown): value is Document {
  return typeOf(value) === 'object'
}

export function requireList(
  value: unknown,
  bounds: { readonly min: number; readonly max: number },
): readonly unknown[] {
  if (!Array.isArray(value)) throw typeDoesNotMatch(typeOf(value), 'array')
  if (value.length < bounds.min) throw arrayTooShort(bounds.min, value.length)
  if (value.length > bounds.max) throw arrayTooLong(bounds.max, value.length)
  return value
}

/** ECR's numbers are Java's. */
const maxInteger = 2_147_483_647

export function requireInteger(value: unknown, minimum: number): number {
  if (!Number.isInteger(value)) throw typeDoesNotMatch(typeOf(value), 'integer')
  const number = Number(value)
  if (number < minimum) throw numberTooLow(minimum, number)
  if (number > maxInteger) throw numberTooHigh(maxInteger, number)
  return number
}

export function requireText(value: unknown): string {
  if (typeof value !== 'string') throw typeDoesNotMatch(typeOf(value), 'string')
  return value
}

export function requireFilledText(value: unknown): string {
  const text = requireText(value)
  if (text === '') throw emptyText()
  return text
}

export function requireOneOf<T extends string>(value: unknown, possible: readonly T[]): T {
  const found = possible.find((each) => each === value)
  if (found === undefined) throw valueNotInEnum(value, possible)
  return found
}

/** As JSON schemas name them. */
function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return Number.isInteger(value) ? 'integer' : typeof value
}
