/** Programs that tests start: real clients, servers, an engine. Each is ended by its own process group, never by name. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { findProgram } from './machine.ts'

export interface ProcessOptions {
  readonly cwd?: string
  /** Added to this process's own environment; undefined removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>
}

/** How a program ended: `code` is null when a signal ended it. */
export interface Exit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

export interface RunningProcess {
  readonly pid: number
  /** Everything it has written so far, both streams in the order they arrived. */
  readonly output: () => string
  readonly exited: Promise<Exit>
  /** Waits until `condition` gives a value; fails when the program ends first, showing what it wrote. */
  readonly until: <T>(what: string, condition: Condition<T>, timeoutMs?: number) => Promise<T>
  /** Asks it to end (SIGTERM unless told otherwise), and insists after ten seconds. Ending it twice does nothing. */
  readonly end: (signal?: NodeJS.Signals) => Promise<Exit>
}

/** Undefined or false means: not yet. */
export type Condition<T> = () => T | undefined | false | Promise<T | undefined | false>

/** On Linux a program also ends with a test process that was killed and could not see to it: prctl(2), PR_SET_PDEATHSIG. */
const untilWeDie = findProgram('setpriv') === undefined ? [] : ['setpriv', '--pdeathsig', 'KILL']
const running = new Set<number>()
process.once('exit', () => {
  for (const pid of running) signalGroup(pid, 'SIGKILL')
})

/** Starts a program that stays: a server, an engine. */
export function startProcess(command: string, args: readonly string[], options: ProcessOptions = {}): RunningProcess {
  const { child, pid } = spawnGroup(command, args, options, 'ignore')
  const name = `${command} ${args.join(' ')}`
  const chunks: Buffer[] = []
  const output = (): string => Buffer.concat(chunks).toString()
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk))
  const exited = exitOf(child)
  let exit: Exit | undefined
  void exited.then((how) => (exit = how))

  return {
    pid,
    output,
    exited,
    until: (what, condition, timeoutMs) =>
      waitFor(
        `${what} of ${name}`,
        () => {
          if (exit !== undefined) throw new Error(`${name} ended (${describe(exit)}) before ${what}:\n${output()}`)
          return condition()
        },
        timeoutMs,
      ),
    async end(signal = 'SIGTERM') {
      if (exit === undefined) signalGroup(pid, signal)
      const insist = setTimeout(() => {
        signalGroup(pid, 'SIGKILL')
      }, 10_000)
      const how = await exited
      clearTimeout(insist)
      return how
    },
  }
}

export interface FinishedProcess extends Exit {
  readonly stdout: string
  readonly stderr: string
}

/** Runs a program to its end, whatever its exit code; after `timeoutMs` it is killed and the promise fails. */
export async function runProcess(
  command: string,
  args: readonly string[],
  options: ProcessOptions & { readonly input?: string | Uint8Array; readonly timeoutMs?: number } = {},
): Promise<FinishedProcess> {
  const { child, pid } = spawnGroup(command, args, options, 'pipe')
  const stdout: Buffer[] = []
  const stderr: Buffer[] = []
  child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk))
  child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk))
  // A program that ends without reading its input closes the pipe: its exit code tells the rest.
  child.stdin?.on('error', () => undefined).end(options.input)
  const deadline = { missed: false }
  const timeoutMs = options.timeoutMs ?? 120_000
  const timer = setTimeout(() => {
    deadline.missed = true
    signalGroup(pid, 'SIGKILL')
  }, timeoutMs)
  const exit = await exitOf(child)
  clearTimeout(timer)
  const finished = { ...exit, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() }
  if (deadline.missed)
    throw new Error(`${command} ${args.join(' ')} did not end in ${timeoutMs} ms:\n${finished.stderr}`)
  return finished
}

/** Runs a program that has to succeed; its standard output. */
export async function runSuccessfully(...call: Parameters<typeof runProcess>): Promise<string> {
  const { stdout, stderr, ...exit } = await runProcess(...call)
  const [command, args] = call
  if (exit.code !== 0) throw new Error(`${command} ${args.join(' ')} failed (${describe(exit)}):\n${stdout}${stderr}`)
  return stdout
}

/** Asks again until the answer is neither undefined nor false. */
export async function waitFor<T>(what: string, condition: Condition<T>, timeoutMs = 60_000): Promise<T> {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    const value = await condition()
    if (value !== undefined && value !== false) return value
    if (Date.now() > deadline) throw new Error(`waited ${timeoutMs} ms in vain for ${what}`)
    await pause(20)
  }
}

export interface TemporaryFolder extends AsyncDisposable {
  readonly path: string
  readonly remove: () => Promise<void>
}

export async function temporaryFolder(): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(tmpdir(), 'ecrd-test-'))
  const remove = (): Promise<void> => rm(path, { recursive: true, force: true, maxRetries: 5 })
  return { path, remove, [Symbol.asyncDispose]: remove }
}

function spawnGroup(
  command: string,
  args: readonly string[],
  { cwd, env }: ProcessOptions,
  stdin: 'ignore' | 'pipe',
): { readonly child: ChildProcess; readonly pid: number } {
  const [program = command, ...all] = [...untilWeDie, command, ...args]
  const child = spawn(program, all, {
    ...(cwd === undefined ? {} : { cwd }),
    env: { ...process.env, ...env },
    stdio: [stdin, 'pipe', 'pipe'],
    // A group of its own, so that what it starts ends with it.
    detached: true,
  })
  const { pid } = child
  if (pid === undefined) {
    child.once('error', () => undefined)
    throw new Error(`${command} cannot be started: is it installed?`)
  }
  running.add(pid)
  child.once('close', () => running.delete(pid))
  return { child, pid }
}

function exitOf(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve) => {
    child.once('close', (code, signal) => {
      resolve({ code, signal })
    })
  })
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal)
  } catch (error) {
    // It has ended in the meantime.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

function describe({ code, signal }: Exit): string {
  return signal ?? `exit code ${String(code)}`
}
