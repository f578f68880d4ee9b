import type { Migration } from './migration.ts'

/**
 * Instance profiles: a name under which a role is given to machines. No role can go while a profile holds it.
 *
 * Tags of repositories know their registry, so that what is tagged in it, and with what, is read from an index. A column that
 * may not be null can't be added on SQLite: the table is made anew.
 */
export const profilesAndTags: Migration = ({ integer, text, keyedTable }) => [
  `create table instance_profile (
    id ${text} not null primary key,
    account ${text} not null references account (id),
    name ${text} not null check (name <> ''),
    folded_name ${text} not null,
    path ${text} not null,
    created_at ${integer} not null,
    role_id ${text} references identity (id),
    unique (account, folded_name)
  ) ${keyedTable}`,
  'create index instance_profile_role on instance_profile (role_id, folded_name)',

  `create table instance_profile_tag (
    profile_id ${text} not null references instance_profile (id) on delete cascade,
    key ${text} not null,
    folded_key ${text} not null,
    value ${text} not null,
    primary key (profile_id, folded_key)
  ) ${keyedTable}`,

  `create table resource_tag_of_registry (
    registry_id ${integer} not null references registry (id),
    repository_id ${integer} not null references repository (id) on delete cascade,
    key ${text} not null,
    value ${text} not null,
    primary key (repository_id, key)
  ) ${keyedTable}`,
  `insert into resource_tag_of_registry (registry_id, repository_id, key, value)
    select repository.registry_id, repository.id, resource_tag.key, resource_tag.value
      from resource_tag join repository on repository.id = resource_tag.repository_id`,
  'drop table resource_tag',
  'alter table resource_tag_of_registry rename to resource_tag',
  'create index resource_tag_repository on resource_tag (registry_id, repository_id, key)',
  'create index resource_tag_value on resource_tag (registry_id, key, value)',
]
