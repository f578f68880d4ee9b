import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type AwsCliVersion, programOfAwsCli } from './aws-cli.ts'
import type { DockerClient } from './docker-engine.ts'
import { type Ecrd, REGION } from './ecrd.ts'
import { type FinishedProcess, runProcess, runSuccessfully } from './processes.ts'
import { writeApplication } from './reader.ts'
import { checkout } from './readme.ts'

/** Where the scripts for CI are. */
export const scripts = join(checkout, 'examples/ci')

type Settings = Readonly<Record<string, string>>

/** A machine that builds an application by the scripts for CI, with a profile `docker-manager`. */
export interface BuildMachine {
  readonly env: Readonly<Record<string, string | undefined>>
  /** The path of a folder of programs that come before all others: `settings` may name it as PATH. */
  readonly pathWith: (name: string, lines: readonly string[]) => Promise<string>
  /** Runs a script, whatever becomes of it. */
  readonly attempt: (script: string, settings?: Settings, ...args: string[]) => Promise<FinishedProcess>
  /** Standard output of a script that has to succeed. */
  readonly run: (script: string, settings?: Settings, ...args: string[]) => Promise<string>
}

export interface BuildMachineOptions {
  readonly server: Ecrd
  readonly folder: string
  readonly aws: AwsCliVersion
  /** Without it there are no logins and no engine. */
  readonly docker?: DockerClient
}

export async function newBuildMachine({ server, folder, aws, docker }: BuildMachineOptions): Promise<BuildMachine> {
  const { accessKeyId, secretAccessKey } = server.credentials
  const credentials = join(folder, 'credentials')
  const keys = `aws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`
  await writeFile(credentials, `[docker-manager]\n${keys}region = ${REGION}\n`)
  await writeApplication({ folder }, 'version 1')
  const programs = join(folder, 'bin')
  await mkdir(programs)
  // Without the endpoint: the scripts have to say it.
  await symlink(programOfAwsCli[aws], join(programs, 'aws'))
  const PATH = `${programs}:/usr/bin:/bin`
  const env = {
    ...server.env,
    ...docker?.env,
    AWS_DEFAULT_REGION: undefined,
    AWS_SHARED_CREDENTIALS_FILE: credentials,
    HOME: folder,
    PATH,
  }
  const call = (script: string, settings: Settings = {}, ...args: string[]): Parameters<typeof runProcess> => [
    join(scripts, script),
    args,
    { cwd: folder, env: { ...env, ...settings } },
  ]
  return {
    env,
    async pathWith(name, lines) {
      const first = join(folder, `first-${name}`)
      await mkdir(first)
      await writeFile(join(first, name), ['#!/bin/sh', ...lines].join('\n'), { mode: 0o755 })
      return `${first}:${PATH}`
    },
    attempt: (...given) => runProcess(...call(...given)),
    run: (...given) => runSuccessfully(...call(...given)),
  }
}
