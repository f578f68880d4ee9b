import type { Environment } from '../config/environment.ts'
import { didYouMean } from '../config/nearest.ts'
import type { Options, Values } from '../config/option.ts'
import { readConfigFile } from '../config/read-config-file.ts'
import { OptionError, resolveOptions, unknownKeys, unknownVariables } from '../config/resolve-options.ts'
import { serveOptions } from '../config/serve-options.ts'
import { allOptions, type Command, commands, configOption } from './commands.ts'
import { commandHelp, generalHelp } from './help.ts'
import { type Arguments, parseArguments } from './parse-arguments.ts'

/** Exit codes: 0 done, 1 it can't be done, 2 it was asked for in a way that makes no sense. */
export async function runCommand(args: readonly string[], environment: Environment): Promise<number> {
  try {
    return await dispatch(args, environment)
  } catch (error) {
    if (!(error instanceof OptionError)) throw error
    for (const problem of error.problems) complain(problem)
    complain('See ecrd --help.')
    return 2
  }
}

async function dispatch([name = '--help', ...rest]: readonly string[], environment: Environment): Promise<number> {
  if (['--help', '-h', 'help'].includes(name)) return print(generalHelp())
  const command = findCommand(name === '--version' ? 'version' : name)
  const args = parseArguments(rest, optionsOf(command))
  if (args.wantsHelp) return print(commandHelp(command))
  return command.run(await valuesOf(command, args, environment))
}

function findCommand(name: string): Command {
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

function print(text: string): number {
  process.stdout.write(text)
  return 0
}

export function complain(sentence: string): void {
  process.stderr.write(`ecrd: ${sentence}\n`)
}
