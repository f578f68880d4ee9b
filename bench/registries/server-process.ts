import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { open, readFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'

export interface ServerProcess {
  readonly pid: number
  /** From the start of the process to its first answer. */
  readonly startedInMs: number
  end(): Promise<void>
}

const startTimeoutMs = 30_000
const endTimeoutMs = 20_000

/** Starts a server of the machine and waits until it answers. What it writes goes to `log` in its folder. */
export async function startServer(
  folder: string,
  port: number,
  [command, ...args]: readonly [string, ...string[]],
  environment: NodeJS.ProcessEnv = {},
): Promise<ServerProcess> {
  const logPath = join(folder, 'log')
  const log = await open(logPath, 'w')
  const start = performance.now()
  const child = spawn(command, args, { stdio: ['ignore', log.fd, log.fd], env: { ...process.env, ...environment } })
  const exited = once(child, 'exit')
  await log.close()
  // A bench that is ended early leaves no server behind.
  const endWithUs = (): void => void child.kill()
  process.once('exit', endWithUs)
  const end = async (): Promise<void> => {
    const insist = setTimeout(() => child.kill('SIGKILL'), endTimeoutMs)
    child.kill('SIGTERM')
    await exited
    clearTimeout(insist)
    process.off('exit', endWithUs)
  }
  const deadline = start + startTimeoutMs
  while (!(await isAnswering(port))) {
    if (child.exitCode === null && performance.now() < deadline) continue
    await end()
    throw new Error(`${command} did not start:\n${await readFile(logPath, 'utf8')}`)
  }
  return { pid: child.pid ?? 0, startedInMs: performance.now() - start, end }
}

/** Any answer will do; some want to know who is asking. */
async function isAnswering(port: number): Promise<boolean> {
  try {
    await (await fetch(`http://127.0.0.1:${port}/v2/`)).arrayBuffer()
    return true
  } catch {
    await pause(5)
    return false
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
