import type { z } from 'zod'

/**
 * One option, described once. Its flag, its environment variable, its key in the configuration file,
 * the help text and docs/configuration.md all come from this:
 *
 *     masterKeyFile   --master-key-file   ECRD_MASTER_KEY_FILE   master-key-file
 */
export interface Option<Value = unknown> {
  /** What stands for the value in help: `DIR`, `json|pretty`. */
  readonly placeholder: string
  /** One sentence, without the full stop. */
  readonly help: string
  /** Undefined when the option may be left out. */
  readonly default: Value
  /** What help says instead of a default that depends on the machine. */
  readonly defaultInWords?: string
  /** Its flag stands alone, and then means `true`; `--dev=false` is possible, too. */
  readonly isSwitch?: boolean
  /** The value holds a password: no sentence repeats it. */
  readonly isSecret?: boolean
  /** Takes text (flags, environment) and what YAML may say. Its message completes the sentence `--port must be …`. */
  readonly schema: z.ZodType<Value>
}

export type Options = Readonly<Record<string, Option>>

/** The values that a set of options gives. */
export type Values<Set> = { readonly [Name in keyof Set]: Set[Name] extends Option<infer Value> ? Value : never }

export function defaultsOf<Set extends Options>(set: Set): Values<Set> {
  return Object.fromEntries(Object.entries(set).map(([name, option]) => [name, option.default])) as Values<Set>
}

/** `masterKeyFile` → `master-key-file`: the key in the configuration file, and the flag without its dashes. */
export function keyOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** As help shows it: `--port PORT`, or `--dev` alone. */
export function usageOf(name: string, { placeholder, isSwitch = false }: Option): string {
  return isSwitch ? flagOf(name) : `${flagOf(name)} ${placeholder}`
}

export function flagOf(name: string): string {
  return `--${keyOf(name)}`
}

/** `masterKeyFile` → `ECRD_MASTER_KEY_FILE` */
export function variableOf(name: string): string {
  return `${variablePrefix}${keyOf(name).replaceAll('-', '_').toUpperCase()}`
}

export const variablePrefix = 'ECRD_'
