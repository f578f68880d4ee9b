import { dataFolder } from '../config/data-folder.ts'
import type { Environment } from '../config/environment.ts'
import { didYouMean } from '../config/nearest.ts'
import type { Options, Values } from '../config/option.ts'
import { readConfigFile } from '../config/read-config-file.ts'
import { requireOwnFolder } from '../config/require-own.ts'
import { OptionError, resolveOptions, unknownKeys, unknownVariables } from '../config/resolve-options.ts'
import { serveOptions } from '../config/serve-options.ts'
import { CannotOpen } from '../database/cannot-open.ts'
import { type Command, usageOfCommand } from './command.ts'
import { allOptions, commands, configOption } from './commands.ts'
import { printError } from './print-error.ts'
import { commandHelp, generalHelp } from './help.ts'
import { type Arguments, parseArguments } from './parse-arguments.ts'
import { warningsOfSecrets } from './secret-flags.ts'
import { print } from '../platform/terminal.ts'

/** Exit codes: 0 done, 1 failed, 2 wrong arguments. */
export async function runCommand(args: readonly string[], environment: Environment): Promise<number> {
  try {
    return await dispatch(args, environment)
  } catch (error) {
    if (!(error instanceof OptionError)) throw error
    for (const problem of error.problems) printError(problem)
    printError('See ecrd --help.')
    return 2
  }
}

async function dispatch([name = '--help', ...rest]: readonly string[], environment: Environment): Promise<number> {
  if (asksForHelp(name)) return say(generalHelp())
  const group = commands.filter((command) => `${command.name} `.startsWith(`${name} `))
  const [second = '', ...others] = rest
  const isCommand = group.some((command) => command.name === name)
  if (group.every((command) => command.name === name) || (isCommand && isNoWord(second))) {
    return run(requireCommand(name === '--version' ? 'version' : name), rest, environment)
  }
  if (second === '' || asksForHelp(second)) return say(generalHelp(group))
  return run(requireCommand(`${name} ${second}`), others, environment)
}

/** `ecrd clock` and `ecrd clock --data DIR`, beside `ecrd clock reset` and `ecrd clock --help`. */
const isNoWord = (second: string): boolean => second === '' || (second.startsWith('-') && !asksForHelp(second))

const asksForHelp = (word: string): boolean => ['--help', '-h', 'help'].includes(word)

async function run(command: Command, rest: readonly string[], environment: Environment): Promise<number> {
  const args = parseArguments(rest, optionsOf(command), command.argument === undefined ? 0 : 1)
  if (args.wantsHelp) return say(commandHelp(command))
  const argument = parseArgument(command, args.words[0])
  const values = await valuesOf(command, args, environment)
  for (const warning of warningsOfSecrets(command.options, args.flags)) printError(warning)
  const problem = await problemOfFolder(values)
  if (problem === undefined) return command.run(values, argument)
  printError(problem)
  return command.failureCode
}

/** Before a command opens its data folder: code that V8 has compiled comes from there, too. */
async function problemOfFolder({ data }: Values<Options>): Promise<string | undefined> {
  if (typeof data !== 'string') return undefined
  try {
    await requireOwnFolder(dataFolder(data))
    return undefined
  } catch (error) {
    if (error instanceof CannotOpen) return error.message
    throw error
  }
}

function parseArgument(command: Command, word: string | undefined): unknown {
  const { argument } = command
  if (argument === undefined) return undefined
  const parsed = argument.schema.safeParse(word)
  if (parsed.success) return parsed.data
  if (word === undefined) throw new OptionError([`${usageOfCommand(command)}: ${argument.placeholder} is missing.`])
  const problem = parsed.error.issues[0]?.message ?? 'is not valid'
  throw new OptionError([`${argument.placeholder} ${problem} (it is ${JSON.stringify(word)}).`])
}

function requireCommand(name: string): Command {
  const found = commands.find((command) => command.name === name)
  if (found !== undefined) return found
  throw new OptionError([
    `${name} is not a command of ecrd${didYouMean(
      name,
      commands.map((command) => command.name),
    )}`,
  ])
}

function optionsOf({ options, takesConfigFile }: Command): Options {
  return takesConfigFile ? { ...options, config: configOption } : options
}

async function valuesOf(command: Command, { flags }: Arguments, environment: Environment): Promise<Values<Options>> {
  const problems = unknownVariables(environment, allOptions)
  const { config } = resolveOptions({ config: configOption }, { flags, environment, file: undefined })
  const file = command.takesConfigFile && config !== undefined ? await readConfigFile(config) : undefined
  if (file !== undefined) problems.push(...unknownKeys(file, serveOptions))
  if (problems.length > 0) throw new OptionError(problems)
  return resolveOptions(command.options, { flags, environment, file })
}

function say(text: string): number {
  print(text)
  return 0
}
