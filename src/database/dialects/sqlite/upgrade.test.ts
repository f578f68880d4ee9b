import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { describedTables } from '../../../../test/support/described-tables.ts'
import { derivedReferrers, insertOldReferrers } from '../../../../test/support/old-referrers.ts'
import { digestOf } from '../../../standards/oci/digest.ts'
import { secondDigest } from '../../migrations/0006-second-digest.ts'
import { storageClass } from '../../migrations/0012-storage-class.ts'
import { migrations } from '../../migrations/migrations.ts'
import { upgrade } from './upgrade.ts'

it('an upgrade does not change tables that are up to date', () => {
  const db = new DatabaseSync(':memory:')
  upgrade(db, 'ecrd.db', migrations)
  const before = db.prepare('select * from sqlite_schema').all()
  upgrade(db, 'ecrd.db', migrations)
  expect(db.prepare('select * from sqlite_schema').all()).toEqual(before)
  expect(db.prepare('select version from schema_version').all()).toEqual([{ version: migrations.length }])
})

it('an upgrade takes only the steps that are missing', () => {
  const db = new DatabaseSync(':memory:')
  const one = () => ['create table one (id integer) strict']
  const two = () => ['create table two (id integer) strict', 'insert into one values (2)']
  upgrade(db, 'ecrd.db', [one])
  upgrade(db, 'ecrd.db', [one, two])
  upgrade(db, 'ecrd.db', [one, two])
  expect(db.prepare('select id from one').all()).toEqual([{ id: 2 }])
})

it('an upgrade whose step fails leaves the database at the last complete version', () => {
  const db = new DatabaseSync(':memory:')
  const one = () => ['create table one (id integer) strict']
  const broken = () => ['create table two (id integer) strict', 'insert into nowhere values (1)']
  expect(() => upgrade(db, 'ecrd.db', [one, broken])).toThrow('no such table: nowhere')
  expect(db.prepare("select name from sqlite_schema where type = 'table' order by name").all()).toEqual([
    { name: 'one' },
    { name: 'schema_version' },
  ])
  expect(db.prepare('select version from schema_version').all()).toEqual([{ version: 1 }])
})

it('an upgrade refuses a database from a newer version', () => {
  const db = new DatabaseSync(':memory:')
  upgrade(db, '/data/ecrd.db', [() => [], () => []])
  expect(() => upgrade(db, '/data/ecrd.db', [() => []])).toThrow(
    'The database /data/ecrd.db was written by a newer ecrd (tables of version 2, this one knows 1): start that version.',
  )
})

it('an upgrade derives referrers from the existing images', () => {
  const db = new DatabaseSync(':memory:')
  upgrade(db, 'ecrd.db', migrations.slice(0, 4))
  for (const sql of insertOldReferrers((hex) => `x'${hex}'`)) db.exec(sql)
  upgrade(db, 'ecrd.db', migrations)
  const rows = db.prepare('select * from referrer order by image_id').all()
  expect(rows.map((row) => ({ ...row }))).toEqual(derivedReferrers)
})

it('an upgrade creates the tables and columns that schema.ts describes', () => {
  const db = new DatabaseSync(':memory:')
  upgrade(db, 'ecrd.db', migrations)
  const described = describedTables()
  const created = Object.keys(described).map((table) => [table, createdColumns(db, table)] as const)
  expect(Object.fromEntries(created)).toEqual(described)
})

it('each foreign key is the beginning of an index, so that no delete scans a whole table', () => {
  const db = new DatabaseSync(':memory:')
  upgrade(db, 'ecrd.db', migrations)
  const unindexed = db
    .prepare(
      `select t.name as "table", group_concat(k."from" order by k.seq) as columns
       from pragma_table_list as t, pragma_foreign_key_list(t.name) as k group by t.name, k.id`,
    )
    .all()
    .filter(
      ({ table, columns }) => !indexes(db, String(table)).some((index) => index.startsWith(`${String(columns)},`)),
    )
  expect(unindexed).toEqual([])
})

it('an upgrade gives images that an older version stored under sha512 their sha256 digest', () => {
  const db = new DatabaseSync(':memory:')
  upgrade(db, 'ecrd.db', migrations.slice(0, migrations.indexOf(secondDigest)))
  db.exec('pragma foreign_keys = off')
  const insert = db.prepare(
    `insert into image (repository_id, digest, media_type, artifact_media_type, artifact_type, size, manifest, pushed_at)
     values (1, ?, '', '', '', 0, ?, 0)`,
  )
  const manifest = Buffer.from('{}')
  for (const algorithm of ['sha256', 'sha512'] as const) insert.run(digestOf(algorithm, manifest), manifest)
  upgrade(db, 'ecrd.db', migrations)
  expect(db.prepare('select digest, sha256_digest from image order by id').all()).toEqual([
    { digest: digestOf('sha256', manifest), sha256_digest: null },
    { digest: digestOf('sha512', manifest), sha256_digest: digestOf('sha256', manifest) },
  ])
})

it('an upgrade keeps the manifests of images, and makes images and their layers active', () => {
  const db = new DatabaseSync(':memory:')
  upgrade(db, 'ecrd.db', migrations.slice(0, migrations.indexOf(storageClass)))
  db.exec('pragma foreign_keys = off')
  db.prepare(
    `insert into image (id, repository_id, digest, media_type, artifact_media_type, artifact_type, size, manifest, pushed_at)
     values (7, 1, 'digest', '', '', '', 0, ?, 0)`,
  ).run(Buffer.from('{}'))
  db.exec("insert into repository_blob (repository_id, blob_id, media_type) values (1, 1, '')")
  upgrade(db, 'ecrd.db', migrations)
  expect(db.prepare('select image_id, bytes from manifest').all()).toEqual([
    { image_id: 7, bytes: new Uint8Array(Buffer.from('{}')) },
  ])
  expect(db.prepare('select storage_class, archived_at, activated_at from image').all()).toEqual([
    { storage_class: 'STANDARD', archived_at: null, activated_at: 0 },
  ])
  expect(db.prepare('select available_at from repository_blob').all()).toEqual([{ available_at: 0 }])
})

/** The columns of a table's indexes and of its rowid, as `a,b,c,`. Partial ones don't count. */
function indexes(db: DatabaseSync, table: string): string[] {
  const listed = db
    .prepare(
      `select group_concat(c.name order by c.seqno) as columns
       from pragma_index_list(?) as i, pragma_index_info(i.name) as c where not i.partial group by i.name`,
    )
    .all(table)
  const rowid = db.prepare('select name as columns from pragma_table_info(?) where pk = 1').all(table)
  return [...listed, ...rowid].map(({ columns }) => `${String(columns)},`)
}

function createdColumns(db: DatabaseSync, table: string): Record<string, boolean> {
  const columns = db.prepare('select name, "notnull" or pk > 0 as required from pragma_table_info(?)').all(table)
  return Object.fromEntries(columns.map(({ name, required }) => [String(name), required === 1] as const))
}
