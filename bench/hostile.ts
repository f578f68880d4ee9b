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
import { startEcrd } from './registries/ecrd.ts'
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
  readonly stallMs: number
  /** Beyond what it had before. */
  readonly mebibytes: number
  readonly outcomes: readonly Outcome[]
}

/**
 * The table of what hostile inputs do to a server, line by line. Each has a server of its own, so that none has to do with the
 * memory of the one before; a line tells the median of the longest stalls of the rounds, and the most memory in any.
 */
export async function printHostileTable({ names, rounds, folder }: HostileRun): Promise<void> {
  await using probe = startProbe()
  const measure = (input: HostileInput): Promise<Measured> => measureInput(input, probe, rounds, folder)
  const part = await measureInput(layerPart, probe, Math.max(rounds, 3), folder)
  console.log(
    headRows([
      'hostile input',
      'answered',
      '/readyz stalls, ms',
      'beyond a part’s',
      'memory beyond idle, MiB',
      'wanted',
    ]),
  )
  console.log(row([layerPart.title, counted(part.outcomes), inDigits(part.stallMs), '', `${part.mebibytes}`, '']))
  let missed = 0
  for (const input of names.flatMap((name) => hostileInputs[name])) {
    const { stallMs, mebibytes, outcomes } = await measure(input)
    const beyondMs = Math.max(0, stallMs - part.stallMs)
    const isMet = beyondMs <= most.stallMs && mebibytes <= most.mebibytes
    if (!isMet) missed += 1
    const figures = [inDigits(stallMs), inDigits(beyondMs), `${mebibytes}`, isMet ? 'met' : 'missed']
    console.log(row([input.title, counted(outcomes), ...figures]))
  }
  console.log(`\nWanted: at most ${most.stallMs} ms beyond a part’s, and ${most.mebibytes} MiB. ${missed} missed.`)
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
    await using registry = await startEcrd(folder, input.descriptors)
    const { target, process } = registry
    if (process === undefined) throw new Error('it was started here')
    const callers = await callersOf(target)
    const idle = await residentMebibytes(process.pid)
    await input.prepare?.(callers)
    const stalls: number[] = []
    let outcomes: readonly Outcome[] = []
    while (stalls.length < rounds && (stalls.at(-1) ?? 0) < hopelessMs) {
      const stall = await probe.during(target.port, async () => {
        outcomes = await input.send(callers)
      })
      stalls.push(stall)
    }
    const mebibytes = (await peakMebibytes(process.pid)) - idle
    return { stallMs: median(stalls), mebibytes, outcomes }
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
