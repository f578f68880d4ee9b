import type { Migration } from './migration.ts'

/** A trust policy keeps the ids of those whom it named when it was stored, as the policies of repositories do. */
export const trustPrincipals: Migration = ({ text }) => [
  `alter table identity add column trust_principals ${text} not null default '{}'`,
]
