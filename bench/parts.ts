import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { cpuSeconds } from './cpu-time.ts'
import type { Generator } from './loads/generator.ts'
import { layerSizeBytes } from './loads/image.ts'
import type { Load } from './loads/load.ts'
import { type Contender, type Registry, repository } from './registries/registry.ts'
import { type Seed, seedTag } from './seed.ts'

/** What is measured together: some figures, of which each has a line in the table. */
export interface Part {
  readonly name: PartName
  readonly figures: readonly Figure[]
  /** A value for each figure; undefined when this registry can't be measured in this way. */
  measure(subject: Subject): Promise<readonly number[] | undefined>
}

export interface Figure {
  readonly title: string
  readonly unit: string
}

/** A registry that takes part, with what was pushed to it before. */
export interface Subject {
  readonly contender: Contender
  readonly registry: Registry
  readonly seed: Seed
}

export const partNames = [
  'manifest-get',
  'manifest-head',
  'blob-head',
  'blob-get',
  'images',
  'large-blob',
  'start',
] as const
export type PartName = (typeof partNames)[number]

const connections = 16
const pushingClients = 8

export interface Extent {
  /** How long a rate is measured in each round. */
  readonly seconds: number
  /** The size of the large blob. */
  readonly mebibytes: number
  /** Where registries may be started. */
  readonly folder: string
}

export function createParts(generator: Generator, { seconds, mebibytes, folder }: Extent): readonly Part[] {
  const manifestPath = (): string => `/v2/${repository}/manifests/${seedTag}`
  const layerPath = ({ layerDigest }: Seed): string => `/v2/${repository}/blobs/${layerDigest}`

  const ratePart = (name: PartName, { title, unit }: Figure, load: (seed: Seed) => Load): Part => ({
    name,
    figures: [
      { title, unit: `${unit}/s` },
      { title: '— server CPU for each', unit: 'µs' },
    ],
    async measure({ registry, seed }) {
      const { target, process } = registry
      const cpuBefore = process && (await cpuSeconds(process.pid))
      const [rate = NaN] = await generator.measure({ target, load: load(seed) })
      const cpu = process && (await cpuSeconds(process.pid)) - (cpuBefore ?? NaN)
      return [rate, ((cpu ?? NaN) / (rate * seconds)) * 1e6]
    },
  })
  const requests = (name: PartName, title: string, method: 'GET' | 'HEAD', path: (seed: Seed) => string): Part =>
    ratePart(name, { title, unit: 'requests' }, (seed) => ({
      kind: 'requests',
      method,
      path: path(seed),
      connections,
      seconds,
    }))
  const largeBlobFigures = ['pushed', 'pulled'].map((verb) => ({
    title: `blob of ${mebibytes} MiB ${verb}, one stream`,
    unit: 'MiB/s',
  }))

  return [
    requests('manifest-get', 'manifest GET by tag', 'GET', manifestPath),
    requests('manifest-head', 'manifest HEAD by tag', 'HEAD', manifestPath),
    requests('blob-head', 'blob HEAD', 'HEAD', layerPath),
    requests('blob-get', `blob GET, ${layerSizeBytes / 1024} KiB`, 'GET', layerPath),
    ratePart('images', { title: `small images pushed, ${pushingClients} clients`, unit: 'images' }, () => ({
      kind: 'images',
      repository,
      connections: pushingClients,
      seconds,
    })),
    {
      name: 'large-blob',
      figures: largeBlobFigures,
      measure: ({ registry }) =>
        generator.measure({ target: registry.target, load: { kind: 'large blob', repository, mebibytes } }),
    },
    {
      name: 'start',
      figures: [{ title: 'first start to first answer', unit: 'ms' }],
      measure: (subject) => measureStart(subject, folder),
    },
  ]
}

/** A second one of its kind, over an empty folder. */
async function measureStart({ contender, registry }: Subject, parent: string): Promise<readonly number[] | undefined> {
  if (registry.process === undefined) return undefined
  const folder = await mkdtemp(join(parent, 'start-'))
  try {
    await using started = await contender.start(folder)
    return started.process && [started.process.startedInMs]
  } finally {
    await rm(folder, { recursive: true })
  }
}
