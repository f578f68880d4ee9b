import { ManifestUnread, ociAwaitManifest } from '../../ecr/images/oci-await-manifest.ts'
import { ociDeleteManifest } from '../../ecr/images/oci-delete-manifest.ts'
import { ociGetManifest } from '../../ecr/images/oci-get-manifest.ts'
import { ociPutManifest } from '../../ecr/images/oci-put-manifest.ts'
import { quotas } from '../../ecr/quotas.ts'
import { requestedImageNotFound } from '../../ecr/errors.ts'
import type { Endpoints, Exchange, Reply } from './exchange.ts'
import { imageName, repositoryName, requireDigest, requireTag } from './names.ts'
import { OciError } from './oci-errors.ts'

/** https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pulling-manifests, #pushing-manifests */
export const manifestEndpoints: Endpoints = {
  GET: { operations: [ociGetManifest], handle: (exchange) => readManifest(exchange, true) },
  HEAD: { operations: [ociGetManifest], handle: (exchange) => readManifest(exchange, false) },
  PUT: { operations: [ociPutManifest, ociAwaitManifest], handle: putManifest },
  DELETE: { operations: [ociDeleteManifest], handle: deleteManifest },
}

const notFound = (): OciError => new OciError(404, 'MANIFEST_UNKNOWN', requestedImageNotFound)

async function readManifest({ pipeline, scope, route }: Exchange, isPull: boolean): Promise<Reply> {
  const input = { repositoryName: repositoryName(route), ...imageName(route.reference), isPull }
  const image = await pipeline.run(ociGetManifest, input, scope)
  if (image === undefined) throw notFound()
  return {
    status: 200,
    headers: {
      'content-type': image.media_type,
      'content-length': image.manifest_size,
      'docker-content-digest': image.digest,
      etag: `"${image.digest}"`,
    },
    ...(isPull && image.manifest !== null ? { body: asBuffer(image.manifest) } : {}),
  }
}

/** The same bytes, not a copy: a manifest may have 4 MiB. */
function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength)
}

async function putManifest(exchange: Exchange): Promise<Reply> {
  const { pipeline, scope, route, query, headers } = exchange
  const name = repositoryName(route)
  const isDigest = route.reference.includes(':')
  await refuseUnread(exchange, name)
  using body = await exchange.body.whole(quotas.manifestSizeBytes)
  const tags = [...new Set(isDigest ? query.getAll('tag').map(requireTag) : [requireTag(route.reference)])]
  const { imageDigest, subjectDigest } = await pipeline.run(
    ociPutManifest,
    {
      repositoryName: name,
      bytes: body.bytes,
      contentType: mediaType(headers['content-type']),
      imageDigest: isDigest ? requireDigest(route.reference) : undefined,
      tags,
    },
    scope,
  )
  return {
    status: 201,
    headers: {
      location: `${exchange.origin}/v2/${name}/manifests/${imageDigest}`,
      'docker-content-digest': imageDigest,
      ...(subjectDigest === undefined ? {} : { 'oci-subject': subjectDigest }),
      ...(isDigest && tags.length > 0 ? { 'oci-tag': tags.join(', ') } : {}),
    },
  }
}

/** A caller that may push no manifest at all is refused before the body is read. */
async function refuseUnread({ pipeline, scope }: Exchange, repositoryName: string): Promise<void> {
  try {
    await pipeline.run(ociAwaitManifest, { repositoryName }, scope)
  } catch (error) {
    if (!(error instanceof ManifestUnread)) throw error
  }
}

/** The type without its parameters (RFC 9110 §8.3.1); undefined leaves it to the manifest. */
function mediaType(header: string | undefined): string | undefined {
  const type = header?.split(';', 1)[0]?.trim().toLowerCase()
  return type === '' ? undefined : type
}

async function deleteManifest({ pipeline, scope, route }: Exchange): Promise<Reply> {
  const input = { repositoryName: repositoryName(route), ...imageName(route.reference) }
  if (!(await pipeline.run(ociDeleteManifest, input, scope))) throw notFound()
  return { status: 202 }
}
