import type { Migration } from './migration.ts'

/** Tables and columns get the words that the rest of the program has for them. */
export const names: Migration = () => [
  'alter table scope rename to blob_namespace',
  'alter table repository rename column scope_id to namespace_id',
  'alter table blob rename column scope_id to namespace_id',
  'alter table upload rename column turn to revision',
  'alter table upload rename column held_until to lease_expires_at',
  'alter table upload_tail rename to upload_partial_frame',
]
