import type { Generated, Selectable } from 'kysely'

/**
 * The tables, as kysely sees them. The statements that create them are in `migrations/`.
 *
 * Instants are integers, milliseconds since 1970 UTC. Truth values are 0 or 1.
 * Ids are integers that are never given out twice, so that what is created after a delete
 * meets nothing that belonged to its predecessor.
 */
export interface Schema {
  storage: StorageTable
  registry: RegistryTable
  scope: ScopeTable
  access_key: AccessKeyTable
  repository: RepositoryTable
  resource_tag: ResourceTagTable
  blob: BlobTable
  repository_blob: RepositoryBlobTable
  image: ImageTable
  image_blob: ImageBlobTable
  image_child: ImageChildTable
  tag: TagTable
  upload: UploadTable
  upload_tail: UploadTailTable
  job: JobTable
}

/** One row, of the first start. */
export interface StorageTable {
  id: number
  /** The kind of store that holds all bytes which are not in rows. */
  blob_store: 'filesystem' | 's3'
}

/** One registry for every account and region that was ever used. */
export interface RegistryTable {
  id: Generated<number>
  kind: 'private' | 'public'
  account: string
  region: string
  /** How many repositories it had when they were last counted, and the newest id then: ecr/quota-rules.ts. */
  counted_repositories: Generated<number>
  counted_to_id: Generated<number>
}

/** Inside a scope a blob is stored once, whatever repositories hold it: (registry, encryption, key). */
export interface ScopeTable {
  id: Generated<number>
  registry_id: number
  encryption_type: 'AES256' | 'KMS' | 'KMS_DSSE'
  /** ARN of the key; '' for AES256. */
  kms_key: string
}

export interface AccessKeyTable {
  id: string
  account: string
  /** ARN of the principal that the key belongs to. */
  principal: string
  /** The secret, sealed by the master key. */
  sealed_secret: Uint8Array
  status: 'Active' | 'Inactive'
  created_at: number
}

export interface RepositoryTable {
  id: Generated<number>
  registry_id: number
  scope_id: number
  name: string
  created_at: number
  tag_mutability: 'MUTABLE' | 'IMMUTABLE' | 'IMMUTABLE_WITH_EXCLUSION' | 'MUTABLE_WITH_EXCLUSION'
  /** JSON list of wildcard filters; '[]' when there are none. */
  tag_mutability_exclusions: string
  scan_on_push: number
  /** Grows with every change of the repository's policy, in the same transaction. */
  policy_epoch: number
  /** How many images it had when they were last counted, and the newest id then: ecr/quota-rules.ts. */
  counted_images: Generated<number>
  counted_to_id: Generated<number>
}

/** What TagResource attaches to a repository (not an image's tag). */
export interface ResourceTagTable {
  repository_id: number
  key: string
  value: string
}

export interface BlobTable {
  id: Generated<number>
  scope_id: number
  digest: string
  size: number
  /** Where the bytes are: in this row, or in the blob store under `storage_key`. */
  store: 'inline' | 'filesystem' | 's3'
  storage_key: string
  sealing: 'none' | 'frames-1'
  /** Which master key wrapped `wrapped_key`; '' when not sealed. */
  key_id: string
  wrapped_key: Uint8Array
  inline_bytes: Uint8Array | null
  created_at: number
}

/** A repository sees only the blobs that were pushed to it or mounted into it. */
export interface RepositoryBlobTable {
  repository_id: number
  blob_id: number
  /** What the manifests that name it call it; '' until the first does. */
  media_type: string
  /**
   * Since when no image of the repository names it (pushed, mounted, or its last image deleted); null while one does.
   * The collector takes it a day later, so that its work is proportional to the garbage.
   */
  unreferenced_since: number | null
}

export interface ImageTable {
  id: Generated<number>
  repository_id: number
  digest: string
  media_type: string
  /** What DescribeImages calls artifactMediaType: the config's type or the artifactType; '' for lists. */
  artifact_media_type: string
  /** What the referrers list calls artifactType; '' when there is none. */
  artifact_type: string
  /** As DescribeImages counts: config and layers; for a list the largest child. */
  size: number
  subject_digest: string | null
  /** The exact bytes that were pushed. */
  manifest: Uint8Array
  pushed_at: number
  last_pulled_at: number | null
}

export interface ImageBlobTable {
  repository_id: number
  image_id: number
  blob_id: number
}

/** `image_id` is an index (or list) that names `child_id`. */
export interface ImageChildTable {
  image_id: number
  child_id: number
}

export interface TagTable {
  /** Grows, so that an image's tags can be listed in the order they were attached. */
  id: Generated<number>
  repository_id: number
  name: string
  image_id: number
}

export interface UploadTable {
  id: Generated<number>
  uuid: string
  repository_id: number
  /** ARN of the principal that opened it: nobody else may touch it. */
  principal: string
  /** The front door that opened it: an upload belongs to that door. */
  door: 'api' | 'oci'
  /** Acknowledged bytes: full frames in the store and the tail. */
  size: number
  part_count: number
  last_part_size: number
  /** 1 when a part other than the last was smaller than 5 MiB. */
  has_short_part: number
  /** Grows with every change: whoever finds another one than it has read was overtaken, and changes nothing. */
  turn: number
  /** Until when a request may be writing under the storage key, if it says nothing else meanwhile; 0 when none is. */
  held_until: number
  store: 'filesystem' | 's3'
  /** The file's name; reserved with the row, so that a file without a row is never left behind. */
  storage_key: string
  sealing: 'none' | 'frames-1'
  key_id: string
  wrapped_key: Uint8Array
  created_at: number
  touched_at: number
}

/** Acknowledged bytes short of a frame, sealed like a frame. */
export interface UploadTailTable {
  upload_id: number
  sealed_bytes: Uint8Array
}

/** What happens later; written in the transaction that decided it. */
export interface JobTable {
  id: Generated<number>
  kind: string
  /** JSON, of the shape that `kind` names. */
  payload: string
  run_at: number
  attempts: number
  last_error: string
}

export type Row<Table extends keyof Schema> = Selectable<Schema[Table]>
