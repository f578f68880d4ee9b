import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { cpuMeter } from '../cpu-time.ts'
import type { LargePushes } from '../loads/move-large-blobs.ts'
import { type Registry, repository } from '../registries/registry.ts'
import { removeLargeBlobs } from '../remove-large-blobs.ts'
import { warmMemory } from '../warm-memory.ts'
import type { Bench, Figure, Measured, Part, PartName, Subject } from './part.ts'

const cpuFigure: Figure = { title: '— server CPU for each MiB', unit: 'µs', isRate: false }

const rateFigure = (title: string): Figure => ({ title, unit: 'MiB/s', isRate: true })

/** So many new blobs at once. */
export function largePushPart({ generator, mebibytes, folder }: Bench, name: PartName, streams: number): Part {
  const title =
    streams === 1 ? `blob of ${mebibytes} MiB pushed` : `${streams} blobs of ${mebibytes} MiB pushed at once`
  const load: LargePushes = { kind: 'large pushes', repository, mebibytes, streams }
  return {
    name,
    figures: [rateFigure(title), cpuFigure],
    async measure({ registry, seed }) {
      if (seed === undefined) return undefined
      warmMemory(folder, streams * mebibytes)
      const cpu = await cpuMeter(registry.process)
      const { rate, count, headroom } = await generator.measure({ target: registry.target, load })
      const cpuSeconds = await cpu.usedSeconds()
      await removeLargeBlobs(registry)
      return [{ value: rate, headroom }, { value: (cpuSeconds / count) * 1e6 }]
    },
  }
}

/** Registries that a subject is pulled from: itself, and one that doesn't seal where it does. */
interface Sources {
  readonly own: Source
  readonly unsealed: Source
}

interface Source {
  readonly registry: Registry
  readonly digest: string
}

/** One blob, again and again in one stream. */
export function largePullPart({ generator, mebibytes, folder }: Bench): Part {
  const sources = new Map<Subject, Sources>()
  const push = async (registry: Registry): Promise<Source> => {
    const load: LargePushes = { kind: 'large pushes', repository, mebibytes, streams: 1 }
    const { digests: [digest] = [] } = await generator.measure({ target: registry.target, load })
    if (digest === undefined) throw new Error('nothing was pushed')
    return { registry, digest }
  }
  const pull = async ({ registry, digest }: Source): Promise<[Measured, Measured]> => {
    const cpu = await cpuMeter(registry.process)
    const load = { kind: 'large pull', repository, digest } as const
    const { rate, count, headroom } = await generator.measure({ target: registry.target, load })
    return [{ value: rate, headroom }, { value: ((await cpu.usedSeconds()) / count) * 1e6 }]
  }
  return {
    name: 'large-pull',
    figures: [
      rateFigure(`blob of ${mebibytes} MiB pulled`),
      cpuFigure,
      rateFigure('the same, where nothing is sealed'),
      cpuFigure,
    ],
    async prepare(subject) {
      if (subject.seed === undefined) return
      const own = await push(subject.registry)
      const { startUnsealed, name } = subject.contender
      if (startUnsealed === undefined) sources.set(subject, { own, unsealed: own })
      else {
        const registry = await startUnsealed(await mkdtemp(join(folder, `${name}-unsealed-`)))
        sources.set(subject, { own, unsealed: await push(registry) })
      }
    },
    async measure(subject) {
      const { own, unsealed } = sources.get(subject) ?? {}
      if (own === undefined || unsealed === undefined) return undefined
      const figures = await pull(own)
      return [...figures, ...(unsealed === own ? figures : await pull(unsealed))]
    },
    async finish(subject) {
      const { own, unsealed } = sources.get(subject) ?? {}
      await removeLargeBlobs(subject.registry)
      if (unsealed === undefined || unsealed === own) return
      await unsealed.registry[Symbol.asyncDispose]()
      await removeLargeBlobs(unsealed.registry)
    },
  }
}
