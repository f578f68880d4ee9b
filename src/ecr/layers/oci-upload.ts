import { wrongFirstByte, wrongPartLength } from './errors.ts'
import { ociOperation, onRepository, type Scope } from '../../request/operation.ts'
import type { ContentRange } from '../../standards/oci/content-range.ts'
import { repositoryKey } from '../repositories/find-repository.ts'
import { appendPart, type Bytes } from './append-part.ts'
import { completeUpload } from './complete-upload.ts'
import { requireUpload, type UploadName } from './leased-upload.ts'
import { refuseLargeLayer } from './layer-rules.ts'
import { openUpload } from './open-upload.ts'
import type { Upload } from './uploads.table.ts'

/**
 * Uploads as `/v2/` has them: streams instead of base64, a range that may be absent, and a state that can be asked for.
 * https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pushing-blobs
 */
export interface ChunkInput extends UploadName {
  readonly bytes: Bytes
  /** The stated range of the chunk; undefined appends whatever comes. */
  readonly range: ContentRange | undefined
  /** Content-Length, where the client sent it. */
  readonly lengthBytes: number | undefined
}

/** POST with a digest takes the whole blob at once: who may not end an upload opens none. Its id. */
export const ociOpenWholeUpload = ociOperation<Pick<UploadName, 'repositoryName'>, string>({
  name: 'InitiateLayerUpload',
  effect: 'changes',
  access: ({ repositoryName }, scope) =>
    ['ecr:InitiateLayerUpload', 'ecr:UploadLayerPart', 'ecr:CompleteLayerUpload'].map((action) =>
      onRepository(action, scope, repositoryName),
    ),
  pushesTo: ({ repositoryName }) => repositoryName,
  run: (ctx, { repositoryName }, scope) => openUpload(ctx, scope, repositoryName),
})

/** PATCH: the upload's size afterwards. */
export const ociUploadChunk = ociOperation<ChunkInput, number>({
  name: 'UploadLayerPart',
  effect: 'changes',
  access: (input, scope) => [onRepository('ecr:UploadLayerPart', scope, input.repositoryName)],
  run: (ctx, input, scope) =>
    appendPart(ctx, scope, {
      name: input,
      bytes: statedBytes(scope, input, input.bytes),
      check: (upload) => refusePart(scope, input, upload),
    }),
})

export interface FinishInput extends Omit<ChunkInput, 'bytes'> {
  readonly digest: string
  /** Absent where the request has no body. */
  readonly bytes: Bytes | undefined
}

/** PUT: the layer's digest. */
export const ociFinishUpload = ociOperation<FinishInput, string>({
  name: 'CompleteLayerUpload',
  effect: 'changes',
  access: (input, scope) => [
    ...(input.bytes === undefined ? [] : [onRepository('ecr:UploadLayerPart', scope, input.repositoryName)]),
    onRepository('ecr:CompleteLayerUpload', scope, input.repositoryName),
  ],
  run: (ctx, input, scope) =>
    completeUpload(ctx, scope, {
      name: input,
      digests: [input.digest],
      lastPart: input.bytes === undefined ? undefined : statedBytes(scope, input, input.bytes),
      check: (upload) => refusePart(scope, input, upload),
    }),
})

/** GET: how many bytes the upload has. */
export const ociGetUpload = ociOperation<UploadName, number>({
  name: 'UploadLayerPart',
  effect: 'reads',
  access: (input, scope) => [onRepository('ecr:UploadLayerPart', scope, input.repositoryName)],
  async run(ctx, input, scope) {
    const { upload } = await ctx.database.read(() => requireUpload(scope, input))
    return upload.size
  },
})

/** Refuses by what the request says of its part, before any of it is read. */
function refusePart(scope: Scope, input: Omit<ChunkInput, 'bytes'>, upload: Upload): void {
  const { range, lengthBytes } = input
  if (range !== undefined) refuseRange(scope, input, range, upload)
  const stated = lengthBytes ?? (range === undefined ? 0 : lengthOf(range))
  refuseLargeLayer(upload.size + stated)
}

function refuseRange(scope: Scope, input: Omit<ChunkInput, 'bytes'>, range: ContentRange, upload: Upload): void {
  const key = repositoryKey(scope, input.repositoryName)
  if (range.first !== upload.size) throw wrongFirstByte(key, input.uploadId, range.first, upload.size)
  if (input.lengthBytes !== undefined) refuseLength(scope, input, range, input.lengthBytes)
}

/** The part's bytes, which must be as many as its range says: a stream shows only as it comes how long it is. */
async function* statedBytes(scope: Scope, input: Omit<ChunkInput, 'bytes'>, bytes: Bytes): Bytes {
  const { range } = input
  let sizeBytes = 0
  for await (const chunk of bytes) {
    sizeBytes += chunk.byteLength
    if (range !== undefined && sizeBytes > lengthOf(range)) refuseLength(scope, input, range, sizeBytes)
    yield chunk
  }
  if (range !== undefined) refuseLength(scope, input, range, sizeBytes)
}

function refuseLength(scope: Scope, input: UploadName, range: ContentRange, lengthBytes: number): void {
  const stated = lengthOf(range)
  if (lengthBytes === stated) return
  throw wrongPartLength(repositoryKey(scope, input.repositoryName), input.uploadId, range.first, stated, lengthBytes)
}

const lengthOf = ({ first, last }: ContentRange): number => last - first + 1
