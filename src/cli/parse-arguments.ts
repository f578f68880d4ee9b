import { parseArgs } from 'node:util'
import { didYouMean } from '../config/nearest.ts'
import { keyOf, type Options } from '../config/option.ts'
import { OptionError } from '../config/resolve-options.ts'

export interface Arguments {
  /** By key: `master-key-file`. Of a flag that is given twice the last counts. */
  readonly flags: ReadonlyMap<string, string>
  readonly wantsHelp: boolean
}

/** Reads what follows the command's name; an OptionError says what it can't make sense of. */
export function parseArguments(args: readonly string[], options: Options): Arguments {
  const known = Object.keys(options).map(keyOf)
  const flags = new Map<string, string>()
  const problems: string[] = []
  let wantsHelp = false
  const { tokens } = parseArgs({
    args: [...args],
    options: {
      ...Object.fromEntries(known.map((key) => [key, { type: 'string' as const }])),
      help: { type: 'boolean', short: 'h' },
    },
    strict: false,
    tokens: true,
  })
  for (const token of tokens) {
    if (token.kind === 'positional') problems.push(`'${token.value}' is not expected here.`)
    if (token.kind !== 'option') continue
    if (token.name === 'help') wantsHelp = true
    else if (!known.includes(token.name)) return refuse(token.rawName, known)
    else if (token.value === undefined) problems.push(`${token.rawName} needs a value.`)
    else flags.set(token.name, token.value)
  }
  if (problems.length > 0 && !wantsHelp) throw new OptionError(problems)
  return { flags, wantsHelp }
}

/** Whatever follows an unknown flag may be its value, so nothing more is said. */
function refuse(flag: string, known: readonly string[]): never {
  throw new OptionError([
    `${flag} is not an option of this command${didYouMean(
      flag,
      known.map((key) => `--${key}`),
    )}`,
  ])
}
