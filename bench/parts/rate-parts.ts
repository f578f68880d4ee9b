import { cpuMeter } from '../cpu-time.ts'
import { layerSizeBytes } from '../loads/image.ts'
import type { Load } from '../loads/load.ts'
import { repository } from '../registries/registry.ts'
import { type Seed, seedTag } from '../seed.ts'
import type { Bench, Part, PartName, Subject } from './part.ts'

export const connections = 16
const pushingClients = 8

export const manifestPath = `/v2/${repository}/manifests/${seedTag}`

/** Small things, as many as can be done. */
export function rateParts(bench: Bench): readonly Part[] {
  const { seconds } = bench
  const requests = (name: PartName, title: string, method: 'GET' | 'HEAD', path: (seed: Seed) => string): Part =>
    ratePart(
      bench,
      { name, title, unit: 'requests' },
      ({ seed }) => seed && { kind: 'requests', method, path: path(seed), connections, seconds },
    )
  const layerPath = ({ layerDigest }: Seed): string => `/v2/${repository}/blobs/${layerDigest}`
  const images = { name: 'images', title: `small images pushed, ${pushingClients} clients`, unit: 'images' } as const
  const puts = { name: 'put-image', title: `PutImage, signed, ${connections} clients`, unit: 'images' } as const
  const describes = {
    name: 'describe-repositories',
    title: `DescribeRepositories, signed, ${connections} clients`,
    unit: 'requests',
  } as const
  return [
    requests('manifest-get', 'manifest GET by tag', 'GET', () => manifestPath),
    requests('manifest-head', 'manifest HEAD by tag', 'HEAD', () => manifestPath),
    requests('blob-head', 'blob HEAD', 'HEAD', layerPath),
    requests('blob-get', `blob GET, ${layerSizeBytes / 1024} KiB`, 'GET', layerPath),
    ratePart(bench, images, ({ seed }) => seed && { kind: 'images', repository, connections: pushingClients, seconds }),
    ratePart(
      bench,
      puts,
      ({ seed, registry }) =>
        seed &&
        registry.target.credentials && {
          kind: 'put images',
          repository,
          manifest: seed.manifest,
          connections,
          seconds,
        },
    ),
    ratePart(
      bench,
      describes,
      ({ registry }) =>
        registry.target.credentials && {
          kind: 'calls',
          operation: 'DescribeRepositories',
          input: {},
          connections,
          seconds,
        },
    ),
  ]
}

interface Heading {
  readonly name: PartName
  readonly title: string
  readonly unit: string
}

function ratePart(
  { generator }: Bench,
  { name, title, unit }: Heading,
  loadOf: (subject: Subject) => Load | undefined,
): Part {
  return {
    name,
    figures: [
      { title, unit: `${unit}/s`, isRate: true },
      { title: '— server CPU for each', unit: 'µs', isRate: false },
    ],
    async measure(subject) {
      const load = loadOf(subject)
      if (load === undefined) return undefined
      const { target, process } = subject.registry
      const cpu = await cpuMeter(process)
      const { rate, count, headroom } = await generator.measure({ target, load })
      return [{ value: rate, headroom }, { value: ((await cpu.usedSeconds()) / count) * 1e6 }]
    },
  }
}
