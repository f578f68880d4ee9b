import type { SQLInputValue } from 'node:sqlite'
import { Placeholder, type Step } from '../../statement.ts'

/** The values for a compiled query's parameters, in order. */
export function bind(parameters: readonly unknown[], step: Step): SQLInputValue[] {
  return parameters.map((parameter) =>
    parameter instanceof Placeholder
      ? bindable(step.values[parameter.name], `${step.statement.name}: ${parameter.name}`)
      : bindable(parameter, 'query'),
  )
}

/** node:sqlite binds undefined and NaN as null and rounds large numbers: what a column can't hold is refused here instead. */
function bindable(value: unknown, where: string): SQLInputValue {
  if (value === null || typeof value === 'string' || value instanceof Uint8Array || Number.isSafeInteger(value)) {
    return value as SQLInputValue
  }
  throw new TypeError(`${where}: ${describe(value)} is no value for a column (text, safe integer, Uint8Array or null)`)
}

function describe(value: unknown): string {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : typeof value
}
