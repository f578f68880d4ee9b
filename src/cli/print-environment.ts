import { existsSync } from 'node:fs'
import { type DataFolder, dataFolder } from '../config/data-folder.ts'
import { isServing } from './announcement.ts'
import { profiles, readAwsFiles } from './aws-files.ts'
import { keyLines, profileLines, quoted } from './shell-lines.ts'
import { give, tell } from '../standards/terminal/terminal.ts'

export interface EnvOptions {
  readonly data: string
  readonly profile: string | undefined
}

/** `ecrd env`: lines for `eval` on standard output; everything else goes to standard error. */
export async function printEnvironment({ data, profile }: EnvOptions): Promise<number> {
  const folder = dataFolder(data)
  const access = await readAwsFiles(folder)
  if (access === undefined) return complain(problemOf(folder, data))
  if (profile !== undefined && !profiles.includes(profile)) {
    return complain(`There is no profile ${profile} in ${folder.credentials}, only ${profiles.join(' and ')}.`)
  }
  give(profile === undefined ? keyLines(access) : profileLines(profile, folder, access))
  if (!(await isServing(folder)))
    complain(`No server is running on ${folder.path}: start one with ecrd serve --data ${quoted(data)}`)
  return 0
}

/** Why there is no key in a folder. */
function problemOf(folder: DataFolder, data: string): string {
  return existsSync(folder.config)
    ? `There is no access key in ${folder.path}, because the root of its default account is locked. A new key undoes that: ecrd credentials rotate --data ${quoted(data)}`
    : `There is no access key in ${folder.path}. Start the server first: ecrd serve --data ${quoted(data)}`
}

function complain(sentence: string): number {
  tell(`ecrd: ${sentence}\n`)
  return 1
}
