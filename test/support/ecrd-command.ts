import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AccessKey } from '../../src/iam/access-keys/new-access-key.ts'
import { postgresPassword } from './postgres.ts'
import { type FinishedProcess, type RunningProcess, runProcess, startProcess } from './processes.ts'
import { ecrdProgram } from './program.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** Unsets what this machine says to ecrd and AWS's tools: it would be taken for the test's. */
export const silenced: Environment = Object.fromEntries(
  Object.keys(process.env)
    .filter((name) => /^(AWS|ECRD)_/.test(name))
    .map((name) => [name, undefined]),
)

/** Runs it to its end, whatever its exit code; `under` a program that starts another, where one is named. */
export function runEcrd(
  args: readonly string[],
  env: Environment = {},
  under: readonly string[] = [],
): Promise<FinishedProcess> {
  const { args: shown, env: hidden } = withoutPassword(args)
  const [program = process.execPath, ...all] = [...under, process.execPath, ecrdProgram, ...shown]
  return runProcess(program, all, { env: { ...silenced, ...hidden, ...env } })
}

/** The credentials that a command asks a server with. */
export const variablesOf = ({ credentials }: { readonly credentials: AccessKey }): Environment => ({
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
})

/** Starts it, for whoever may end it; a database with a password is named in the environment. */
export function startEcrdCommand(
  args: readonly string[],
  env: Environment = {},
  program = ecrdProgram,
): RunningProcess {
  return startProcess(process.execPath, [program, ...args], { env: { ...silenced, ...env } })
}

/** The database of this run is named in the environment, as users are told to: a password in a command is warned of. */
function withoutPassword(args: readonly string[]): { readonly args: readonly string[]; readonly env: Environment } {
  const at = args.findIndex((_, index) => args[index - 1] === '--database')
  const url = args[at] ?? ''
  if (!url.startsWith('postgres://') || !url.includes(postgresPassword)) return { args, env: {} }
  return { args: args.toSpliced(at - 1, 2), env: { ECRD_DATABASE: url } }
}

export interface Announcement {
  readonly url: string
  readonly pid: number
  readonly account: string
  readonly region: string
  readonly version: string
}

/** A server of the test's, over a folder of the test's: both are for the test to end. */
export interface Serving {
  readonly process: RunningProcess
  readonly announcement: Announcement
}

export async function serveFolder(
  folder: string,
  args: readonly string[] = [],
  env: Environment = {},
  program = ecrdProgram,
): Promise<Serving> {
  const process = startEcrdCommand(['serve', '--port', '0', '--data', folder, ...args], env, program)
  const text = await process.until('its announcement', async () => {
    const said = await readFile(join(folder, 'ecrd.json'), 'utf8').catch(() => undefined)
    // One of a server that was killed says another process.
    return said?.includes(`"pid":${process.pid},`) === true ? said : undefined
  })
  return { process, announcement: JSON.parse(text) as Announcement }
}

/** What a failing command says: sentences on standard error, and no stack. */
export function sentencesOf({ stdout, stderr }: FinishedProcess): string {
  if (stdout !== '' || /\n\s+at /.test(stderr)) throw new Error(`more than sentences:\n${stdout}${stderr}`)
  return stderr
}
