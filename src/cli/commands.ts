import { z } from 'zod'
import type { Option, Options, Values } from '../config/option.ts'
import { databaseOption, dataOption, serveOptions } from '../config/serve-options.ts'
import { keepCompiled } from './keep-compiled.ts'

/** A command of `ecrd`, described once: help and parsing come from this. */
export interface Command {
  readonly name: string
  readonly summary: string
  readonly options: Options
  /** Whether a file may give the options, too. */
  readonly takesConfigFile: boolean
  /** Loads what only this command needs; gives the exit code. */
  readonly run: (values: Values<Options>) => Promise<number>
}

const profile: Option<string | undefined> = {
  placeholder: 'NAME',
  help: 'Print where the profile lies instead of its keys',
  default: undefined,
  defaultInWords: 'prints the keys',
  schema: z.string().min(1, 'must be the name of a profile').optional(),
}

export const configOption: Option<string | undefined> = {
  placeholder: 'FILE',
  help: 'YAML file that gives these options, by the names of their flags without dashes',
  default: undefined,
  defaultInWords: 'none',
  schema: z.string().min(1, 'must be a path').optional(),
}

const envOptions = { data: dataOption, profile }

export const commands: readonly Command[] = [
  command('serve', 'Run the registry', serveOptions, true, async (options) => {
    // What lies in the data folder is nobody else's, even if the folder itself is open to others.
    process.umask(0o077)
    keepCompiled(options.data)
    const { serve } = await import('./serve.ts')
    return serve(options)
  }),
  command(
    'migrate',
    'Upgrade the tables of a database to what this version needs',
    { data: dataOption, database: databaseOption },
    true,
    async (options) => {
      const { migrate } = await import('./migrate.ts')
      return migrate(options)
    },
  ),
  command(
    'env',
    'Print shell lines that point aws and the SDKs at it: eval "$(npx ecrd env)"',
    envOptions,
    false,
    async (options) => {
      const { printEnvironment } = await import('./print-environment.ts')
      return printEnvironment(options)
    },
  ),
  command('version', 'Print the version', {}, false, async () => {
    const { version } = await import('./version.ts')
    process.stdout.write(`ecrd ${version}\n`)
    return 0
  }),
]

/** Every option that a flag, a variable or a key can name. */
export const allOptions: Options = { ...serveOptions, config: configOption, profile }

function command<const Set extends Options>(
  name: string,
  summary: string,
  options: Set,
  takesConfigFile: boolean,
  run: (values: Values<Set>) => Promise<number>,
): Command {
  // The options that a command is run with are those that it describes: `resolveOptions` gives them by this very set.
  return {
    name,
    summary,
    options,
    takesConfigFile,
    run: (values) => run(values as Values<Set>),
  }
}
