import { Counter, Histogram, type Registry } from 'prom-client'
import type { Database } from '../database/database.ts'
import { Unavailable } from '../errors.ts'
import { durationBuckets } from './duration-buckets.ts'

/** A database whose transactions are measured. */
export function databaseMetrics(registry: Registry): (database: Database) => Database {
  const registers = [registry]
  const durations = new Histogram({
    name: 'ecrd_database_transaction_duration_seconds',
    help: 'Transactions from the call to the result; that of a change is durable. Refusals are included',
    labelNames: ['kind'],
    buckets: durationBuckets,
    registers,
  })
  const failures = new Counter({
    name: 'ecrd_database_unavailable_total',
    help: 'Transactions that failed because the database, or its disk, was not available',
    labelNames: ['kind'],
    registers,
  })
  for (const kind of ['read', 'change']) failures.inc({ kind }, 0)

  async function measured<T>(kind: 'read' | 'change', run: () => Promise<T>): Promise<T> {
    const end = durations.startTimer({ kind })
    try {
      return await run()
    } catch (error) {
      if (error instanceof Unavailable) failures.inc({ kind })
      throw error
    } finally {
      end()
    }
  }

  return (database) => ({
    ...database,
    read: (work) => measured('read', () => database.read(work)),
    change: (work) => measured('change', () => database.change(work)),
  })
}
