import type { UploadName } from '../../ecr/layers/leased-upload.ts'
import { initiateLayerUpload } from '../../ecr/layers/initiate-layer-upload.ts'
import { ociCancelUpload } from '../../ecr/layers/oci-cancel-upload.ts'
import { ociMountBlob } from '../../ecr/layers/oci-mount-blob.ts'
import { ociFinishUpload, ociGetUpload, ociOpenWholeUpload, ociUploadChunk } from '../../ecr/layers/oci-upload.ts'
import { type ContentRange, parseContentRange } from '../../standards/oci/content-range.ts'
import { digestAlgorithms, isDigestAlgorithm } from '../../standards/oci/digest.ts'
import { isRepositoryName } from '../../standards/oci/reference.ts'
import { ServiceError } from '../../errors.ts'
import type { Endpoints, Exchange, Reply } from './exchange.ts'
import { repositoryName, requireDigest } from './names.ts'
import { OciError, toOciError } from './oci-errors.ts'

/** https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pushing-blobs */
export const uploadsEndpoints: Endpoints = {
  POST: {
    operations: [initiateLayerUpload, ociMountBlob, ociOpenWholeUpload, ociFinishUpload, ociCancelUpload],
    handle: startUpload,
  },
}

export const uploadEndpoints: Endpoints = {
  GET: { operations: [ociGetUpload], handle: getUpload },
  PATCH: { operations: [ociUploadChunk], handle: uploadChunk },
  PUT: { operations: [ociFinishUpload], handle: finishUpload },
  DELETE: { operations: [ociCancelUpload], handle: cancelUpload },
}

/** Mounts, takes a whole blob at once, or opens an upload. A mount that can't be done opens an upload, too. */
async function startUpload(exchange: Exchange): Promise<Reply> {
  const { pipeline, scope, route, query } = exchange
  const name = repositoryName(route)
  const mount = query.get('mount')
  if (mount !== null && (await mountBlob(exchange, name, requireDigest(mount)))) return created(exchange, name, mount)
  const wanted = query.get('digest')
  const digest = wanted === null ? undefined : requireDigest(wanted)
  refuseAlgorithm(query.get('digest-algorithm'))
  if (digest !== undefined && mount === null) return pushAtOnce(exchange, name, digest)
  const { uploadId } = await pipeline.run(initiateLayerUpload, { repositoryName: name }, scope)
  if (uploadId === undefined) throw new Error('an upload without an id')
  return accepted(exchange, name, uploadId, 0)
}

/** What the blob's digest will be of. It is only learned for certain when the upload ends, so nothing depends on it here. */
function refuseAlgorithm(algorithm: string | null): void {
  if (algorithm === null || isDigestAlgorithm(algorithm)) return
  const supported = digestAlgorithms.join('|')
  throw new OciError(
    400,
    'DIGEST_INVALID',
    `The digest algorithm '${algorithm.slice(0, 32)}' is not supported: ${supported}`,
  )
}

/** The client does not learn the upload's id, so it cannot continue it: the upload ends with this request in any case. */
async function pushAtOnce(exchange: Exchange, repositoryName: string, digest: string): Promise<Reply> {
  const { pipeline, scope } = exchange
  const name = { repositoryName, uploadId: await pipeline.run(ociOpenWholeUpload, { repositoryName }, scope) }
  try {
    return await finish(exchange, name, digest)
  } catch (error) {
    // Where that fails too, the collector ends it.
    await pipeline.run(ociCancelUpload, name, scope).catch(() => undefined)
    throw error
  }
}

/** False where an upload is needed. That the source may not be read is no failure: it is as if it weren't there. */
async function mountBlob(exchange: Exchange, repositoryName: string, digest: string): Promise<boolean> {
  const { pipeline, scope, query } = exchange
  const from = query.get('from') ?? undefined
  // Where no repository can be, there is none that has it.
  if (from !== undefined && !isRepositoryName(from)) return false
  try {
    return await pipeline.run(ociMountBlob, { repositoryName, digest, from }, scope)
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'AccessDeniedException') return false
    throw error
  }
}

