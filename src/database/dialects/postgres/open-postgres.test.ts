import { describe, expect, it, onTestFinished } from 'vitest'
import { type DatabaseProxy, startDatabaseProxy } from '../../../../test/support/database-proxy.ts'
import { createPostgresDatabase, type PostgresDatabase } from '../../../../test/support/postgres-databases.ts'
import { StorageUnavailable } from '../../../errors.ts'
import { randomIds } from '../../../platform/ids.ts'
import type { Database } from '../../database.ts'
import { all, type Bound, first, query, run, statement, together, type Work } from '../../statement.ts'
import { openPostgres, type PostgresOptions } from './open-postgres.ts'

const insertJob = statement('insertTestJob', (db, p: Bound<{ kind: string }>) =>
  db.insertInto('job').values({ kind: p.kind, payload: '', run_at: 0, attempts: 0, last_error: '' }),
)
const selectAttempts = statement('selectAttempts', (db) => db.selectFrom('job').select('attempts'))
const updateAttempts = statement('updateAttempts', (db, p: Bound<{ attempts: number }>) =>
  db.updateTable('job').set({ attempts: p.attempts }),
)
const selectPid = statement('selectPid', (db) =>
  db.selectNoFrom(({ fn }) => fn<number>('pg_backend_pid', []).as('pid')),
)

type Opened = PostgresDatabase & { readonly database: Database }

async function opened(options: Partial<PostgresOptions> = {}): Promise<Opened> {
  const created = await createPostgresDatabase()
  const database = await openPostgres({ url: created.url, ids: randomIds, ...options })
  onTestFinished(async () => {
    await database.close()
    await created.drop()
  })
  return { ...created, database }
}

async function openedThroughProxy({
  latencyMs = 0,
  ...options
}: Partial<PostgresOptions> & { readonly latencyMs?: number }): Promise<{ proxy: DatabaseProxy; database: Database }> {
  const created = await createPostgresDatabase()
  const url = new URL(created.url)
  const proxy = await startDatabaseProxy(Number(url.port), latencyMs)
  url.port = `${proxy.port}`
  const database = await openPostgres({ url: url.href, ids: randomIds, ...options })
  onTestFinished(async () => {
    await database.close()
    await proxy.close()
    await created.drop()
  })
  return { proxy, database }
}

function* increment(): Work<number> {
  const attempts = ((yield* first(selectAttempts, {}))?.attempts ?? 0) + 1
  yield* run(updateAttempts, { attempts })
  return attempts
}

function* endOwnConnection({ run: ask }: PostgresDatabase, ended: Promise<unknown>[]): Work<void> {
  const own = yield* first(selectPid, {})
  ended.push(ask(`select pg_terminate_backend(${own?.pid ?? 0}, 10000)`))
}

