import { type Option, type Options, usageOf, variableOf } from '../config/option.ts'
import { type Command, usageOfCommand } from './command.ts'
import { commands, configOption } from './commands.ts'

/** Of all commands, or of those that begin with the same word. */
export function generalHelp(listed: readonly Command[] = commands): string {
  const width = Math.max(...listed.map(({ name }) => name.length))
  const lines = listed.map(({ name, summary }) => `  ecrd ${name.padEnd(width)}  ${summary}`)
  return `ecrd is Amazon ECR that you run yourself.

${lines.join('\n')}

ecrd COMMAND --help tells more. Start with: ecrd serve
`
}

export function commandHelp(command: Command): string {
  const { options, argument, takesConfigFile } = command
  const all = takesConfigFile ? { ...options, config: configOption } : options
  const usage = usageOfCommand(command)
  if (Object.keys(all).length === 0) return `Usage: ${usage}\n\n${purposeOf(command)}`
  const words = argument === undefined ? '' : `  ${argument.placeholder}\n      ${argument.help}.\n`
  const sources = takesConfigFile
    ? 'A flag overrides its environment variable, which overrides the file, which overrides the default.'
    : 'A flag overrides its environment variable.'
  return `Usage: ${usage} [options]\n\n${purposeOf(command)}\n${words}${described(all)}\n\n${sources}\n`
}

export function purposeOf({ summary, details }: Command): string {
  return details === undefined ? `${summary}.\n` : `${summary}.\n\n${details}\n`
}

function described(options: Options): string {
  return Object.entries(options)
    .map(
      ([name, option]) =>
        `  ${usageOf(name, option)}\n      ${option.help}.\n      Default: ${defaultOf(option)}. Variable: ${variableOf(name)}`,
    )
    .join('\n')
}

export function defaultOf(option: Option): string {
  return option.defaultInWords ?? String(option.default)
}