async function getUpload(exchange: Exchange): Promise<Reply> {
  const name = uploadName(exchange)
  const size = await exchange.pipeline.run(ociGetUpload, name, exchange.scope)
  return { ...accepted(exchange, name.repositoryName, name.uploadId, size), status: 204 }
}

async function uploadChunk(exchange: Exchange): Promise<Reply> {
  const name = uploadName(exchange)
  const input = { ...name, bytes: exchange.body.chunks(), ...statedRange(exchange) }
  const size = await orWithPosition(exchange, name, exchange.pipeline.run(ociUploadChunk, input, exchange.scope))
  return accepted(exchange, name.repositoryName, name.uploadId, size)
}

async function finishUpload(exchange: Exchange): Promise<Reply> {
  const digest = exchange.query.get('digest')
  if (digest === null) throw new OciError(400, 'DIGEST_INVALID', 'The digest parameter is missing')
  return finish(exchange, uploadName(exchange), requireDigest(digest))
}

async function cancelUpload(exchange: Exchange): Promise<Reply> {
  await exchange.pipeline.run(ociCancelUpload, uploadName(exchange), exchange.scope)
  return { status: 204 }
}

async function finish(exchange: Exchange, name: UploadName, digest: string): Promise<Reply> {
  const range = statedRange(exchange)
  const bytes = range.lengthBytes === 0 ? undefined : exchange.body.chunks()
  const input = { ...name, digest, bytes, ...range }
  const stored = await orWithPosition(exchange, name, exchange.pipeline.run(ociFinishUpload, input, exchange.scope))
  return created(exchange, name.repositoryName, stored)
}

function uploadName({ route }: Exchange): UploadName {
  return { repositoryName: repositoryName(route), uploadId: route.reference }
}

interface StatedRange {
  readonly range: ContentRange | undefined
  readonly lengthBytes: number | undefined
}

function statedRange({ headers }: Exchange): StatedRange {
  const contentRange = headers['content-range']
  const range = contentRange === undefined ? undefined : parseContentRange(contentRange)
  if (contentRange !== undefined && range === undefined) {
    throw new OciError(416, 'BLOB_UPLOAD_INVALID', 'Content-Range must be <first byte>-<last byte>')
  }
  return { range, lengthBytes: statedLength(headers['content-length'], headers['transfer-encoding']) }
}

/** Without Content-Length and Transfer-Encoding a request has no body (RFC 9112 §6.3). */
function statedLength(contentLength: string | undefined, transferEncoding: string | undefined): number | undefined {
  if (contentLength !== undefined) return Number(contentLength)
  return transferEncoding === undefined ? 0 : undefined
}

/** A chunk out of order is told where the upload stands, so that the client can go on from there. */
async function orWithPosition<T>(exchange: Exchange, name: UploadName, result: Promise<T>): Promise<T> {
  try {
    return await result
  } catch (error) {
    if (!(error instanceof ServiceError) || error.code !== 'InvalidLayerPartException') throw error
    const { status, code, message } = toOciError(error)
    const received = Number(error.members.lastValidByteReceived ?? -1) + 1
    throw new OciError(status, code, message, uploadHeaders(exchange, name.repositoryName, name.uploadId, received))
  }
}

function accepted(exchange: Exchange, repositoryName: string, uploadId: string, sizeBytes: number): Reply {
  return { status: 202, headers: uploadHeaders(exchange, repositoryName, uploadId, sizeBytes) }
}

function uploadHeaders(
  { origin }: Exchange,
  repositoryName: string,
  uploadId: string,
  sizeBytes: number,
): Record<string, string> {
  return {
    location: `${origin}/v2/${repositoryName}/blobs/uploads/${uploadId}`,
    range: `0-${Math.max(0, sizeBytes - 1)}`,
    'docker-upload-uuid': uploadId,
  }
}

function created({ origin }: Exchange, repositoryName: string, digest: string): Reply {
  return {
    status: 201,
    headers: {
      location: `${origin}/v2/${repositoryName}/blobs/${digest}`,
      'docker-content-digest': digest,
      'content-length': 0,
    },
  }
}