describe('PostgreSQL', () => {
  it('runs conflicting changes again until each has seen the changes before it', async () => {
    const { database } = await opened()
    await database.change(() => run(insertJob, { kind: 'counter' }))
    const counted = await Promise.all(Array.from({ length: 24 }, () => database.change(increment)))
    expect(counted.sort((a, b) => a - b)).toEqual(Array.from({ length: 24 }, (_, n) => n + 1))
  })

  it('rejects a change that always fails to serialize with StorageUnavailable', async () => {
    const { database, run: ask } = await opened()
    await ask(`
      create function refuse() returns trigger language plpgsql as
        $$ begin raise exception 'always' using errcode = 'serialization_failure'; end $$;
      create trigger refuse before insert on job execute function refuse()`)
    await expect(database.change(() => run(insertJob, { kind: '' }))).rejects.toThrow(StorageUnavailable)
  })

  it('shows all statements of one read the same state', async () => {
    const { database } = await opened()
    await database.change(() => run(insertJob, { kind: 'counter' }))
    const changes: Promise<number>[] = []
    for (let time = 1; time <= 2; time++) {
      const seen = await database.read(function* () {
        const before = yield* first(selectAttempts, {})
        changes.push(database.change(increment))
        const pauses = yield* query((db) => db.selectNoFrom(({ fn, val }) => fn('pg_sleep', [val(1)]).as('slept')))
        const after = yield* first(selectAttempts, {})
        return [before, after, pauses.length]
      })
      expect(seen[1]).toEqual(seen[0])
    }
    await Promise.all(changes)
  })

  it('refuses to read a number that JavaScript cannot hold exactly', async () => {
    const { database, run: ask } = await opened()
    await ask("insert into job (kind, payload, run_at, attempts, last_error) values ('', '', 0, 9007199254740993, '')")
    await expect(database.read(() => first(selectAttempts, {}))).rejects.toThrow(
      '9007199254740993 is larger than a number that is kept exactly',
    )
  })

  it('runs a change again when its connection ends before the commit', async () => {
    const opening = await opened()
    const ended: Promise<unknown>[] = []
    let runs = 0
    await opening.database.change(function* () {
      runs += 1
      yield* run(insertJob, { kind: `run ${runs}` })
      if (runs > 1) return
      yield* endOwnConnection(opening, ended)
      yield* query((db) => db.selectNoFrom(({ fn, val }) => fn('pg_sleep', [val(10)]).as('slept')))
    })
    await Promise.all(ended)
    expect(await opening.run('select kind from job')).toEqual([{ kind: 'run 2' }])
  })

  it('rejects a change, and does not run it again, when its connection ends during the commit', async () => {
    const opening = await opened()
    // What a commit waits for in real life is another machine's disk.
    await opening.run(`
      create function pause() returns trigger language plpgsql as $$ begin perform pg_sleep(10); return null; end $$;
      create constraint trigger pause after insert on job deferrable initially deferred
        for each row execute function pause()`)
    const ended: Promise<unknown>[] = []
    let runs = 0
    const change = opening.database.change(function* () {
      runs += 1
      yield* run(insertJob, { kind: '' })
      yield* endOwnConnection(opening, ended)
    })
    await expect(change).rejects.toThrow(StorageUnavailable)
    await Promise.all(ended)
    expect(runs).toBe(1)
  })

  it('stops waiting for a silent server after its timeouts, and works again when the server does', async () => {
    const timeouts = { connectMs: 300, statementMs: 300 }
    const { proxy, database } = await openedThroughProxy({ timeouts, maxConnections: 2 })
    proxy.fallSilent()
    const asked = Array.from({ length: 5 }, () => database.read(() => first(selectAttempts, {})))
    for (const { status, reason } of (await Promise.allSettled(asked)) as PromiseRejectedResult[]) {
      expect([status, reason]).toEqual(['rejected', expect.any(StorageUnavailable)])
    }
    await proxy.recover()
    await expect.poll(() => database.change(() => run(insertJob, { kind: '' })).catch(() => 0)).toBe(1)
  })

  it('takes one round trip for a batch, none for a begin before a read, and one for the commit of a change', async () => {
    const { proxy, database } = await openedThroughProxy({ latencyMs: 20 })
    const insertMany = (count: number): Work<unknown> =>
      together(Array.from({ length: count }, (_, n) => run(insertJob, { kind: `${n}` })))
    const readMany = (count: number): Work<unknown> =>
      together(Array.from({ length: count }, () => all(selectAttempts, {})))
    const read = (work: () => Work<unknown>) => proxy.countRoundTrips(() => database.read(work))
    const change = (work: () => Work<unknown>) => proxy.countRoundTrips(() => database.change(work))
    expect(await change(() => insertMany(200))).toBe(3)
    expect(await change(() => together([readMany(200), insertMany(200)]))).toBe(3)
    expect(await read(() => first(selectAttempts, {}))).toBe(1)
    expect(await read(() => readMany(200))).toBe(1)
    expect(await read(() => together([readMany(2), readMany(2)]))).toBe(1)
  })
})
