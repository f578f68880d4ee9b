import { first, together, type Work } from '../../database/statement.ts'
import { layersNotFound, referencedImagesNotFound } from '../errors.ts'
import { selectLayer } from '../layers/layers.table.ts'
import type { Repository } from '../repositories/repositories.table.ts'
import { selectImageByDigest } from './images.table.ts'
import type { Descriptor, Manifest } from './manifest-rules.ts'
import { statusOf } from './storage-class-rules.ts'
import type { RepositoryKey } from '../../standards/arn/registry-key.ts'

/** A layer or an image that a manifest names. */
export interface Part {
  readonly id: number
  readonly size: number
  readonly mediaType: string
}

interface ManifestOfRepository {
  readonly key: RepositoryKey
  readonly manifest: Manifest
}

interface Parts {
  readonly layers: readonly Part[]
  readonly children: readonly Part[]
}

/**
 * Layers count per repository: that another one has them doesn't help, unless they were mounted. Images count while they are active,
 * for who may pull an index may pull what it names.
 */
export function* requireParts(
  repository: Repository,
  { key, manifest }: ManifestOfRepository,
  nowMs: number,
): Work<Parts> {
  const { id: repositoryId, namespace_id: namespaceId } = repository
  const findLayer = (digest: string) => first(selectLayer, { namespaceId, repositoryId, digest })
  const findChild = function* (digest: string) {
    const image = yield* first(selectImageByDigest, { repositoryId, digest })
    return image !== undefined && statusOf(image, nowMs) === 'ACTIVE' ? image : undefined
  }
  const [layers, foreign, children] = yield* together([
    lookUp(manifest.blobs, findLayer),
    lookUp(manifest.foreignBlobs, findLayer),
    lookUp(manifest.children, findChild),
  ])
  if (layers.missing.length > 0) throw layersNotFound(key, layers.missing)
  if (children.missing.length > 0) throw referencedImagesNotFound(key, children.missing)
  return { layers: [...layers.found, ...foreign.found], children: children.found }
}

function* lookUp(
  descriptors: readonly Descriptor[],
  find: (digest: string) => Work<{ id: number; size: number } | undefined>,
): Work<{ found: Part[]; missing: string[] }> {
  const wanted = new Map<string, Descriptor>()
  for (const descriptor of descriptors) if (!wanted.has(descriptor.digest)) wanted.set(descriptor.digest, descriptor)
  const rows = yield* together([...wanted.keys()].map(find))
  const found: Part[] = []
  const missing: string[] = []
  for (const [index, { digest, mediaType }] of [...wanted.values()].entries()) {
    const row = rows[index]
    if (row === undefined) missing.push(digest)
    else found.push({ id: row.id, size: row.size, mediaType })
  }
  return { found, missing }
}
