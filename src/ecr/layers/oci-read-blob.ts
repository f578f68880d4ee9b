import type { ByteRange, Pieces } from '../../blobs/blobs.ts'
import type { Context } from '../../request/context.ts'
import { first } from '../../database/statement.ts'
import { repositoryNotFound } from '../errors.ts'
import { ociOperation, onRepository, type Scope } from '../../request/operation.ts'
import { repositoryKey, requireRepository } from '../repositories/find-repository.ts'
import { findLayer } from './find-layer.ts'
import { availabilityOf, isPresent } from './layer-rules.ts'
import { selectLayerBytes } from './layers.table.ts'

export interface BlobInput {
  readonly repositoryName: string
  readonly digest: string
}

export interface ReadBlobInput extends BlobInput {
  /** The repository that a download URL was made for: one of the same name that came later is another. */
  readonly repositoryId?: number
}

export interface BlobOutput {
  readonly digest: string
  readonly sizeBytes: number
  readonly read: (range?: ByteRange) => Pieces | Buffer
}

/** GET of a blob: GetDownloadUrlForLayer and the download in one. Undefined when the repository doesn't have it, or only in archived images. */
export const ociReadBlob = ociOperation<ReadBlobInput, BlobOutput | undefined>({
  name: 'GetDownloadUrlForLayer',
  effect: 'reads',
  access: (input, scope) => [onRepository('ecr:GetDownloadUrlForLayer', scope, input.repositoryName)],
  run: readBlob,
})

async function readBlob(ctx: Context, input: ReadBlobInput, scope: Scope): Promise<BlobOutput | undefined> {
  const key = repositoryKey(scope, input.repositoryName)
  const layer = await ctx.database.read(function* () {
    const repository = yield* requireRepository(key)
    if (input.repositoryId !== undefined && input.repositoryId !== repository.id) throw repositoryNotFound(key)
    return yield* first(selectLayerBytes, {
      namespaceId: repository.namespace_id,
      repositoryId: repository.id,
      digest: input.digest,
    })
  })
  if (layer === undefined || availabilityOf(layer, ctx.clock.now()) === 'ARCHIVED') return undefined
  return { digest: layer.digest, sizeBytes: layer.size, read: (range) => ctx.blobs.read(layer, range) }
}

/** HEAD of a blob: BatchCheckLayerAvailability of one. */
export const ociCheckBlob = ociOperation<
  BlobInput,
  { readonly digest: string; readonly sizeBytes: number } | undefined
>({
  name: 'BatchCheckLayerAvailability',
  effect: 'reads',
  access: (input, scope) => [onRepository('ecr:BatchCheckLayerAvailability', scope, input.repositoryName)],
  async run(ctx, input, scope) {
    const key = repositoryKey(scope, input.repositoryName)
    const layer = await ctx.database.read(function* () {
      return yield* findLayer(yield* requireRepository(key), input.digest)
    })
    if (layer === undefined || !isPresent(layer, ctx.clock.now())) return undefined
    return { digest: layer.digest, sizeBytes: layer.size }
  },
})
