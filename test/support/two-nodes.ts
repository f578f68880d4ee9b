import { createAuthorizer } from '../../src/auth/authorize.ts'
import { policySources } from '../../src/services.ts'
import { createBlobs } from '../../src/blobs/create-blobs.ts'
import type { BlobStore, BlobWriter } from '../../src/blobs/blob-store.ts'
import type { Context } from '../../src/request/context.ts'
import type { Database } from '../../src/database/database.ts'
import { abandonUploads } from '../../src/ecr/layers/abandon-uploads.job.ts'
import { collectLayers } from '../../src/ecr/layers/collect-layers.job.ts'
import { removeBytesJob } from '../../src/ecr/layers/remove-bytes.job.ts'
import { emptyRepositoryJob } from '../../src/ecr/repository-lifetime/empty-repository.job.ts'
import type { Operation } from '../../src/request/operation.ts'
import { createPipeline } from '../../src/pipeline/pipeline.ts'
import { keyRing } from '../../src/sealing/key-ring.ts'
import { randomIds } from '../../src/platform/ids.ts'
import { rootOf, scopeOf } from './callers.ts'
import { openStorage } from './databases.ts'
import { unlimited } from './unlimited.ts'
import { runJobsOf } from './jobs.ts'
import { temporaryFolder } from './processes.ts'
import { createStorage } from './storage.ts'

/** A server without HTTP that can be made to freeze, as one whose machine swaps, or is cut off, or is stopped. */
export interface Node {
  readonly ctx: Context
  readonly run: <Input, Output, Facts>(operation: Operation<Input, Output, Facts>, input: Input) => Promise<Output>
  /** Lets so many calls of database and store begin, and then none. Fulfilled when one is held back. */
  readonly freezeAfter: (calls: number) => Promise<void>
  readonly thaw: () => void
}

/** Two of them on one database, with one clock, which only moves when told. */
export interface TwoNodes {
  readonly nodes: readonly [Node, Node]
  readonly advance: (byMs: number) => void
  /** What the server does every ten minutes, and the removals of bytes that are due. */
  readonly collect: () => Promise<void>
  readonly close: () => Promise<void>
}

const account = '123456789012'
const scope = scopeOf(rootOf(account), 'us-east-1')

export async function openTwoNodes(openStore: () => BlobStore): Promise<TwoNodes> {
  const folder = await temporaryFolder()
  const storage = await createStorage()
  const database = await openStorage(storage, folder.path)
  const clock = { nowMs: Date.parse('2026-01-01') }
  const nodes = [openNode(database, openStore(), clock), openNode(database, openStore(), clock)] as const
  return {
    nodes,
    advance(byMs) {
      clock.nowMs += byMs
    },
    async collect() {
      const { ctx } = nodes[0]
      await abandonUploads(ctx)
      await collectLayers(ctx)
      const jobs = runJobsOf(ctx, [removeBytesJob, emptyRepositoryJob])
      await jobs.runDue()
      await jobs.stop(60_000)
      if (jobs.failures.length > 0) throw new AggregateError(jobs.failures, 'jobs failed')
    },
    async close() {
      for (const { ctx } of nodes) await ctx.blobs.close()
      await database.close()
      await storage.remove()
      await folder.remove()
    },
  }
}

function openNode(database: Database, store: BlobStore, clock: { readonly nowMs: number }): Node {
  const frost = createFrost()
  const keys = keyRing(Buffer.alloc(32, 1), randomIds)
  const ctx: Context = {
    database: freezing(database, frost, ['read', 'change']),
    blobs: createBlobs({ store: freezingStore(store, frost), keys, ids: randomIds, sealing: 'frames-1' }),
    keys,
    clock: { now: () => clock.nowMs },
    systemClock: { now: () => clock.nowMs },
    ids: randomIds,
    limits: unlimited,
    settings: {
      protocol: 'http',
      defaultAccount: account,
      defaultRegion: scope.registry.region,
      isDev: false,
      isOwnHost: () => false,
      servicePrincipals: [],
      archiveRestoreMs: 0,
      registryHost: () => 'localhost',
      lifecycleHistoryMs: 0,
    },
  }
  const pipeline = createPipeline(ctx, createAuthorizer(ctx.settings, policySources))
  return {
    ctx,
    run: (operation, input) => pipeline.run(operation, input, scope),
    freezeAfter: frost.after,
    thaw: frost.thaw,
  }
}

interface Frost {
  readonly pass: () => Promise<void>
  readonly after: (calls: number) => Promise<void>
  readonly thaw: () => void
}

function createFrost(): Frost {
  let left = Number.POSITIVE_INFINITY
  let held = Promise.withResolvers<undefined>()
  let thawed = Promise.withResolvers<undefined>()
  return {
    async pass() {
      left -= 1
      if (left >= 0) return
      held.resolve(undefined)
      await thawed.promise
    },
    async after(calls) {
      left = calls
      held = Promise.withResolvers()
      thawed = Promise.withResolvers()
      await held.promise
    },
    thaw() {
      left = Number.POSITIVE_INFINITY
      thawed.resolve(undefined)
    },
  }
}

type Asynchronous = (...parameters: never[]) => Promise<unknown>

/** The same, whose methods of these names wait while it is frozen. */
function freezing<T extends object>(of: T, frost: Frost, names: readonly (keyof T)[]): T {
  const frozen = { ...of }
  for (const name of names) {
    const method = of[name] as Asynchronous
    const late: Asynchronous = async (...parameters) => {
      await frost.pass()
      return method(...parameters)
    }
    frozen[name] = late as T[typeof name]
  }
  return frozen
}

function freezingStore(store: BlobStore, frost: Frost): BlobStore {
  const frozen = freezing(store, frost, ['openWriter'])
  return {
    ...frozen,
    async openWriter(storageKey, position) {
      const writer = await frozen.openWriter(storageKey, position)
      return freezing<BlobWriter>(writer, frost, ['write', 'flush', 'commit', 'close'])
    },
  }
}
