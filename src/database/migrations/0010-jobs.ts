import type { Migration } from './migration.ts'

/** Jobs are taken by any server, under a lease, and each kind for itself; schedules are rows. */
export const jobs: Migration = ({ text, integer, keyedTable }) => [
  `alter table job add column dedupe_key ${text}`,
  `alter table job add column lease ${text}`,
  `alter table job add column available_at ${integer} not null default 0`,
  `alter table job add column failed_at ${integer}`,
  `alter table job add column died_at ${integer}`,
  'drop index job_due',
  'create index job_due on job (kind, run_at, id, available_at) where died_at is null',
  'create unique index job_waiting on job (kind, dedupe_key) where lease is null and died_at is null',
  'create index job_failed on job (id) where failed_at is not null',
  `create table schedule (
    kind ${text} not null primary key,
    next_at ${integer} not null
  ) ${keyedTable}`,
]
