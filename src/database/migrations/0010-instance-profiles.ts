import type { Migration } from './migration.ts'

/** Instance profiles: a name under which a role is given to machines. No role can go while a profile holds it. */
export const instanceProfiles: Migration = ({ integer, text, keyedTable }) => [
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
]
