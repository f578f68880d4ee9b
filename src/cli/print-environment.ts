import { existsSync } from 'node:fs'
import { awsPaths } from '../config/aws-paths.ts'
import { type DataFolder, dataFolder } from '../config/data-folder.ts'
import { errorCode } from '../config/error-code.ts'
import { OptionError } from '../config/resolve-options.ts'
import type { AccessKey } from '../iam/access-keys/new-access-key.ts'
import { administer } from './admin/administer.ts'
import type { RegistryOptions } from './admin/open-admin-context.ts'
import { provideUserTask } from './admin/user-tasks.ts'
import { isServing } from './announcement.ts'
import { type AwsAccess, readRootKey, readSettings } from './aws-files.ts'
import { printError } from './print-error.ts'
import { keyLines, profileLines, quoted } from './shell-lines.ts'
import { give } from '../platform/terminal.ts'
import { writeProfile } from './write-profile.ts'

export interface EnvOptions extends RegistryOptions {
  readonly profile: string | undefined
  readonly user: string | undefined
  readonly force: boolean
}

/** `ecrd env`: lines for `eval` on standard output; everything else goes to standard error. */
export async function printEnvironment(options: EnvOptions): Promise<number> {
  const { user, profile, force } = options
  if (force && profile === undefined) throw new OptionError(['--force needs --profile.'])
  if (user === undefined) return print(options, await readRootKey(dataFolder(options.data)))
  let key: AccessKey | undefined
  const code = await administer(options, provideUserTask, { user }, (provided) => {
    key = provided
  })
  return code === 0 ? print(options, key) : code
}

async function print({ data, profile, force }: EnvOptions, key: AccessKey | undefined): Promise<number> {
  const folder = dataFolder(data)
  const settings = await readSettings(folder)
  if (settings === undefined || key === undefined) return refuse(problemOf(folder, data))
  const access = { ...key, ...settings }
  if (profile === undefined) give(keyLines(access))
  else if (!(await useProfile(profile, { access, force }))) return 1
  if (!(await isServing(folder)))
    printError(`No server is running on ${folder.path}: start one with ecrd serve --data ${quoted(data)}`)
  return 0
}

/** False when it can't be. */
async function useProfile(
  profile: string,
  what: { readonly access: AwsAccess; readonly force: boolean },
): Promise<boolean> {
  const problem = await problemWithProfile(profile, what)
  if (problem === undefined) give(profileLines(profile, what.access))
  else printError(problem)
  return problem === undefined
}

async function problemWithProfile(
  profile: string,
  what: { readonly access: AwsAccess; readonly force: boolean },
): Promise<string | undefined> {
  const paths = awsPaths()
  try {
    const foreign = await writeProfile(paths, profile, what)
    if (foreign === undefined) return undefined
    return `${foreign} already has a profile or services section ${profile} that ecrd did not write. Choose another name, or replace it with --force.`
  } catch (error) {
    const code = errorCode(error)
    if (code === undefined) throw error
    return `ecrd cannot write the profile to ${paths.credentials} and ${paths.config} (${code}). To use other files, set AWS_SHARED_CREDENTIALS_FILE and AWS_CONFIG_FILE.`
  }
}

/** Why there is no key in a folder. */
function problemOf(folder: DataFolder, data: string): string {
  return existsSync(folder.config)
    ? `There is no access key in ${folder.path}, because the root of its default account is locked. To unlock it, create a new key: ecrd credentials rotate --data ${quoted(data)}`
    : `There is no access key in ${folder.path}. Start the server first: ecrd serve --data ${quoted(data)}`
}

function refuse(sentence: string): number {
  printError(sentence)
  return 1
}
