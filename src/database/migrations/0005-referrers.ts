import { parseJson } from '../../standards/json/parse-json.ts'
import type { Migration, OldRow } from './migration.ts'

/**
 * What a page of referrers shows is kept beside the manifest, so that no manifest is read for it. A row belongs wholly to
 * its image and goes with it. Referrers are found by their subject, with or without their type.
 */
export const referrers: Migration = ({ integer, text, table }) => [
  `create table referrer (
    image_id ${integer} not null primary key references image (id) on delete cascade,
    repository_id ${integer} not null references repository (id),
    subject_digest ${text} not null,
    artifact_type ${text} not null,
    weight ${integer} not null check (weight > 0),
    descriptor ${text} not null
  ) ${table}`,
  {
    from: `select id, repository_id, digest, media_type, artifact_type, subject_digest, manifest
      from image where subject_digest is not null`,
    into: 'referrer',
    derive: referrerOf,
  },
  'create index referrer_order on referrer (repository_id, subject_digest, image_id)',
  'create index referrer_type on referrer (repository_id, subject_digest, artifact_type, image_id)',
  'drop index image_subject',
]

/** An older ecrd took types of any length, and no index holds the longest of them. */
const longestType = 255

/**
 * From here on it says what `ecr/images/referrer-rules.ts` said at the time, since a migration never changes. Of manifests
 * with more values than are taken now, no annotations are shown.
 */
const bounds = { maxValues: 20_000, maxDepth: 32, maxPlainBytes: 4 * 1024 * 1024 }
const annotationWeight = 256

function referrerOf(image: OldRow): Record<string, string | number> {
  const manifest = image.manifest as Uint8Array
  const artifactType = String(image.artifact_type)
  const annotations = annotationsOf(manifest)
  const descriptor = JSON.stringify({
    digest: image.digest,
    mediaType: image.media_type,
    artifactType: artifactType === '' ? undefined : artifactType,
    size: manifest.byteLength,
    annotations,
  })
  return {
    image_id: Number(image.id),
    repository_id: Number(image.repository_id),
    subject_digest: String(image.subject_digest),
    artifact_type: artifactType.slice(0, longestType),
    weight: Buffer.byteLength(descriptor) + annotationWeight * Object.keys(annotations ?? {}).length,
    descriptor,
  }
}

function annotationsOf(manifest: Uint8Array): Record<string, string> | undefined {
  const parsed = parseJson(manifest, bounds)
  const document = 'fault' in parsed ? undefined : (parsed.value as { readonly annotations?: unknown })
  const annotations = document?.annotations
  if (typeof annotations !== 'object' || annotations === null || Array.isArray(annotations)) return undefined
  const texts = Object.entries(annotations).filter((each): each is [string, string] => typeof each[1] === 'string')
  return Object.fromEntries(texts)
}
