import type { Migration } from './migration.ts'

/**
 * Images are archived and restored, so their rows change: manifests, which are large and never change, move to rows of their own.
 * One index gives a page of the images of a status, however many others lie between them. Two have one column more, so that on
 * PostgreSQL, too, they give the images that name a blob, or an image, in order.
 */
export const storageClass: Migration = ({ integer, text, bytes, table }) => [
  `create table manifest (
    image_id ${integer} not null primary key references image (id) on delete cascade,
    bytes ${bytes} not null
  ) ${table}`,
  'insert into manifest (image_id, bytes) select id, manifest from image',
  'alter table image drop column manifest',
  `alter table image add column storage_class ${text} not null default 'STANDARD'
    check (storage_class in ('STANDARD', 'ARCHIVE'))`,
  `alter table image add column archived_at ${integer}`,
  `alter table image add column activated_at ${integer} not null default 0`,
  'create index image_storage_class on image (repository_id, storage_class, id, activated_at)',

  `alter table repository_blob add column available_at ${integer} default 0`,
  'drop index image_blob_blob',
  'create index image_blob_blob on image_blob (repository_id, blob_id, image_id)',
  'drop index image_child_child',
  'create index image_child_child on image_child (child_id, image_id)',
]
