import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inject } from 'vitest'
import { findProgram, isRoot } from './machine.ts'
import type { PrivateMachine } from './private-machine.ts'
import {
  type FinishedProcess,
  runProcess,
  runSuccessfully,
  startProcess,
  temporaryFolder,
  type TemporaryFolder,
} from './processes.ts'

/** A Docker Engine of our own: what tests push and pull is in nobody's way. */
export interface DockerEngine {
  /** A client with logins of its own. */
  readonly newClient: () => Promise<DockerClient>
  readonly stop: () => Promise<void>
}

export interface DockerClient {
  /** Where its logins are. */
  readonly configFolder: string
  /** For other programs that start docker, such as a shell script. */
  readonly env: Readonly<Record<string, string>>
  /** Runs docker, whatever becomes of it. */
  readonly attempt: (...args: string[]) => Promise<FinishedProcess>
  /** Standard output of a docker command that has to succeed. */
  readonly run: (...args: string[]) => Promise<string>
  /** `docker login --password-stdin` with the user name that ECR wants. */
  readonly login: (registry: string, password: string) => Promise<FinishedProcess>
  /** Builds an image that prints `greeting`: Debian's static busybox and nothing else. */
  readonly build: (image: string, greeting: string) => Promise<void>
  /** Builds an image from a context: a Dockerfile and what it copies. */
  readonly buildFrom: (image: string, context: Readonly<Record<string, string | Uint8Array>>) => Promise<void>
  /** Forgets every image and layer, so that a pull has to fetch all of them. */
  readonly removeAllImages: () => Promise<void>
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** Whether this project runs one file at a time, as those have to that start engines. Said in vitest.config.ts. */
    canStartEngines: boolean | undefined
  }
}

/** Tests with docker are passed over where no engine can be started. */
export const canRunDocker = isRoot && findProgram('/usr/sbin/dockerd') !== undefined

/** Debian's, which belongs to the engine; others may stand before it on the PATH. */
export const DOCKER = '/usr/bin/docker'

/**
 * Starts dockerd without a network of its own, in a mount namespace of its own:
 * its mounts vanish with it, and `hostNames` resolve to 127.0.0.1 for it alone (glibc knows `localhost` but not the
 * names below it). Registries on 127.0.0.0/8 are those that docker speaks plain HTTP to without being told.
 * https://docs.docker.com/reference/cli/dockerd/#insecure-registries
 */
export async function startDockerEngine(hostNames: readonly string[] = []): Promise<DockerEngine> {
  const folder = await engineFolder()
  const hosts = join(folder.path, 'hosts')
  await writeFile(hosts, ['localhost', ...hostNames].map((name) => `127.0.0.1 ${name}\n`).join(''))
  const script = 'mount --bind "$0" /etc/hosts && exec "$@"'
  return startEngine(folder, ['unshare', '--mount', '--propagation=private', 'sh', '-c', script, hosts])
}

/** Starts dockerd on a machine within this one, whose names and certificates it knows. */
export async function startDockerEngineOn(machine: PrivateMachine): Promise<DockerEngine> {
  return startEngine(await engineFolder(), machine.enter)
}

/** Where an engine keeps everything; none is started among tests that run beside each other. */
async function engineFolder(): Promise<TemporaryFolder> {
  if (inject('canStartEngines') !== true) throw new Error('name this file in vitest.config.ts, among those with docker')
  return temporaryFolder()
}

async function startEngine(
  folder: TemporaryFolder,
  [enter, ...there]: readonly [string, ...string[]],
): Promise<DockerEngine> {
  const socket = `unix://${join(folder.path, 'docker.sock')}`
  const settings = [
    `--host=${socket}`,
    `--data-root=${join(folder.path, 'data')}`,
    `--exec-root=${join(folder.path, 'exec')}`,
    `--pidfile=${join(folder.path, 'docker.pid')}`,
    '--bridge=none',
    '--iptables=false',
    // Trying again would hide what failed (of pushes, five attempts cannot be talked out).
    '--max-download-attempts=1',
  ]
  const daemon = startProcess(enter, [...there, '/usr/sbin/dockerd', ...settings])
  const stop = async (): Promise<void> => {
    await daemon.end()
    await folder.remove()
  }
  try {
    await daemon.until('an answer', async () => (await runProcess(DOCKER, ['-H', socket, 'version'])).code === 0)
  } catch (error) {
    await stop()
    throw error
  }

  let clients = 0
  return {
    async newClient() {
      clients += 1
      const home = join(folder.path, `client-${clients}`)
      await mkdir(home)
      return dockerClient(socket, home)
    },
    stop,
  }
}

async function dockerClient(socket: string, home: string): Promise<DockerClient> {
  // The classic builder: the other one wants a plug-in in docker's newer clients.
  const env = { DOCKER_HOST: socket, DOCKER_CONFIG: home, DOCKER_BUILDKIT: '0' }
  const run = (...args: string[]): Promise<string> => runSuccessfully(DOCKER, args, { env })
  const login = ['login', '--username', 'AWS', '--password-stdin']
  const buildFrom: DockerClient['buildFrom'] = async (image, files) => {
    const context = await mkdtemp(join(home, 'context-'))
    for (const [name, content] of Object.entries(files)) await writeFile(join(context, name), content, { mode: 0o755 })
    await run('build', '--network=none', '--tag', image, context)
  }
  return {
    configFolder: home,
    env,
    run,
    attempt: (...args) => runProcess(DOCKER, args, { env }),
    login: (registry, password) => runProcess(DOCKER, [...login, registry], { env, input: password }),
    buildFrom,
    build: async (image, greeting) =>
      buildFrom(image, { Dockerfile: dockerfile(greeting), busybox: await readFile('/bin/busybox') }),
    async removeAllImages() {
      await run('system', 'prune', '--all', '--force')
    },
  }
}

/** Two layers: the first is the same for every greeting. */
const dockerfile = (greeting: string): string => `
FROM scratch
COPY busybox /bin/busybox
RUN ["/bin/busybox", "sh", "-c", "echo '${greeting}' > /greeting"]
CMD ["/bin/busybox", "cat", "/greeting"]
`
