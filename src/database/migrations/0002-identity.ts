import type { Migration } from './migration.ts'

/**
 * Accounts, who is in them, and what they may do. The rules of `0001-first.ts` hold here, too. What belongs wholly to a
 * user, group, role or policy goes with it; that none of it is left is for IAM's operations to demand first.
 */
export const identityTables: Migration = (words) => [
  ...accountsAndPolicies(words),
  ...identities(words),
  ...credentials(words),
  ...policiesOfResources(words),
]

const accountsAndPolicies: Migration = ({ integer, text, keyedTable }) => [
  `create table account (
    id ${text} not null primary key,
    alias ${text} unique,
    auth_epoch ${integer} not null,
    created_at ${integer} not null
  ) ${keyedTable}`,
  'insert into account select account, null, 0, min(created_at) from access_key group by account',

  `create table policy (
    id ${text} not null primary key,
    account ${text} not null references account (id),
    name ${text} not null check (name <> ''),
    folded_name ${text} not null,
    path ${text} not null,
    description ${text} not null,
    default_version ${integer} not null,
    newest_version ${integer} not null,
    created_at ${integer} not null,
    updated_at ${integer} not null,
    unique (account, folded_name)
  ) ${keyedTable}`,

  `create table policy_version (
    policy_id ${text} not null references policy (id) on delete cascade,
    number ${integer} not null,
    created_at ${integer} not null,
    document ${text} not null,
    primary key (policy_id, number)
  ) ${keyedTable}`,

  `create table policy_tag (
    policy_id ${text} not null references policy (id) on delete cascade,
    key ${text} not null,
    folded_key ${text} not null,
    value ${text} not null,
    primary key (policy_id, folded_key)
  ) ${keyedTable}`,
]

const identities: Migration = ({ integer, text, keyedTable }) => [
  `create table identity (
    id ${text} not null primary key,
    account ${text} not null references account (id),
    kind ${text} not null check (kind in ('user', 'group', 'role')),
    name ${text} not null check (name <> ''),
    folded_name ${text} not null,
    path ${text} not null,
    description ${text} not null,
    created_at ${integer} not null,
    boundary_arn ${text},
    boundary_policy_id ${text} references policy (id),
    trust_policy ${text},
    max_session_seconds ${integer},
    service ${text},
    last_used_at ${integer},
    last_used_region ${text},
    unique (account, kind, folded_name),
    check ((kind = 'role') = (trust_policy is not null)),
    check ((kind = 'role') = (max_session_seconds is not null))
  ) ${keyedTable}`,
  'create index identity_boundary on identity (boundary_policy_id, id)',
  'create index identity_boundary_arn on identity (account, boundary_arn, id) where boundary_arn is not null',

  `create table identity_tag (
    identity_id ${text} not null references identity (id) on delete cascade,
    key ${text} not null,
    folded_key ${text} not null,
    value ${text} not null,
    primary key (identity_id, folded_key)
  ) ${keyedTable}`,

  `create table membership (
    user_id ${text} not null references identity (id),
    group_id ${text} not null references identity (id),
    primary key (user_id, group_id)
  ) ${keyedTable}`,
  'create index membership_group on membership (group_id, user_id)',

  `create table attached_policy (
    identity_id ${text} not null references identity (id),
    policy_arn ${text} not null,
    policy_id ${text} references policy (id),
    primary key (identity_id, policy_arn)
  ) ${keyedTable}`,
  'create index attached_policy_policy on attached_policy (policy_id, identity_id)',
  'create index attached_policy_arn on attached_policy (policy_arn, identity_id)',

  `create table inline_policy (
    identity_id ${text} not null references identity (id),
    name ${text} not null,
    document ${text} not null,
    primary key (identity_id, name)
  ) ${keyedTable}`,
]

const credentials: Migration = ({ integer, text, bytes, keyedTable }) => [
  // A key of a user; of the account's root where there is none.
  `alter table access_key add column user_id ${text} references identity (id)`,
  `alter table access_key add column last_used_at ${integer}`,
  `alter table access_key add column last_used_service ${text}`,
  `alter table access_key add column last_used_region ${text}`,
  'drop index access_key_principal',
  'alter table access_key drop column principal',
  'create index access_key_user on access_key (user_id, created_at, id)',
  'create index access_key_account on access_key (account, user_id, created_at, id)',

  // Uploads belong to ids, not to names that another may have later. Until now all were of roots, whose id is the account's.
  "update upload set principal = substr(principal, 14, 12) where principal like 'arn:aws:iam::%:root'",

  `create table session (
    id ${text} not null primary key,
    account ${text} not null references account (id),
    kind ${text} not null check (kind in ('role', 'user', 'federated')),
    identity_id ${text} references identity (id) on delete cascade,
    name ${text} not null,
    policies ${text} not null,
    tags ${text} not null,
    source_identity ${text},
    created_at ${integer} not null,
    expires_at ${integer} not null,
    sealed_secret ${bytes} not null
  ) ${keyedTable}`,
  'create index session_expiry on session (expires_at)',
  'create index session_identity on session (identity_id)',
  'create index session_account on session (account)',
]

const policiesOfResources: Migration = ({ integer, text, keyedTable }) => [
  `alter table registry add column policy_epoch ${integer} not null default 0`,

  `create table registry_policy (
    registry_id ${integer} not null primary key references registry (id),
    principals ${text} not null,
    document ${text} not null
  ) ${keyedTable}`,

  `create table repository_policy (
    repository_id ${integer} not null primary key references repository (id) on delete cascade,
    principals ${text} not null,
    document ${text} not null
  ) ${keyedTable}`,

  `create table account_setting (
    registry_id ${integer} not null references registry (id),
    name ${text} not null,
    value ${text} not null,
    primary key (registry_id, name)
  ) ${keyedTable}`,
]
