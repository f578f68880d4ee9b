/** A program for server-under-faults.ts: a server whose time moves, and whose collector works, when its parent says so. */
import { flushCompileCache } from 'node:module'
import { mock } from 'node:test'
import type { Log } from '../../../src/log.ts'
import { sealToken, tokenLifetimeMs } from '../../../src/ecr/tokens/registry-token.ts'
import { leaseExpired } from '../../../src/jobs/job-lease.ts'
import { addAccount } from '../../../src/iam/accounts/add-account.ts'
import { findRootKey } from '../../../src/iam/accounts/root-keys.ts'
import { type RunningServer, startServer } from '../../../src/server.ts'
import { type ContentRow, rowsOfContents } from '../../support/rows-of-contents.ts'
import { serverOptions } from '../../support/server-options.ts'
import type { ListedRow, Order, Reply, ServerPlace, Started } from './server-under-faults.ts'

const hourMs = 60 * 60 * 1000
const closeTimeoutMs = 10_000
const place = JSON.parse(process.argv[2] ?? '') as ServerPlace
const failedJobs: object[] = []
const log: Log = {
  info: () => undefined,
  error: (fields, message) => {
    if (message === 'job failed' && !isOfKilledServer(fields)) failedJobs.push(fields)
  },
  close: () => Promise.resolve(),
}
let offsetMs = 0
const clock = { now: () => Date.now() + offsetMs }

process.once('disconnect', () => process.exit())
let running = await start()
process.on('message', (order: Order) => {
  obey(order).then(reply, (error: unknown) => reply({ failure: String(error) }))
})
// A process that is killed keeps nothing for the next one.
flushCompileCache()
reply(await introduce(running))

/** It looks for jobs when it is told to, and never by itself: whoever counts its accesses to the storage counts the same ones again. */
async function start(): Promise<RunningServer> {
  mock.timers.enable({ apis: ['setInterval'] })
  const server = await startServer({
    options: { ...serverOptions, database: place.databaseUrl },
    databasePath: place.databasePath,
    blobsPath: place.blobsPath,
    bucket: place.bucket,
    masterKey: Buffer.alloc(32, 1),
    version: '0.0.0-test',
    log,
    clock,
  })
  mock.timers.reset()
  await server.jobs.runDue()
  return server
}

function reply(message: Reply): void {
  process.send?.(message)
}

async function introduce({ ctx, url }: RunningServer): Promise<Started> {
  const key = (await addAccount(ctx, serverOptions.account)) ?? (await findRootKey(ctx, serverOptions.account))
  if (key === undefined) throw new Error('no root key')
  const { accessKeyId, secretAccessKey } = key
  const password = sealToken(ctx.keys, { accessKeyId, expiresAt: clock.now() + tokenLifetimeMs })
  return {
    url,
    credentials: { accessKeyId, secretAccessKey },
    authorizationToken: Buffer.from(`AWS:${password}`).toString('base64'),
  }
}

async function obey(order: Order): Promise<Reply> {
  switch (order.do) {
    case 'wait':
      offsetMs += order.hours * hourMs
      return {}
    case 'collect':
      await runJobs(running)
      return {}
    case 'restart':
      offsetMs = 0
      await running.close(closeTimeoutMs)
      running = await start()
      return introduce(running)
    case 'list rows':
      return { rows: (await rowsOfContents(running.ctx.database)).map(listed) }
  }
}

function listed(row: ContentRow): ListedRow {
  if (row.table !== 'blob' && row.table !== 'upload') return { table: row.table }
  return { table: row.table, store: row.store, storageKey: row.storage_key }
}

/** What is due by itself or by a schedule. */
async function runJobs({ jobs }: RunningServer): Promise<void> {
  failedJobs.length = 0
  await jobs.runDue()
  if (failedJobs.length > 0) throw new Error(`jobs failed: ${JSON.stringify(failedJobs)}`)
}

/** That a job's server was killed is an attempt that failed, as it should be. */
function isOfKilledServer(fields: object): boolean {
  return 'err' in fields && fields.err instanceof Error && fields.err.message === leaseExpired
}
