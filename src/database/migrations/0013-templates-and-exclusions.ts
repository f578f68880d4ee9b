import type { Migration } from './migration.ts'

/** What repositories look like that appear by themselves, and whose pulls leave no trace. */
export const templatesAndExclusions: Migration = ({ text, integer, keyedTable }) => [
  `create table creation_template (
    registry_id ${integer} not null references registry (id),
    namespace ${text} not null,
    prefix ${text} not null,
    description ${text},
    applied_for ${text} not null,
    custom_role_arn ${text},
    resource_tags ${text} not null,
    tag_mutability ${text} not null,
    tag_mutability_exclusions ${text} not null,
    policy_document ${text},
    policy_principals ${text} not null,
    lifecycle_policy ${text},
    created_at ${integer} not null,
    updated_at ${integer} not null,
    primary key (registry_id, namespace)
  ) ${keyedTable}`,

  `create table pull_time_exclusion (
    registry_id ${integer} not null references registry (id),
    principal_arn ${text} not null,
    created_at ${integer} not null,
    primary key (registry_id, principal_arn)
  ) ${keyedTable}`,
]
