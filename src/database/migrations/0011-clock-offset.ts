import type { Migration } from './migration.ts'

/** How far the registry's clock is ahead of the system's, where the first start was one with `--dev`. */
export const clockOffset: Migration = ({ integer }) => [
  `alter table storage add column clock_offset_ms ${integer} not null default 0 check (clock_offset_ms = 0 or is_dev = 1)`,
]
