import { expect } from 'vitest'
import { migrations } from '../../../src/database/migrations/migrations.ts'
import { startEcrdCommand } from '../../support/ecrd-command.ts'
import type { RunningProcess } from '../../support/processes.ts'
import { blaming, type FailingStorage, type Fault } from './failing-storage.ts'
import type { Dump, OldTables } from './old-tables.ts'

/** The version that the upgrade begins with: later ones derive rows, copy tables and fill columns. */
export const oldVersion = 4

/** What is in the tables at each version since then, when nothing fails. */
export async function dumpVersions(tables: OldTables): Promise<readonly Dump[]> {
  const dumps: Dump[] = []
  for (let version = oldVersion; version <= migrations.length; version += 1) {
    await tables.putBack()
    await tables.upgrade(migrations.slice(0, version))
    dumps.push(await tables.dump())
  }
  return dumps
}

/**
 * Runs `ecrd migrate` into a fault, and expects the tables to be wholly of one version, and of the newest one when it is
 * run again. What could be hit, in order.
 */
export async function expectOneVersion(
  storage: FailingStorage,
  tables: OldTables,
  versions: readonly Dump[],
  fault: Fault,
): Promise<readonly string[]> {
  await tables.putBack()
  await storage.arm(fault, () => void run.end('SIGKILL'))
  const run = startMigration(tables)
  await run.exited
  const counted = await storage.disarm()
  await blaming(fault, counted, () => expectWholeVersion(tables, versions))
  return counted
}

async function expectWholeVersion(tables: OldTables, versions: readonly Dump[]): Promise<void> {
  expect(versions).toContainEqual(await tables.dump())
  const again = startMigration(tables)
  expect([await again.exited, again.output()]).toEqual([{ code: 0, signal: null }, expect.any(String)])
  expect(await tables.dump()).toEqual(versions.at(-1))
}

function startMigration(tables: OldTables): RunningProcess {
  return startEcrdCommand(['migrate', ...tables.arguments], tables.env())
}
