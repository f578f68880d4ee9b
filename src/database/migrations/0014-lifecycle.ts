import type { Migration } from './migration.ts'

/**
 * Lifecycle policies, and their runs. A run outlives its repository, whose id nothing else ever gets: what was deleted by a rule is
 * still told of then.
 */
export const lifecycle: Migration = ({ id, text, integer, table, keyedTable }) => [
  `create table lifecycle_policy (
    repository_id ${integer} not null primary key references repository (id),
    policy_id ${text} not null,
    version ${integer} not null,
    document ${text} not null,
    last_evaluated_at ${integer},
    next_evaluation_at ${integer} not null
  ) ${keyedTable}`,
  'create index lifecycle_policy_due on lifecycle_policy (next_evaluation_at, repository_id)',
  `create table lifecycle_run (
    id ${id},
    uuid ${text} not null unique,
    repository_id ${integer} not null,
    repository_name ${text} not null,
    purpose ${text} not null,
    state ${text} not null,
    revision ${integer} not null,
    policy_id ${text} not null,
    policy_version ${integer} not null,
    document ${text} not null,
    evaluated_at ${integer} not null,
    created_at ${integer} not null,
    ended_at ${integer},
    image_count ${integer} not null,
    action_count ${integer} not null,
    done_count ${integer} not null,
    expired_count ${integer} not null,
    transitioned_count ${integer} not null,
    failed_count ${integer} not null
  ) ${table}`,
  'create index lifecycle_run_of_repository on lifecycle_run (repository_id, purpose, id)',
  'create index lifecycle_run_age on lifecycle_run (created_at, id)',
  // Most evaluations find nothing to do.
  'create index lifecycle_run_idle on lifecycle_run (created_at, id) where done_count = 0',
  `create table lifecycle_action (
    run_id ${integer} not null references lifecycle_run (id) on delete cascade,
    position ${integer} not null,
    digest ${text} not null,
    tags ${text} not null,
    is_tagged ${integer} not null,
    pushed_at ${integer} not null,
    storage_class ${text} not null,
    type ${text} not null,
    rule_priority ${integer} not null,
    reason ${text} not null,
    failure_code ${text},
    failure_reason ${text},
    primary key (run_id, position)
  ) ${keyedTable}`,
  'create index lifecycle_action_tagged on lifecycle_action (run_id, is_tagged, position)',
  'create index lifecycle_action_digest on lifecycle_action (run_id, digest)',
]
