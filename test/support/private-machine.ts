import { join } from 'node:path'
import { findProgram, isRoot } from './machine.ts'
import {
  type FinishedProcess,
  type ProcessOptions,
  type RunningProcess,
  runProcess,
  runSuccessfully,
  startProcess,
  temporaryFolder,
} from './processes.ts'

/**
 * A machine within this one, for commands that change /etc or need a port below 1024: it has a copy of /etc and a network
 * of its own, on which nobody else is. Everything else is shared.
 */
export interface PrivateMachine {
  /** A folder of its own, which is gone with it. */
  readonly home: string
  /** What to write before a command that is to run there. */
  readonly enter: readonly [string, ...string[]]
  /** Lines of a document, as somebody types them there; they have to succeed. */
  readonly run: (commands: string, env?: ProcessOptions['env']) => Promise<string>
  readonly attempt: (commands: string, env?: ProcessOptions['env']) => Promise<FinishedProcess>
  /** Starts what stays. */
  readonly start: (commands: string, env?: ProcessOptions['env']) => RunningProcess
  readonly stop: () => Promise<void>
}

export const canHavePrivateMachine =
  isRoot && findProgram('unshare') !== undefined && findProgram('/bin/busybox') !== undefined

/** Beside 127.0.0.1. It isn't of the loopback's network, so that docker treats it as any other: RFC 5737. */
export const privateAddress = '192.0.2.1'

const setUp = `
cp -a /etc "$0/etc" && mount --bind "$0/etc" /etc
/bin/busybox ip link set lo up && /bin/busybox ip addr add ${privateAddress}/32 dev lo
echo ready
exec sleep infinity`

export async function startPrivateMachine(): Promise<PrivateMachine> {
  const folder = await temporaryFolder()
  const namespaces = ['--mount', '--net', '--propagation=private']
  const holder = startProcess('unshare', [...namespaces, 'sh', '-e', '-c', setUp, folder.path])
  await holder.until('its being ready', () => holder.output() === 'ready\n')
  const enter = ['nsenter', `--target=${holder.pid}`, '--mount', '--net'] as const
  const [nsenter, ...there] = enter
  const shell = (commands: string) => [...there, '/bin/bash', '-e', '-o', 'pipefail', '-c', commands]
  const inHome = (env: ProcessOptions['env'] = {}): ProcessOptions => ({
    cwd: folder.path,
    env: { HOME: folder.path, PATH: `${join(folder.path, 'bin')}:/usr/bin:/bin:${process.env.PATH ?? ''}`, ...env },
  })
  return {
    home: folder.path,
    enter,
    run: (commands, env) => runSuccessfully(nsenter, shell(commands), inHome(env)),
    attempt: (commands, env) => runProcess(nsenter, shell(commands), inHome(env)),
    start: (commands, env) => startProcess(nsenter, shell(commands), inHome(env)),
    async stop() {
      await holder.end('SIGKILL')
      await folder.remove()
    },
  }
}
