import type { Range, Shape } from './model.ts'
import { compilePattern } from './pattern.ts'

/** What the model demands of one value, and Coral's sentence when it isn't so. */
export interface Constraint {
  readonly kind: 'length' | 'value' | 'pattern' | 'enum'
  readonly sentence: string
  readonly holds: (value: never) => boolean
}

export const notNull = 'Member must not be null'

/** In the order in which AWS lists them. */
export function constraintsOf(shape: Shape): readonly Constraint[] {
  switch (shape.type) {
    case 'string':
      if (shape.enum !== undefined) return [oneOf(shape.enum)]
      return [
        ...bounds('length', shape, textIsAtMost, textIsAtLeast),
        ...(shape.pattern === undefined ? [] : [matching(shape.pattern)]),
      ]
    case 'integer':
    case 'long':
    case 'double':
      return bounds(
        'value',
        shape,
        (value: number, max) => value <= max,
        (value: number, min) => value >= min,
      )
    case 'blob':
    case 'list':
      return bounds(
        'length',
        shape,
        ({ length }: Sized, max) => length <= max,
        ({ length }: Sized, min) => length >= min,
      )
    case 'map':
      return bounds(
        'length',
        shape,
        (value: object, max) => sizeOf(value) <= max,
        (value: object, min) => sizeOf(value) >= min,
      )
    default:
      return []
  }
}

interface Sized {
  readonly length: number
}

const sizeOf = (map: object): number => Object.keys(map).length

function bounds<T>(
  kind: 'length' | 'value',
  { min, max }: Range,
  isAtMost: (value: T, max: number) => boolean,
  isAtLeast: (value: T, min: number) => boolean,
): readonly Constraint[] {
  const found: Constraint[] = []
  if (max !== undefined) {
    const sentence = `Member must have ${kind} less than or equal to ${max}`
    found.push({ kind, sentence, holds: (value: T) => isAtMost(value, max) })
  }
  if (min !== undefined) {
    const sentence = `Member must have ${kind} greater than or equal to ${min}`
    found.push({ kind, sentence, holds: (value: T) => isAtLeast(value, min) })
  }
  return found
}

function matching(pattern: string): Constraint {
  const sentence = `Member must satisfy regular expression pattern: ${pattern}`
  return { kind: 'pattern', sentence, holds: compilePattern(pattern) }
}

function oneOf(values: readonly string[]): Constraint {
  const allowed = new Set(values)
  const sentence = `Member must satisfy enum value set: [${values.join(', ')}]`
  return { kind: 'enum', sentence, holds: (value: string) => allowed.has(value) }
}

/** Lengths count code points; most texts are decided by their UTF-16 length alone. */
function textIsAtMost(text: string, max: number): boolean {
  if (text.length <= max) return true
  return text.length <= 2 * max && codePoints(text) <= max
}

function textIsAtLeast(text: string, min: number): boolean {
  if (text.length < min) return false
  return text.length >= 2 * min || codePoints(text) >= min
}

function codePoints(text: string): number {
  let count = 0
  for (let at = 0; at < text.length; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) count++
  return count
}
