import type { BlobBytes } from '../../blobs/blobs.ts'
import type { Context } from '../../request/context.ts'
import { first, run, type Work } from '../../database/statement.ts'
import { digestMismatch, layerAlreadyExists } from './errors.ts'
import type { Scope } from '../../request/operation.ts'
import { decideAlgorithm, doorRules } from '../door-rules.ts'
import { repositoryKey } from '../repositories/find-repository.ts'
import type { Repository } from '../repositories/repositories.table.ts'
import { type Bytes, writeBytes } from './append-part.ts'
import { type LeasedUpload, refuseLostLease, requireUpload, type UploadName, withUploadLease } from './leased-upload.ts'
import { isPresent, refuseParts } from './layer-rules.ts'
import { insertBlob, selectBlobByDigest, selectLayer, upsertRepositoryBlob } from './layers.table.ts'
import { removeBytesLater } from './release-blob.ts'
import { deletePartialFrame, deleteUpload, type Upload } from './uploads.table.ts'

export interface Completion {
  readonly name: UploadName
  /** One of these must be the digest of the bytes. */
  readonly digests: readonly string[]
  /** The last part, where it comes with the completing request. */
  readonly lastPart: Bytes | undefined
  /** Checked when it is this request's place in the queue, before the last part is read. */
  readonly check: (upload: Upload) => void
}

/** Turns an upload into a layer of its repository; the digest of its bytes. */
export async function completeUpload(ctx: Context, scope: Scope, completion: Completion): Promise<string> {
  const { name } = completion
  const key = repositoryKey(scope, name.repositoryName)
  const rules = doorRules[scope.door]
  return withUploadLease(ctx, { scope, name }, async (leased) => {
    completion.check(leased.upload)
    refuseParts(rules, key, leased.upload)
    if (completion.lastPart !== undefined) await writeBytes(ctx, leased, completion.lastPart)
    const { digests } = completion
    const algorithm = decideAlgorithm(rules, digests[0])
    const finished = await leased.session.finish(algorithm, (digest) => digests.includes(digest))
    if (finished === undefined) throw digestMismatch()
    const wasPresent = await ctx.database.change(() => becomeLayer(ctx, leased, finished))
    leased.lease.count()
    if (wasPresent && rules.refusesSameLayerAgain) throw layerAlreadyExists(key, finished.digest)
    return finished.digest
  })
}

function* becomeLayer(ctx: Context, leased: LeasedUpload, finished: BlobBytes): Work<boolean> {
  const { repository, upload } = yield* requireUpload(leased.scope, leased.name)
  if (upload.revision !== leased.lease.revision) yield* refuseLostLease(leased)
  yield* run(deletePartialFrame, { uploadId: upload.id })
  yield* run(deleteUpload, { id: upload.id })
  return yield* addLayer(ctx, repository, finished)
}

/** Shows a finished blob in a repository; whether it was present before. Bytes that the scope has already are kept once. */
export function* addLayer(ctx: Context, repository: Repository, finished: BlobBytes): Work<boolean> {
  const now = ctx.clock.now()
  const key = { namespaceId: repository.namespace_id, digest: finished.digest }
  const layer = yield* first(selectLayer, { ...key, repositoryId: repository.id })
  const stored = yield* first(selectBlobByDigest, key)
  if (stored !== undefined) yield* removeBytesLater(ctx, finished)
  const blob =
    stored ?? (yield* first(insertBlob, { ...finished, namespace_id: repository.namespace_id, created_at: now }))
  if (blob === undefined) throw new Error('an insert returned no row')
  yield* run(upsertRepositoryBlob, { repositoryId: repository.id, blobId: blob.id, unreferencedSince: now })
  return layer !== undefined && isPresent(layer, now)
}
