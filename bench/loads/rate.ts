import { performance } from 'node:perf_hooks'
import { type Connection, openConnection, type Target } from './connection.ts'
import type { Done } from './report.ts'

export interface Pace {
  readonly connections: number
  readonly seconds: number
}

/** Does the work on all connections at once until the time is over; how often it was done. */
export async function perSecond(
  target: Target,
  { connections, seconds }: Pace,
  work: (connection: Connection) => Promise<void>,
): Promise<Done> {
  const open = await Promise.all(Array.from({ length: connections }, () => openConnection(target)))
  const start = performance.now()
  const end = start + seconds * 1000
  let done = 0
  try {
    await Promise.all(
      open.map(async (connection, at) => {
        let current = connection
        while (performance.now() < end) {
          if (current.isOver()) open[at] = current = await openConnection(target)
          await work(current)
          done += 1
        }
      }),
    )
    return { rate: done / secondsSince(start), count: done }
  } finally {
    for (const connection of open) connection.close()
  }
}

export function secondsSince(start: number): number {
  return (performance.now() - start) / 1000
}
