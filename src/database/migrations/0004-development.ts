import type { Migration } from './migration.ts'

/** Whether the first start was one with `--dev`: what came before it knew no such thing. */
export const developmentMark: Migration = ({ integer }) => [
  `alter table storage add column is_dev ${integer} not null default 0 check (is_dev in (0, 1))`,
]
