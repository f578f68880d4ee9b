import type { Generated, Selectable } from 'kysely'
import type {
  AccountTable,
  AttachedPolicyTable,
  IdentityTable,
  IdentityTagTable,
  InlinePolicyTable,
  InstanceProfileTable,
  InstanceProfileTagTable,
  MembershipTable,
  PolicyTable,
  PolicyTagTable,
  PolicyVersionTable,
  SessionTable,
} from './iam-schema.ts'
import type { LifecycleActionTable, LifecyclePolicyTable, LifecycleRunTable } from './lifecycle-schema.ts'
import type { RegistryKind } from '../standards/arn/registry-key.ts'

/**
 * The tables, as kysely sees them. The statements that create them are in `migrations/`.
 *
 * Instants are integers, milliseconds since 1970 UTC. Truth values are 0 or 1.
 * Ids are integers that are never given out twice, so that what is created after a delete
 * meets nothing that belonged to its predecessor.
 */
export interface Schema {
  storage: StorageTable
  account: AccountTable
  identity: IdentityTable
  identity_tag: IdentityTagTable
  membership: MembershipTable
  policy: PolicyTable
  policy_version: PolicyVersionTable
  policy_tag: PolicyTagTable
  attached_policy: AttachedPolicyTable
  inline_policy: InlinePolicyTable
  instance_profile: InstanceProfileTable
  instance_profile_tag: InstanceProfileTagTable
  session: SessionTable
  registry: RegistryTable
  registry_policy: RegistryPolicyTable
  account_setting: AccountSettingTable
  creation_template: CreationTemplateTable
  pull_time_exclusion: PullTimeExclusionTable
  blob_namespace: BlobNamespaceTable
  access_key: AccessKeyTable
  repository: RepositoryTable
  repository_policy: RepositoryPolicyTable
  resource_tag: ResourceTagTable
  blob: BlobTable
  repository_blob: RepositoryBlobTable
  image: ImageTable
  manifest: ManifestTable
  image_blob: ImageBlobTable
  image_child: ImageChildTable
  referrer: ReferrerTable
  tag: TagTable
  upload: UploadTable
  upload_partial_frame: UploadPartialFrameTable
  job: JobTable
  schedule: ScheduleTable
  lifecycle_policy: LifecyclePolicyTable
  lifecycle_run: LifecycleRunTable
  lifecycle_action: LifecycleActionTable
}

/** One row, of the first start. */
export interface StorageTable {
  id: number
  /** The kind of store that holds all bytes which are not in rows. */
  blob_store: 'filesystem' | 's3'
  /** 1 when it was made for development: anybody may be root in it. */
  is_dev: number
  /** How far the registry's clock was moved ahead of the system's: dev/dev-clock.ts. */
  clock_offset_ms: Generated<number>
}

/** One registry for every account and region that was ever used. */
export interface RegistryTable {
  id: Generated<number>
  kind: RegistryKind
  account: string
  region: string
  /** How many repositories it had when they were last counted, and the newest id then: ecr/quota-rules.ts. */
  counted_repositories: Generated<number>
  counted_to_id: Generated<number>
  /** Grows with every change of the registry's policy or settings, in the same transaction. */
  policy_epoch: Generated<number>
}

/** A document and the ids of those whom it names. */
export interface RegistryPolicyTable {
  registry_id: number
  /** JSON object: the id of each principal's ARN when the document was stored. One that came later is another. */
  principals: string
  document: string
}

/** PutAccountSetting: settings that are not here have their default. */
export interface AccountSettingTable {
  registry_id: number
  name: string
  value: string
}

/** Inside a scope a blob is stored once, whatever repositories hold it: (registry, encryption, key). */
export interface BlobNamespaceTable {
  id: Generated<number>
  registry_id: number
  encryption_type: 'AES256' | 'KMS' | 'KMS_DSSE'
  /** ARN of the key; '' for AES256. */
  kms_key: string
}

export interface AccessKeyTable {
  id: string
  account: string
  /** Whose it is; null for the account's root. */
  user_id: string | null
  last_used_at: number | null
  last_used_service: string | null
  last_used_region: string | null
  /** The secret, sealed by the master key. */
  sealed_secret: Uint8Array
  status: 'Active' | 'Inactive'
  created_at: number
}

