/** Images with a subject in tables of version 4, and the rows that the upgrade makes of them, for both databases. */

interface OldReferrer {
  readonly id: number
  readonly artifactType: string
  readonly manifest: string
  /** As they are derived. */
  readonly annotations?: Readonly<Record<string, string>>
}

const digestOf = (id: number): string => `sha256:${String(id).padStart(64, '0')}`
const subject = digestOf(0)
const mediaType = 'application/vnd.oci.image.manifest.v1+json'
const longType = 'x'.repeat(300)

const referrers: readonly OldReferrer[] = [
  {
    id: 2,
    artifactType: 'application/x.bill',
    manifest: '{"annotations":{"by":"me","n":1,"odd":"\\u0000\\ud800é"}}',
    annotations: { by: 'me', odd: '\0\ud800é' },
  },
  { id: 3, artifactType: '', manifest: '{"annotations":[]}' },
  // More values than are looked at, and a type that no index holds.
  { id: 4, artifactType: longType, manifest: `{"x":[${'{},'.repeat(60_000)}{}],"annotations":{"a":"b"}}` },
  ...Array.from({ length: 30 }, (_, index): OldReferrer => {
    const annotations = { number: String(index) }
    return { id: 10 + index, artifactType: 'a/b', manifest: JSON.stringify({ annotations }), annotations }
  }),
]

const sqlText = (text: string): string => `'${text}'`

/** `bytes`: how the database writes them, in hexadecimal. */
export function insertOldReferrers(bytes: (hex: string) => string): readonly string[] {
  const image = (id: number, artifactType: string, subjectDigest: string, manifest: string): string =>
    `insert into image (id, repository_id, digest, media_type, artifact_media_type, artifact_type, size, subject_digest,
        pushed_at, last_pulled_at, manifest)
      values (${id}, 1, ${sqlText(digestOf(id))}, ${sqlText(mediaType)}, '', ${sqlText(artifactType)}, 0, ${subjectDigest},
        1, null, ${bytes(Buffer.from(manifest).toString('hex'))})`
  return [
    "insert into registry (id, kind, account, region) values (1, 'private', '123456789012', 'us-east-1')",
    "insert into scope (id, registry_id, encryption_type, kms_key) values (1, 1, 'AES256', '')",
    `insert into repository (id, registry_id, scope_id, name, created_at, tag_mutability, tag_mutability_exclusions,
        scan_on_push, policy_epoch)
      values (1, 1, 1, 'team/app', 1, 'MUTABLE', '[]', 0, 0)`,
    image(1, '', 'null', '{"annotations":{"of":"an image that refers to nothing"}}'),
    ...referrers.map(({ id, artifactType, manifest }) => image(id, artifactType, sqlText(subject), manifest)),
  ]
}

export const derivedReferrers = referrers.map(({ id, artifactType, manifest, annotations }) => {
  const descriptor = JSON.stringify({
    digest: digestOf(id),
    mediaType,
    artifactType: artifactType === '' ? undefined : artifactType,
    size: Buffer.byteLength(manifest),
    annotations,
  })
  return {
    image_id: id,
    repository_id: 1,
    subject_digest: subject,
    artifact_type: artifactType.slice(0, 255),
    weight: Buffer.byteLength(descriptor) + 256 * Object.keys(annotations ?? {}).length,
    descriptor,
  }
})
