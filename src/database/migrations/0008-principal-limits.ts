import type { Migration } from './migration.ts'

/** Whose limit an open upload and a session count in. What is open when the tables are upgraded counts in nobody's. */
export const principalLimits: Migration = ({ text }) => [
  `alter table upload add column opened_by ${text} not null default ''`,
  'create index upload_opener on upload (opened_by)',
  `alter table session add column opened_by ${text} not null default ''`,
  'create index session_opener on session (opened_by, expires_at)',
]
