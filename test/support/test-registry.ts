import { createAuthorizer } from '../../src/auth/authorize.ts'
import { policySources } from '../../src/services.ts'
import { join } from 'node:path'
import { createBlobs } from '../../src/blobs/create-blobs.ts'
import { filesystemStore } from '../../src/blobs/filesystem/filesystem-store.ts'
import { openS3Store } from '../../src/blobs/s3/open-s3-store.ts'
import type { Context } from '../../src/request/context.ts'
import { abandonUploads } from '../../src/ecr/layers/abandon-uploads.job.ts'
import { collectLayers } from '../../src/ecr/layers/collect-layers.job.ts'
import { removeBytesJob } from '../../src/ecr/layers/remove-bytes.job.ts'
import { emptyRepositoryJob } from '../../src/ecr/repository-lifetime/empty-repository.job.ts'
import type { Operation, Scope } from '../../src/request/operation.ts'
import { createPipeline } from '../../src/pipeline/pipeline.ts'
import { keyRing } from '../../src/sealing/key-ring.ts'
import { randomIds } from '../../src/platform/ids.ts'
import { rootOf, scopeOf } from './callers.ts'
import { openStorage } from './databases.ts'
import { keptBytes, type KeptBytes } from './kept-bytes.ts'
import { unlimited } from './unlimited.ts'
import { runJobsOf } from './jobs.ts'
import { temporaryFolder } from './processes.ts'
import { createStorage } from './storage.ts'

/** A registry without HTTP: the pipeline over a real database and a real store, and a clock that only moves when told. */
export interface TestRegistry extends Pick<KeptBytes, 'storageKeys'> {
  readonly ctx: Context
  readonly advance: (byMs: number) => void
  /** As the root of the account, on `/v2/` unless told otherwise. */
  readonly run: <Input, Output, Facts>(
    operation: Operation<Input, Output, Facts>,
    input: Input,
    door?: Scope['door'],
  ) => Promise<Output>
  /** What the server does every ten minutes, and the removals of bytes that are due. */
  readonly collect: () => Promise<void>
  readonly close: () => Promise<void>
}

export const account = '123456789012'
const region = 'us-east-1'

export async function openTestRegistry(): Promise<TestRegistry> {
  const folder = await temporaryFolder()
  const storage = await createStorage()
  const blobsPath = join(folder.path, 'blobs')
  const { bucket } = storage
  const store =
    bucket === undefined ? filesystemStore(blobsPath) : await openS3Store({ location: bucket, ids: randomIds })
  const clock = { nowMs: Date.parse('2026-01-01') }
  const keys = keyRing(Buffer.alloc(32, 1), randomIds)
  const ctx: Context = {
    database: await openStorage(storage, folder.path),
    blobs: createBlobs({ store, keys, ids: randomIds, sealing: 'frames-1' }),
    keys,
    clock: { now: () => clock.nowMs },
    systemClock: { now: () => clock.nowMs },
    ids: randomIds,
    limits: unlimited,
    settings: {
      protocol: 'http',
      defaultAccount: account,
      defaultRegion: region,
      isDev: false,
      isOwnHost: () => false,
      servicePrincipals: [],
      archiveRestoreMs: 60 * 60 * 1000,
      registryHost: () => 'localhost',
      lifecycleHistoryMs: 0,
    },
  }
  const pipeline = createPipeline(ctx, createAuthorizer(ctx.settings, policySources))
  const jobs = runJobsOf(ctx, [removeBytesJob, emptyRepositoryJob])
  return {
    ctx,
    advance(byMs) {
      clock.nowMs += byMs
    },
    run: (operation, input, door = 'oci') => pipeline.run(operation, input, scopeOf(rootOf(account), region, { door })),
    async collect() {
      await abandonUploads(ctx)
      await collectLayers(ctx)
      await jobs.runDue()
      if (jobs.failures.length > 0) throw new AggregateError(jobs.failures, 'jobs failed')
    },
    storageKeys: keptBytes(storage, blobsPath).storageKeys,
    async close() {
      await jobs.stop(60_000)
      await ctx.blobs.close()
      await ctx.database.close()
      await storage.remove()
      await folder.remove()
    },
  }
}
