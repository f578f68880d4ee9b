import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ECRClient, InitiateLayerUploadCommand } from '@aws-sdk/client-ecr'
import type { Target } from './loads/connection.ts'
import { ask, type Outcome } from './loads/hostile-connection.ts'
import { type Probe, startProbe } from './loads/probe.ts'
import { requestSigner } from './loads/sign-request.ts'
import { peakMebibytes, residentMebibytes } from './memory.ts'
import { type Callers, type HostileInput, mebibyte } from './parts/hostile-input.ts'
import { type HostileName, hostileInputs } from './parts/hostile-inputs.ts'
import { clientSettings } from './registries/aws-api.ts'
import { startWatchedEcrd } from './registries/ecrd.ts'
import { createPowerlessUser, createUserByTag } from './registries/hostile-callers.ts'
import { repository } from './registries/registry.ts'
import { headRows, inDigits, median, row } from './statistics.ts'

/** What is wanted of every input. */
const most = { stallMs: 100, mebibytes: 300 } as const

/** A server that was away for so long once needn't be asked again. */
const hopelessMs = 5_000

export interface HostileRun {
  readonly names: readonly HostileName[]
  readonly rounds: number
  readonly folder: string
}

interface Measured {
  /** Of the event loop, in one piece. */
  readonly stallMs: number
  /** Until `/readyz` was answered, on a new connection. */
  readonly readyMs: number
  /** Beyond what it had before. */
  readonly mebibytes: number
  readonly outcomes: readonly Outcome[]
}

/**
 * The table of what hostile inputs do to a server, line by line. Each has a server of its own, so that none has to do with the
 * memory of the one before; a line tells the medians of the longest times of the rounds, and the most memory in any.
 */
export async function printHostileTable({ names, rounds, folder }: HostileRun): Promise<void> {
  await using probe = startProbe()
  const measure = (input: HostileInput): Promise<Measured> => measureInput(input, probe, rounds, folder)
  const part = await measureInput(layerPart, probe, Math.max(rounds, 3), folder)
  console.log(
    headRows([
      'hostile input',
      'answered',
      'loop held up, ms',
      'beyond a part’s',
      '/readyz took, ms',
      'memory beyond idle, MiB',
      'wanted',
    ]),
  )
  console.log(
    row([
      layerPart.title,
      counted(part.outcomes),
      inDigits(part.stallMs),
      '',
      inDigits(part.readyMs),
      `${part.mebibytes}`,
      '',
    ]),
  )
  let missed = 0
  for (const input of names.flatMap((name) => hostileInputs[name])) {
    const { stallMs, readyMs, mebibytes, outcomes } = await measure(input)
    const beyondMs = Math.max(0, stallMs - part.stallMs)
    const isMet = beyondMs <= most.stallMs && mebibytes <= most.mebibytes
    if (!isMet) missed += 1
    const figures = [inDigits(stallMs), inDigits(beyondMs), inDigits(readyMs), `${mebibytes}`, isMet ? 'met' : 'missed']
    console.log(row([input.title, counted(outcomes), ...figures]))
  }
  const wanted = `at most ${most.stallMs} ms beyond a part’s, and ${most.mebibytes} MiB`
  console.log(`\nWanted: ${wanted}. ${missed} missed.`)
}

/** The largest thing that anybody sends in one piece and may. */
const layerPart: HostileInput = {
  title: 'a valid layer part of 20 MiB, for comparison',
  async send({ root }) {
    const ecr = new ECRClient(clientSettings(root))
    const { uploadId } = await ecr.send(new InitiateLayerUploadCommand({ repositoryName: repository }))
    ecr.destroy()
    const layerPartBlob = randomBytes(20 * mebibyte).toString('base64')
    const range = { partFirstByte: 0, partLastByte: 20 * mebibyte - 1 }
    const input = { repositoryName: repository, uploadId, ...range, layerPartBlob }
    return [await ask(root, requestSigner(root)('UploadLayerPart', JSON.stringify(input)))]
  },
}

async function measureInput(input: HostileInput, probe: Probe, rounds: number, parent: string): Promise<Measured> {
  const folder = await mkdtemp(join(parent, 'hostile-'))
  try {
    await using registry = await startWatchedEcrd(folder, input.descriptors)
    const { target, process } = registry
    if (process === undefined) throw new Error('it was started here')
    const callers = await callersOf(target)
    const idle = await residentMebibytes(process.pid)
    await input.prepare?.(callers)
    const stalls: number[] = []
    const readies: number[] = []
    let outcomes: readonly Outcome[] = []
    while (stalls.length < rounds && (stalls.at(-1) ?? 0) < hopelessMs) {
      await registry.longestStall()
      const ready = await probe.during(target.port, async () => {
        outcomes = await input.send(callers)
      })
      readies.push(ready)
      stalls.push(await registry.longestStall())
    }
    const mebibytes = (await peakMebibytes(process.pid)) - idle
    return { stallMs: median(stalls), readyMs: median(readies), mebibytes, outcomes }
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function callersOf(root: Target): Promise<Callers> {
  return { root, powerless: await createPowerlessUser(root), byTag: await createUserByTag(root) }
}

/** `403`, or `38 × 503, 2 × cut`. */
function counted(outcomes: readonly Outcome[]): string {
  const counts = new Map<Outcome, number>()
  for (const outcome of outcomes) counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
  return [...counts].map(([outcome, count]) => (count === 1 ? outcome : `${count} × ${outcome}`)).join(', ')
}
