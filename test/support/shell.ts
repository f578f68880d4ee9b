import { chmod, copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type AwsCliVersion, awsCommand } from './aws-cli.ts'
import { DOCKER, type DockerClient } from './docker-engine.ts'
import type { Ecrd } from './ecrd.ts'
import { type FinishedProcess, runProcess, runSuccessfully, temporaryFolder } from './processes.ts'

/** A terminal with `aws` and `docker`, for command lines exactly as documents print them. */
export interface Shell {
  /** The folder that it works in. */
  readonly folder: string
  readonly attempt: (commandLine: string, input?: string) => Promise<FinishedProcess>
  /** Standard output of command lines that have to succeed. */
  readonly run: (commandLine: string, input?: string) => Promise<string>
  readonly close: () => Promise<void>
}

export interface ShellOptions {
  readonly server: Ecrd
  readonly aws: AwsCliVersion
  /** Without it there are no logins and no engine. */
  readonly docker?: DockerClient
  readonly region: string
}

export async function openShell({ server, aws, docker, region }: ShellOptions): Promise<Shell> {
  const home = await temporaryFolder()
  const programs = join(home.path, 'bin')
  const folder = join(home.path, 'work')
  const settings = join(home.path, '.aws')
  const env = {
    ...server.env,
    ...docker?.env,
    HOME: home.path,
    PATH: `${programs}:/usr/bin:/bin`,
    AWS_DEFAULT_REGION: region,
    // Copies, for `aws configure` writes them.
    AWS_SHARED_CREDENTIALS_FILE: join(settings, 'credentials'),
    AWS_CONFIG_FILE: join(settings, 'config'),
  }
  for (const created of [programs, folder, settings]) await mkdir(created)
  await copyFile(server.credentialsFile, env.AWS_SHARED_CREDENTIALS_FILE)
  await addProgram(programs, 'aws', awsCommand(aws, server))
  await addProgram(programs, 'docker', [DOCKER])
  const bash = (commandLine: string, input = ''): Parameters<typeof runProcess> => [
    '/bin/bash',
    ['-e', '-o', 'pipefail', '-c', commandLine],
    { cwd: folder, env, input },
  ]
  return {
    folder,
    attempt: (...call) => runProcess(...bash(...call)),
    run: (...call) => runSuccessfully(...bash(...call)),
    close: home.remove,
  }
}

async function addProgram(folder: string, name: string, command: readonly string[]): Promise<void> {
  const file = join(folder, name)
  await writeFile(file, `#!/bin/sh\nexec ${command.join(' ')} "$@"\n`)
  await chmod(file, 0o755)
}
