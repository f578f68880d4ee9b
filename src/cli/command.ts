import type { z } from 'zod'
import type { Options, Values } from '../config/option.ts'

/** A command of `ecrd`, described once: help and parsing come from this. */
export interface Command {
  /** One word, or two: `account create`. */
  readonly name: string
  readonly summary: string
  /** What else there is to know, in whole sentences. */
  readonly details: string | undefined
  readonly argument: Argument | undefined
  readonly options: Options
  /** Whether a file may give the options, too. */
  readonly takesConfigFile: boolean
  /** The exit code when it can't be done. */
  readonly failureCode: number
  /** Loads what only this command needs; gives the exit code. */
  readonly run: (values: Values<Options>, argument: unknown) => Promise<number>
}

/** What follows a command's name without a flag. */
export interface Argument<Value = unknown> {
  readonly placeholder: string
  /** One sentence, without the full stop. */
  readonly help: string
  /** Takes undefined, too, when it may be left out. Its message completes the sentence `ACCOUNT must be …`. */
  readonly schema: z.ZodType<Value>
}

interface Definition<Set extends Options, Value> {
  readonly name: string
  readonly summary: string
  readonly details?: string
  readonly argument?: Argument<Value>
  readonly options: Set
  readonly takesConfigFile: boolean
  readonly failureCode?: number
  readonly run: (values: Values<Set>, argument: Value) => Promise<number>
}

export function command<const Set extends Options, Value = undefined>(definition: Definition<Set, Value>): Command {
  // What a command is run with is what it describes: `resolveOptions` and `parseArgument` give it by this very description.
  return {
    ...definition,
    details: definition.details,
    argument: definition.argument,
    failureCode: definition.failureCode ?? 1,
    run: (values, argument) => definition.run(values as Values<Set>, argument as Value),
  }
}

/** `ecrd account create ACCOUNT` */
export function usageOfCommand({ name, argument }: Command): string {
  if (argument === undefined) return `ecrd ${name}`
  const mayBeLeftOut = argument.schema.safeParse(undefined).success
  return `ecrd ${name} ${mayBeLeftOut ? `[${argument.placeholder}]` : argument.placeholder}`
}
