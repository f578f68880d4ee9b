import { type Command, usageOfCommand } from '../../src/cli/command.ts'
import { commands, configOption } from '../../src/cli/commands.ts'
import { defaultOf, purposeOf } from '../../src/cli/help.ts'
import { keyOf, type Option, type Options, usageOf, variableOf } from '../../src/config/option.ts'

/** Every option of every command: from the descriptions that flags, variables and help come from. */
export function writeConfigurationPage(): string {
  return `<!-- Written by scripts/generate-docs.ts. -->
# Configuration

The value of an option comes from its flag, else from its environment variable, else from the file of \`--config\`, else it is the
default. An unknown flag, variable or key is an error that names the nearest option. So every variable that begins with
\`ECRD_\` must be an option, except those that Kubernetes sets for a service called \`ecrd\`.

The file is YAML:

\`\`\`yaml
data: /srv/ecrd
port: 5100
account: "012345678910"   # quoted: an account id is text
registry-host: "{account}.dkr.ecr.{region}.registry.example.org"
\`\`\`

${commands.map(section).join('\n')}`
}

function section(command: Command): string {
  const { options, takesConfigFile } = command
  const all = takesConfigFile ? { ...options, config: configOption } : options
  const heading = `## ${usageOfCommand(command)}\n\n${purposeOf(command)}`
  return Object.keys(all).length === 0 ? heading : `${heading}\n${table(all, takesConfigFile)}`
}

function table(options: Options, hasKeys: boolean): string {
  const head = hasKeys
    ? ['flag', 'variable', 'key', 'default', 'what it is']
    : ['flag', 'variable', 'default', 'what it is']
  const rows = Object.entries(options).map(([name, option]) => cells(name, option, hasKeys))
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |\n`).join('')
}

function cells(name: string, option: Option, hasKeys: boolean): string[] {
  const { help, defaultInWords } = option
  const key = option === configOption ? '' : code(keyOf(name))
  return [
    code(usageOf(name, option)),
    code(variableOf(name)),
    ...(hasKeys ? [key] : []),
    defaultInWords ?? code(defaultOf(option)),
    help,
  ]
}

/** A bar would end the cell, even in code. */
function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``
}
