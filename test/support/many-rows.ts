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
    `${numbers(100)} insert into blob_namespace (id, registry_id, encryption_type, kms_key) select i, i, 'AES256', '' from n`,
    `${numbers(100)} insert into account (id, alias, auth_epoch, created_at) select 'account-' || i, null, i, i from n`,
    `${numbers(10_000)} insert into policy
        (id, account, name, folded_name, path, description, default_version, newest_version, created_at, updated_at)
      select 'policy-' || i, 'account-' || (i % 100 + 1), 'Policy-' || i, 'policy-' || i, '/', '', 1, 1, i, i from n`,
    `${numbers(10_000)} insert into policy_version (policy_id, number, created_at, document)
      select 'policy-' || i, 1, i, '{}' from n`,
    `${numbers(10_000)} insert into policy_tag (policy_id, key, folded_key, value)
      select 'policy-' || i, 'Key', 'key', '' from n`,
    `${numbers(10_000)} insert into identity (id, account, kind, name, folded_name, path, description, created_at,
        boundary_arn, boundary_policy_id, trust_policy, max_session_seconds)
      select 'identity-' || i, 'account-' || (i % 100 + 1), case i % 3 when 0 then 'user' when 1 then 'group' else 'role' end,
        'Name-' || i, 'name-' || i, '/', '', i, case when i % 10 = 0 then 'arn-' || i end,
        case when i % 10 = 0 then 'policy-' || i end, case when i % 3 = 2 then '{}' end,
        case when i % 3 = 2 then 3600 end from n`,
    `${numbers(10_000)} insert into identity_tag (identity_id, key, folded_key, value)
      select 'identity-' || i, 'Key', 'key', '' from n`,
    `${numbers(9_000)} insert into membership (user_id, group_id)
      select 'identity-' || (i - i % 3 + 3), 'identity-' || (i - i % 3 + 1 + i % 3 * 3) from n`,
    `${numbers(10_000)} insert into attached_policy (identity_id, policy_arn, policy_id)
      select 'identity-' || i, 'arn-' || i, 'policy-' || i from n`,
    `${numbers(10_000)} insert into inline_policy (identity_id, name, document) select 'identity-' || i, 'name', '{}' from n`,
    `${numbers(10_000)} insert into instance_profile (id, account, name, folded_name, path, created_at, role_id)
      select 'profile-' || i, 'account-' || (i % 100 + 1), 'Name-' || i, 'name-' || i, '/', i,
        case when i % 3 = 2 then 'identity-' || i end from n`,
    `${numbers(10_000)} insert into instance_profile_tag (profile_id, key, folded_key, value)
      select 'profile-' || i, 'Key', 'key', '' from n`,
    `${numbers(10_000)} insert into access_key (id, account, user_id, sealed_secret, status, created_at)
      select 'key-' || i, 'account-' || (i % 100 + 1), case when i > 100 then 'identity-' || i end, ${noBytes}, 'Active', i
      from n`,
    `${numbers(10_000)} insert into session
        (id, account, kind, identity_id, name, policies, tags, source_identity, created_at, expires_at, sealed_secret)
      select 'session-' || i, 'account-' || (i % 100 + 1), 'user', 'identity-' || i, '', '[]', '{}', null, i, i, ${noBytes}
      from n`,
    `${numbers(100)} insert into registry_policy (registry_id, principals, document) select i, '{}', '{}' from n`,
    `${numbers(100)} insert into account_setting (registry_id, name, value) select i, 'BLOB_MOUNTING', 'ENABLED' from n`,
    `${numbers(10_000)} insert into creation_template
        (registry_id, namespace, prefix, applied_for, resource_tags, tag_mutability, tag_mutability_exclusions,
         policy_principals, created_at, updated_at)
      select i % 100 + 1, 'team-' || i, 'team-' || i, '["CREATE_ON_PUSH"]', '[]', 'MUTABLE', '[]', '{}', i, i from n`,
    `${numbers(10_000)} insert into pull_time_exclusion (registry_id, principal_arn, created_at)
      select i % 100 + 1, 'arn-' || i, i from n`,
    `${numbers(repositories)} insert into repository
        (id, registry_id, namespace_id, name, created_at, tag_mutability, tag_mutability_exclusions, scan_on_push, policy_epoch)
      select i, 1, 1, 'app-' || i, i, 'MUTABLE', '[]', 0, 0 from n`,
    `${numbers(repositories)} insert into repository_policy (repository_id, principals, document) select i, '{}', '{}' from n`,
    `${numbers(10 * repositories)} insert into resource_tag (registry_id, repository_id, key, value)
      select 1, i % ${repositories} + 1, 'key-' || i, 'value' from n`,
    `${numbers(count)} insert into blob
        (id, namespace_id, digest, size, store, storage_key, sealing, key_id, wrapped_key, created_at, inline_bytes)
      select i, 1, 'digest-' || i, i, 'filesystem', 'storage-' || i, 'none', '', ${noBytes}, i, null from n`,
    `${numbers(count)} insert into repository_blob (repository_id, blob_id, media_type, unreferenced_since)
      select ${repositoryOf}, i, '', case when i % 100 = 1 then i end from n`,
    `${numbers(count)} insert into image
        (id, repository_id, digest, media_type, artifact_media_type, artifact_type, size, subject_digest, pushed_at,
         last_pulled_at, storage_class, activated_at)
      select i, ${repositoryOf}, 'digest-' || i, '', '', '', i, case when i % 10 = 0 then 'digest-' || (i / 100) end, i,
        null, case when i % 3 = 0 then 'STANDARD' else 'ARCHIVE' end, case when i % 9 = 0 then i else 0 end from n`,
    `insert into manifest (image_id, bytes) select id, ${noBytes} from image`,
    `${numbers(count)} insert into image_blob (repository_id, image_id, blob_id) select ${repositoryOf}, i, i from n`,
    `${numbers(count / 10)} insert into image_child (image_id, child_id) select i, i + 1 from n`,
    `insert into referrer (image_id, repository_id, subject_digest, artifact_type, weight, descriptor)
      select id, repository_id, subject_digest, 'type-' || (id % 3), 100, '{}' from image where subject_digest is not null`,
    `${numbers(count)} insert into tag (id, repository_id, name, image_id) select i, ${repositoryOf}, 'tag-' || i, i from n`,
    `${numbers(10_000)} insert into upload
        (id, uuid, repository_id, principal, door, size, part_count, last_part_size, has_short_part, revision, lease_expires_at, store, storage_key,
         sealing, key_id, wrapped_key, created_at, touched_at)
      select i, 'uuid-' || i, i % ${repositories} + 1, '', 'oci', 0, 0, 0, 0, 0, 0, 'filesystem', 'storage-' || i, 'none', '',
        ${noBytes}, i, i from n`,
    `${numbers(10_000)} insert into upload_partial_frame (upload_id, sealed_bytes) select i, ${noBytes} from n`,
    `${numbers(10_000)} insert into job (id, kind, payload, run_at, attempts, last_error)
      select i, 'kind-' || (i % 10), '{}', i, 0, '' from n`,
    `update job set dedupe_key = 'key-' || id, lease = case when id % 7 = 0 then 'lease' end,
      failed_at = case when id % 10 = 0 then id end, died_at = case when id % 100 = 0 then id end`,
    `${numbers(repositories)} insert into lifecycle_policy
        (repository_id, policy_id, version, document, last_evaluated_at, next_evaluation_at)
      select i, 'policy-' || i, 1, '{}', i, i from n`,
    `${numbers(10_000)} insert into lifecycle_run
        (id, uuid, repository_id, repository_name, purpose, state, revision, policy_id, policy_version, document, evaluated_at,
         created_at, ended_at, image_count, action_count, done_count, expired_count, transitioned_count, failed_count)
      select i, 'uuid-' || i, i % ${repositories} + 1, '', case when i % 10 = 0 then 'preview' else 'run' end, 'complete', 1, '', 1,
        '{}', i, i, i, 0, 0, 0, 0, 0, 0 from n`,
    `${numbers(count)} insert into lifecycle_action
        (run_id, position, digest, tags, is_tagged, pushed_at, storage_class, type, rule_priority, reason)
      select i % 1000 + 1, i, 'digest-' || i, '[]', i % 2, i, 'STANDARD', 'expire', 1, '' from n`,
    `${numbers(1_000)} insert into schedule (kind, next_at) select 'kind-' || i, i from n`,
  ]
}
