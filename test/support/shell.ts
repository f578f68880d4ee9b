import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type AwsCliVersion, awsCommand } from './aws-cli.ts'
import { DOCKER, type DockerClient } from './docker-engine.ts'
import type { Ecrd } from './ecrd.ts'
import { type FinishedProcess, runProcess, runSuccessfully, temporaryFolder } from './processes.ts'

/** A terminal in which `aws` and `docker` are set up, for command lines exactly as documents print them. */
export interface Shell {
  /** The folder that it works in. */
  readonly folder: string
  readonly attempt: (commandLine: string) => Promise<FinishedProcess>
  /** Standard output of command lines that have to succeed. */
  readonly run: (commandLine: string) => Promise<string>
  readonly close: () => Promise<void>
}

export interface ShellOptions {
  readonly server: Ecrd
  readonly aws: AwsCliVersion
  readonly docker: DockerClient
  readonly env?: Readonly<Record<string, string>>
}

export async function openShell({ server, aws, docker, env }: ShellOptions): Promise<Shell> {
  const home = await temporaryFolder()
  const programs = join(home.path, 'bin')
  const folder = join(home.path, 'work')
  await mkdir(programs)
  await mkdir(folder)
  await addProgram(programs, 'aws', awsCommand(aws, server))
  await addProgram(programs, 'docker', [DOCKER])
  const path = `${programs}:/usr/bin:/bin`
  const options = { cwd: folder, env: { ...server.env, ...docker.env, HOME: home.path, PATH: path, ...env } }
  const bash = (commandLine: string): [string, string[], typeof options] => [
    '/bin/bash',
    ['-e', '-o', 'pipefail', '-c', commandLine],
    options,
  ]
  return {
    folder,
    attempt: (commandLine) => runProcess(...bash(commandLine)),
    run: (commandLine) => runSuccessfully(...bash(commandLine)),
    close: home.remove,
  }
}

async function addProgram(folder: string, name: string, command: readonly string[]): Promise<void> {
  const file = join(folder, name)
  await writeFile(file, `#!/bin/sh\nexec ${command.join(' ')} "$@"\n`)
  await chmod(file, 0o755)
}
