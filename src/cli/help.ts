import { flagOf, type Option, type Options, variableOf } from '../config/option.ts'
import { type Command, commands, configOption } from './commands.ts'

export function generalHelp(): string {
  const lines = commands.map(({ name, summary }) => `  ecrd ${name.padEnd(9)} ${summary}`)
  return `ecrd is Amazon ECR that you run yourself.

${lines.join('\n')}

ecrd COMMAND --help tells more. Start with: ecrd serve
`
}

export function commandHelp({ name, summary, options, takesConfigFile }: Command): string {
  const all = takesConfigFile ? { ...options, config: configOption } : options
  if (Object.keys(all).length === 0) return `Usage: ecrd ${name}\n\n${summary}.\n`
  const sources = takesConfigFile
    ? 'A flag counts more than its environment variable, that more than the file, that more than the default.'
    : 'A flag counts more than its environment variable.'
  return `Usage: ecrd ${name} [options]\n\n${summary}.\n\n${described(all)}\n\n${sources}\n`
}

function described(options: Options): string {
  return Object.entries(options)
    .map(
      ([name, option]) =>
        `  ${flagOf(name)} ${option.placeholder}\n      ${option.help}.\n      Default: ${defaultOf(option)}. Variable: ${variableOf(name)}`,
    )
    .join('\n')
}

export function defaultOf(option: Option): string {
  return option.defaultInWords ?? String(option.default)
}
