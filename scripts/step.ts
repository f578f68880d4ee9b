import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { inWords, oneFailed, onePassed, type Tally } from './tally.ts'

/** One thing that can pass or fail. */
export interface Step {
  readonly name: string
  readonly run: () => Promise<Outcome>
}

export interface Outcome {
  readonly tally: Tally
  /** What to show when it failed. */
  readonly output: string
  /** The tests that failed, each with its message; none where the step is one test. */
  readonly failures?: readonly string[]
}

/** A step that ran: how it went, and what to repeat at the end, where readers look first. */
export interface Result {
  readonly tally: Tally
  readonly failures: readonly string[]
}

export interface Command {
  readonly program: string
  readonly args: readonly string[]
}

export interface Ended {
  readonly succeeded: boolean
  readonly output: string
}

/** A tool that npm installed, run with the Node that runs this. */
export function tool(script: string, ...args: readonly string[]): Command {
  return { program: process.execPath, args: [script, ...args] }
}

/** A step that passes when its command exits with 0. */
export function commandStep(name: string, command: Command): Step {
  return {
    name,
    async run() {
      const { succeeded, output } = await capture(command)
      return { tally: succeeded ? onePassed : oneFailed, output }
    },
  }
}

/** Runs the steps, as many at once as there are processors; a line for each, and what the failed ones wrote. */
export async function runSteps(steps: readonly Step[]): Promise<Result[]> {
  const waiting = [...steps]
  const results: Result[] = []
  const work = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) results.push(await runStep(step))
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  return results
}

async function runStep({ name, run }: Step): Promise<Result> {
  const startedAt = performance.now()
  const { tally, output, failures = [] } = await run()
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  const counted = tally.passed + tally.failed + tally.skipped > 1 ? `, ${inWords(tally)}` : ''
  console.log(`${tally.failed > 0 ? '✗' : '✓'} ${name} (${seconds} s${counted})`)
  if (tally.failed === 0) return { tally, failures: [] }
  console.log(`\n${output.trim()}\n`)
  return { tally, failures: failures.length > 0 ? failures : [`${name}\n${output.trim()}`] }
}

/** Runs a command and keeps what it writes. */
export function capture(command: Command, environment: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const chunks: Buffer[] = []
  const child = spawn(command.program, command.args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  })
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
  return ended(child, () => Buffer.concat(chunks).toString())
}

/** Runs a command that writes to where this one writes. */
export function show(command: Command, environment: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const child = spawn(command.program, command.args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...environment },
  })
  return ended(child, () => '')
}

function ended(child: ReturnType<typeof spawn>, output: () => string): Promise<Ended> {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      resolve({ succeeded: false, output: error.message })
    })
    child.once('close', (code) => {
      resolve({ succeeded: code === 0, output: output() })
    })
  })
}
