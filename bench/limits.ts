import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Order } from './loads/load.ts'
import type { MachineLimit } from './loads/machine-limits.ts'
import type { Bench, PartName } from './parts/part.ts'
import { connections } from './parts/rate-parts.ts'
import { bareHttp } from './registries/bare.ts'
import type { Registry } from './registries/registry.ts'
import { headRows, inDigits, median, row, withSpread } from './statistics.ts'

/** What the machine can do at the most, and the parts that can't do more, or only by doing several things with one. */
interface Limit {
  readonly title: string
  readonly measure: MachineLimit['limit'] | 'http'
  readonly bounds: readonly PartName[]
}

const pushes: readonly PartName[] = ['large-push', 'large-push-4']

const limits: readonly Limit[] = [
  { title: 'SHA-256 on one core, MiB/s', measure: 'sha256', bounds: pushes },
  { title: 'AES-256-GCM on one core, MiB/s', measure: 'aes-256-gcm', bounds: [...pushes, 'large-pull'] },
  { title: 'disk in sequence, fdatasync each 32 MiB, MiB/s', measure: 'sequential write', bounds: pushes },
  { title: 'writes of 4 KiB with fdatasync, each/s', measure: 'small syncs', bounds: ['images', 'put-image'] },
  {
    title: `${bareHttp.name} and nothing behind it, requests/s`,
    measure: 'http',
    bounds: ['manifest-get', 'manifest-head', 'blob-head', 'blob-get'],
  },
]

/** The table of limits; `reached` holds ecrd's own rates, of the parts that were measured. */
export async function limitsTable(
  bench: Bench,
  rounds: number,
  reached: ReadonlyMap<PartName, number>,
): Promise<string> {
  const measured = await measureLimits(bench, rounds)
  const lines = limits.map((limit) => {
    const rates = measured.get(limit) ?? []
    const shares = limit.bounds
      .map((part) => [part, (reached.get(part) ?? NaN) / median(rates)] as const)
      .filter(([, share]) => !Number.isNaN(share))
      .map(([part, share]) => `${part} ${inDigits(share)}`)
    return row([limit.title, withSpread(rates), shares.join(', ')])
  })
  return [headRows(['this machine', 'at the most', "ecrd's share of it"]), ...lines].join('\n')
}

async function measureLimits(bench: Bench, rounds: number): Promise<ReadonlyMap<Limit, readonly number[]>> {
  const folder = await mkdtemp(join(bench.folder, 'limits-'))
  const measured = new Map<Limit, number[]>(limits.map((limit) => [limit, []]))
  try {
    await using http = await bareHttp.start(folder)
    for (let round = 0; round <= rounds; round += 1) {
      for (const [{ measure }, rates] of measured) {
        const { rate } = await bench.generator.measure(orderOf(measure, bench.seconds, { folder, http }))
        if (round > 0) rates.push(rate)
      }
    }
    return measured
  } finally {
    await rm(folder, { recursive: true })
  }
}

interface Place {
  readonly folder: string
  readonly http: Registry
}

function orderOf(measure: Limit['measure'], seconds: number, { folder, http }: Place): Order {
  if (measure !== 'http') return { load: { kind: 'machine limit', limit: measure, seconds, folder } }
  return { target: http.target, load: { kind: 'requests', method: 'GET', path: '/', connections, seconds } }
}
