import type { Migration } from './migration.ts'

/**
 * The tables of `schema.ts`. Three rules hold throughout:
 *
 * - Every reference is a foreign key, and a row that is referred to can't be deleted. Two kinds of row belong wholly
 *   to another and go with it: an upload's tail and a repository's resource tags.
 * - Every foreign key begins an index, so that a delete never reads a whole table to see whether it may.
 * - Large bytes are the last column: SQLite reads a row from its beginning.
 */
export const firstTables: Migration = (words) => [
  ...registries(words),
  ...repositories(words),
  ...layers(words),
  ...images(words),
  ...uploadsAndJobs(words),
]

const registries: Migration = ({ id, integer, text, bytes, table, keyedTable }) => [
  `create table storage (
    id ${integer} not null primary key check (id = 1),
    blob_store ${text} not null check (blob_store in ('filesystem', 's3'))
  ) ${table}`,

  `create table registry (
    id ${id},
    kind ${text} not null check (kind in ('private', 'public')),
    account ${text} not null,
    region ${text} not null,
    counted_repositories ${integer} not null default 0,
    counted_to_id ${integer} not null default 0,
    unique (kind, account, region)
  ) ${table}`,

  `create table scope (
    id ${id},
    registry_id ${integer} not null references registry (id),
    encryption_type ${text} not null check (encryption_type in ('AES256', 'KMS', 'KMS_DSSE')),
    kms_key ${text} not null,
    unique (registry_id, encryption_type, kms_key)
  ) ${table}`,

  `create table access_key (
    id ${text} not null primary key,
    account ${text} not null,
    principal ${text} not null,
    sealed_secret ${bytes} not null,
    status ${text} not null check (status in ('Active', 'Inactive')),
    created_at ${integer} not null
  ) ${keyedTable}`,
  'create index access_key_principal on access_key (principal, created_at, id)',
]

const repositories: Migration = ({ id, integer, text, table, keyedTable }) => [
  `create table repository (
    id ${id},
    registry_id ${integer} not null references registry (id),
    scope_id ${integer} not null references scope (id),
    name ${text} not null check (name <> ''),
    created_at ${integer} not null,
    tag_mutability ${text} not null check (tag_mutability in
      ('MUTABLE', 'IMMUTABLE', 'IMMUTABLE_WITH_EXCLUSION', 'MUTABLE_WITH_EXCLUSION')),
    tag_mutability_exclusions ${text} not null,
    scan_on_push ${integer} not null check (scan_on_push in (0, 1)),
    policy_epoch ${integer} not null,
    counted_images ${integer} not null default 0,
    counted_to_id ${integer} not null default 0,
    unique (registry_id, name)
  ) ${table}`,
  'create index repository_scope on repository (scope_id)',

  `create table resource_tag (
    repository_id ${integer} not null references repository (id) on delete cascade,
    key ${text} not null,
    value ${text} not null,
    primary key (repository_id, key)
  ) ${keyedTable}`,
]

const layers: Migration = ({ id, integer, text, bytes, table, keyedTable }) => [
  `create table blob (
    id ${id},
    scope_id ${integer} not null references scope (id),
    digest ${text} not null,
    size ${integer} not null check (size >= 0),
    store ${text} not null check (store in ('inline', 'filesystem', 's3')),
    storage_key ${text} not null unique,
    sealing ${text} not null check (sealing in ('none', 'frames-1')),
    key_id ${text} not null,
    wrapped_key ${bytes} not null,
    created_at ${integer} not null,
    inline_bytes ${bytes},
    unique (scope_id, digest),
    check ((store = 'inline') = (inline_bytes is not null)),
    check ((sealing = 'none') = (key_id = ''))
  ) ${table}`,

  `create table repository_blob (
    repository_id ${integer} not null references repository (id),
    blob_id ${integer} not null references blob (id),
    media_type ${text} not null,
    unreferenced_since ${integer},
    primary key (repository_id, blob_id)
  ) ${keyedTable}`,
  'create index repository_blob_blob on repository_blob (blob_id, repository_id)',
  `create index repository_blob_unreferenced on repository_blob (unreferenced_since)
    where unreferenced_since is not null`,
]

const images: Migration = ({ id, integer, text, bytes, table, keyedTable }) => [
  `create table image (
    id ${id},
    repository_id ${integer} not null references repository (id),
    digest ${text} not null,
    media_type ${text} not null,
    artifact_media_type ${text} not null,
    artifact_type ${text} not null,
    size ${integer} not null check (size >= 0),
    subject_digest ${text},
    pushed_at ${integer} not null,
    last_pulled_at ${integer},
    manifest ${bytes} not null,
    unique (repository_id, digest)
  ) ${table}`,
  'create index image_order on image (repository_id, id)',
  'create index image_subject on image (repository_id, subject_digest, id) where subject_digest is not null',

  `create table image_blob (
    repository_id ${integer} not null,
    image_id ${integer} not null references image (id),
    blob_id ${integer} not null,
    primary key (image_id, blob_id),
    foreign key (repository_id, blob_id) references repository_blob (repository_id, blob_id)
  ) ${keyedTable}`,
  'create index image_blob_blob on image_blob (repository_id, blob_id)',

  `create table image_child (
    image_id ${integer} not null references image (id),
    child_id ${integer} not null references image (id),
    primary key (image_id, child_id)
  ) ${keyedTable}`,
  'create index image_child_child on image_child (child_id)',

  `create table tag (
    id ${id},
    repository_id ${integer} not null references repository (id),
    name ${text} not null check (name <> ''),
    image_id ${integer} not null references image (id),
    unique (repository_id, name)
  ) ${table}`,
  'create index tag_image on tag (image_id, id)',
]

const uploadsAndJobs: Migration = ({ id, integer, text, bytes, table }) => [
  `create table upload (
    id ${id},
    uuid ${text} not null unique,
    repository_id ${integer} not null references repository (id),
    principal ${text} not null,
    door ${text} not null check (door in ('api', 'oci')),
    size ${integer} not null check (size >= 0),
    part_count ${integer} not null,
    last_part_size ${integer} not null,
    has_short_part ${integer} not null check (has_short_part in (0, 1)),
    turn ${integer} not null,
    held_until ${integer} not null,
    store ${text} not null check (store in ('filesystem', 's3')),
    storage_key ${text} not null unique,
    sealing ${text} not null check (sealing in ('none', 'frames-1')),
    key_id ${text} not null,
    wrapped_key ${bytes} not null,
    created_at ${integer} not null,
    touched_at ${integer} not null,
    check ((sealing = 'none') = (key_id = ''))
  ) ${table}`,
  'create index upload_touched on upload (touched_at)',
  'create index upload_repository on upload (repository_id)',

  `create table upload_tail (
    upload_id ${integer} not null primary key references upload (id) on delete cascade,
    sealed_bytes ${bytes} not null
  ) ${table}`,

  `create table job (
    id ${id},
    kind ${text} not null,
    payload ${text} not null,
    run_at ${integer} not null,
    attempts ${integer} not null check (attempts >= 0),
    last_error ${text} not null
  ) ${table}`,
  'create index job_due on job (run_at, id)',
]