export interface RepositoryTable {
  id: Generated<number>
  registry_id: number
  namespace_id: number
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

export interface RepositoryPolicyTable {
  repository_id: number
  principals: string
  document: string
}

/** What repositories look like that appear by themselves. */
export interface CreationTemplateTable {
  registry_id: number
  /** The prefix without a slash at its end: `prod` and `prod/` are about the same repositories. */
  namespace: string
  /** As the request wrote it. */
  prefix: string
  description: string | null
  /** JSON list. */
  applied_for: string
  custom_role_arn: string | null
  /** JSON list of pairs of key and value. */
  resource_tags: string
  tag_mutability: RepositoryTable['tag_mutability']
  tag_mutability_exclusions: string
  /** As those of `repository_policy`; null and '{}' where repositories get no policy. */
  policy_document: string | null
  policy_principals: string
  lifecycle_policy: string | null
  created_at: number
  updated_at: number
}

/** Users and roles whose pulls leave `last_pulled_at` of images as it is. */
export interface PullTimeExclusionTable {
  registry_id: number
  principal_arn: string
  created_at: number
}

/** What TagResource attaches to a repository (not an image's tag). */
export interface ResourceTagTable {
  registry_id: number
  repository_id: number
  key: string
  value: string
}

export interface BlobTable {
  id: Generated<number>
  namespace_id: number
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
  /** From when on an image that names it is active: 0 as a rule; null while all of them are archived. */
  available_at: Generated<number | null>
}

export interface ImageTable {
  id: Generated<number>
  repository_id: number
  digest: string
  /** The sha256 of what `digest` is taken of; null where that is it. */
  sha256_digest: string | null
  media_type: string
  /** What DescribeImages calls artifactMediaType: the config's type or the artifactType; '' for lists. */
  artifact_media_type: string
  /** What the referrers list calls artifactType; '' when there is none. */
  artifact_type: string
  /** As DescribeImages counts: config and layers; for a list the largest child. */
  size: number
  subject_digest: string | null
  pushed_at: number
  last_pulled_at: number | null
  storage_class: Generated<'STANDARD' | 'ARCHIVE'>
  /** When it was archived last. */
  archived_at: number | null
  /** From when on it is active, if it was restored; else 0. In ARCHIVE it says when the image was active last. */
  activated_at: Generated<number>
}

/** A row of its own, so that changes of an image, and lists, don't touch the bytes; it goes with its image. */
export interface ManifestTable {
  image_id: number
  /** Exactly those that were pushed. */
  bytes: Uint8Array
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

/** What the list of an image's referrers shows of one of them; it goes with its image. */
export interface ReferrerTable {
  image_id: number
  repository_id: number
  subject_digest: string
  /** The image's, for the filter of the list. */
  artifact_type: string
  /** What it costs a page to hold the descriptor: ecr/images/referrer-rules.ts. */
  weight: number
  /** JSON: digest, type, size and annotations. */
  descriptor: string
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
  /** The unique id of the principal that opened it, as GetCallerIdentity gives it: nobody else may touch it. */
  principal: string
  /** Whose limit it counts in: request/operation.ts, `limitedId`. */
  opened_by: Generated<string>
  /** The front door that opened it: an upload belongs to that door. */
  door: 'api' | 'oci'
  /** Acknowledged bytes: full frames in the store and the partial frame. */
  size: number
  part_count: number
  last_part_size: number
  /** 1 when a part other than the last was smaller than 5 MiB. */
  has_short_part: number
  /** Grows with every change: whoever finds another one than it has read was overtaken, and changes nothing. */
  revision: number
  /** Until when a request may be writing under the storage key, if it says nothing else meanwhile; 0 when none is. */
  lease_expires_at: number
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
export interface UploadPartialFrameTable {
  upload_id: number
  sealed_bytes: Uint8Array
}

/** Later work. Its states are drawn in jobs/README.md. */
export interface JobTable {
  id: Generated<number>
  kind: string
  /** JSON, of the shape that `kind` names. */
  payload: string
  /** By the clock that `--dev` can move, as the other instants of tables. */
  run_at: number
  /** Of those that wait, one has a kind and key. */
  dedupe_key: string | null
  /** Names the run of the server that has it; null when none has. */
  lease: string | null
  /** By the system's clock: when its lease expires, or the pause after a failure ends. */
  available_at: Generated<number>
  /** Those that began. */
  attempts: number
  /** '' when none failed. */
  last_error: string
  /** By the system's clock, as the next. */
  failed_at: number | null
  /** Since then it is kept and not tried. */
  died_at: number | null
}

/** When a scheduled job is enqueued next. */
export interface ScheduleTable {
  kind: string
  next_at: number
}

export type Row<Table extends keyof Schema> = Selectable<Schema[Table]>
