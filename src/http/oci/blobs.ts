import { ociDeleteBlob } from '../../ecr/layers/oci-delete-blob.ts'
import { type BlobInput, ociCheckBlob, ociReadBlob } from '../../ecr/layers/oci-read-blob.ts'
import { layerNotFound } from '../../ecr/layers/errors.ts'
import { blobReply } from '../blob-reply.ts'
import type { Endpoints, Exchange, Reply } from './exchange.ts'
import { repositoryName, requireDigest } from './names.ts'
import { OciError } from './oci-errors.ts'
import { repositoryKey } from '../../ecr/repositories/find-repository.ts'

/** https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pulling-blobs */
export const blobEndpoints: Endpoints = {
  GET: { operations: [ociReadBlob], handle: readBlob },
  HEAD: { operations: [ociCheckBlob], handle: checkBlob },
  DELETE: { operations: [ociDeleteBlob], handle: deleteBlob },
}

const nameOf = ({ route }: Exchange): BlobInput => ({
  repositoryName: repositoryName(route),
  digest: requireDigest(route.reference),
})

const unknown = ({ scope }: Exchange, { repositoryName, digest }: BlobInput): OciError =>
  new OciError(404, 'BLOB_UNKNOWN', layerNotFound(repositoryKey(scope, repositoryName), digest).message)

async function readBlob(exchange: Exchange): Promise<Reply> {
  const name = nameOf(exchange)
  const blob = await exchange.pipeline.run(ociReadBlob, name, exchange.scope)
  if (blob === undefined) throw unknown(exchange, name)
  return blobReply(blob, exchange.headers.range)
}

async function checkBlob(exchange: Exchange): Promise<Reply> {
  const name = nameOf(exchange)
  const blob = await exchange.pipeline.run(ociCheckBlob, name, exchange.scope)
  if (blob === undefined) throw unknown(exchange, name)
  return {
    status: 200,
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': blob.sizeBytes,
      'docker-content-digest': blob.digest,
      'accept-ranges': 'bytes',
      etag: `"${blob.digest}"`,
    },
  }
}

async function deleteBlob(exchange: Exchange): Promise<Reply> {
  const name = nameOf(exchange)
  if (!(await exchange.pipeline.run(ociDeleteBlob, name, exchange.scope))) throw unknown(exchange, name)
  return { status: 202 }
}
