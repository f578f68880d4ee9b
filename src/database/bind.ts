import { nulInText } from '../errors.ts'
import { Placeholder, type Step } from './statement.ts'

/** What a column can hold. */
export type ColumnValue = string | number | Uint8Array | null

/** The values for a compiled query's parameters, in order. */
export function bind(parameters: readonly unknown[], step: Step): ColumnValue[] {
  return parameters.map((parameter) =>
    parameter instanceof Placeholder
      ? bindable(step.values[parameter.name], `${step.statement.name}: ${parameter.name}`)
      : bindable(parameter, 'query'),
  )
}

/**
 * Drivers bind undefined and NaN as null and round large numbers, and PostgreSQL's text has no NUL: what a column can't
 * hold is refused here instead.
 */
function bindable(value: unknown, where: string): ColumnValue {
  if (typeof value === 'string') {
    if (value.includes('\0')) throw nulInText()
    return value
  }
  if (value === null || value instanceof Uint8Array || Number.isSafeInteger(value)) {
    return value as ColumnValue
  }
  throw new TypeError(`${where}: ${describe(value)} is no value for a column (text, safe integer, Uint8Array or null)`)
}

function describe(value: unknown): string {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : typeof value
}
