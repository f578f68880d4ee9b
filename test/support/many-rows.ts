const count = 100_000
const repositories = 1_000

/**
 * Statements, for both databases, that fill the tables as a large registry would: 100,000 images, half of them in one
 * repository, with a tag, two layers and now and then a subject or a child each.
 */
export function fillTables(noBytes: string): readonly string[] {
  const numbers = (to: number): string =>
    `with recursive n (i) as (select 1 union all select i + 1 from n where i < ${to})`
  const repositoryOf = `case when i % 2 = 0 then 1 else i % ${repositories} + 1 end`
  return [
    `insert into storage (id, blob_store) values (1, 'filesystem')`,
    `${numbers(100)} insert into registry (id, kind, account, region) select i, 'private', 'account-' || i, 'us-east-1' from n`,
    `${numbers(100)} insert into scope (id, registry_id, encryption_type, kms_key) select i, i, 'AES256', '' from n`,
    `${numbers(10_000)} insert into access_key (id, account, principal, sealed_secret, status, created_at)
      select 'key-' || i, 'account', 'principal-' || i, ${noBytes}, 'Active', i from n`,
    `${numbers(repositories)} insert into repository
        (id, registry_id, scope_id, name, created_at, tag_mutability, tag_mutability_exclusions, scan_on_push, policy_epoch)
      select i, 1, 1, 'app-' || i, i, 'MUTABLE', '[]', 0, 0 from n`,
    `${numbers(10 * repositories)} insert into resource_tag (repository_id, key, value)
      select i % ${repositories} + 1, 'key-' || i, 'value' from n`,
    `${numbers(count)} insert into blob
        (id, scope_id, digest, size, store, storage_key, sealing, key_id, wrapped_key, created_at, inline_bytes)
      select i, 1, 'digest-' || i, i, 'filesystem', 'storage-' || i, 'none', '', ${noBytes}, i, null from n`,
    `${numbers(count)} insert into repository_blob (repository_id, blob_id, media_type, unreferenced_since)
      select ${repositoryOf}, i, '', case when i % 100 = 1 then i end from n`,
    `${numbers(count)} insert into image
        (id, repository_id, digest, media_type, artifact_media_type, artifact_type, size, subject_digest, pushed_at,
         last_pulled_at, manifest)
      select i, ${repositoryOf}, 'digest-' || i, '', '', '', i, case when i % 10 = 0 then 'digest-' || (i / 100) end, i,
        null, ${noBytes} from n`,
    `${numbers(count)} insert into image_blob (repository_id, image_id, blob_id) select ${repositoryOf}, i, i from n`,
    `${numbers(count / 10)} insert into image_child (image_id, child_id) select i, i + 1 from n`,
    `${numbers(count)} insert into tag (id, repository_id, name, image_id) select i, ${repositoryOf}, 'tag-' || i, i from n`,
    `${numbers(10_000)} insert into upload
        (id, uuid, repository_id, principal, door, size, part_count, last_part_size, has_short_part, turn, held_until, store, storage_key,
         sealing, key_id, wrapped_key, created_at, touched_at)
      select i, 'uuid-' || i, i % ${repositories} + 1, '', 'oci', 0, 0, 0, 0, 0, 0, 'filesystem', 'storage-' || i, 'none', '',
        ${noBytes}, i, i from n`,
    `${numbers(10_000)} insert into upload_tail (upload_id, sealed_bytes) select i, ${noBytes} from n`,
    `${numbers(10_000)} insert into job (id, kind, payload, run_at, attempts, last_error)
      select i, 'kind', '{}', i, 0, '' from n`,
  ]
}
