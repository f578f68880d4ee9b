import { parseArgs } from 'node:util'
import { didYouMean } from '../config/nearest.ts'
import { keyOf, type Option, type Options } from '../config/option.ts'
import { OptionError } from '../config/resolve-options.ts'

export interface Arguments {
  /** By key: `master-key-file`. Of a flag that is given twice the last counts. */
  readonly flags: ReadonlyMap<string, string>
  /** The words that belong to no flag. */
  readonly words: readonly string[]
  readonly wantsHelp: boolean
}

/** Reads what follows the command's name; an OptionError says what it can't make sense of. */
export function parseArguments(args: readonly string[], options: Options, maxWords = 0): Arguments {
  const known = new Map(Object.entries(options).map(([name, option]) => [keyOf(name), option]))
  const flags = new Map<string, string>()
  const words: string[] = []
  const problems: string[] = []
  let wantsHelp = false
  for (const token of tokensOf(args, known)) {
    if (token.kind === 'positional') words.push(token.value)
    if (token.kind !== 'option') continue
    if (token.name === 'help') {
      wantsHelp = true
      continue
    }
    const option = known.get(token.name)
    if (option === undefined) return refuse(token.rawName, [...known.keys()])
    const value = token.value ?? (isSwitch(option) ? 'true' : undefined)
    if (value === undefined) problems.push(`${token.rawName} needs a value.`)
    else flags.set(token.name, value)
  }
  problems.push(...words.slice(maxWords).map((word) => `'${word}' is not expected here.`))
  if (problems.length > 0 && !wantsHelp) throw new OptionError(problems)
  return { flags, words, wantsHelp }
}

function tokensOf(args: readonly string[], known: ReadonlyMap<string, Option>) {
  const types = [...known].map(([key, option]) => [key, { type: isSwitch(option) ? 'boolean' : 'string' }] as const)
  const { tokens } = parseArgs({
    args: [...args],
    options: { ...Object.fromEntries(types), help: { type: 'boolean', short: 'h' } },
    strict: false,
    tokens: true,
  })
  return tokens
}

/** It takes no word that follows it for its value. */
const isSwitch = ({ isSwitch = false }: Option): boolean => isSwitch

/** Whatever follows an unknown flag may be its value, so nothing more is said. */
function refuse(flag: string, known: readonly string[]): never {
  throw new OptionError([
    `${flag} is not an option of this command${didYouMean(
      flag,
      known.map((key) => `--${key}`),
    )}`,
  ])
}
