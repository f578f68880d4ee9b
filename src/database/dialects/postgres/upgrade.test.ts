import { describe, expect, it, onTestFinished } from 'vitest'
import { describedTables } from '../../../../test/support/described-tables.ts'
import { createPostgresDatabase, type PostgresDatabase } from '../../../../test/support/postgres-databases.ts'
import { derivedReferrers, insertOldReferrers } from '../../../../test/support/old-referrers.ts'
import { digestOf } from '../../../standards/oci/digest.ts'
import { secondDigest } from '../../migrations/0006-second-digest.ts'
import { storageClass } from '../../migrations/0012-storage-class.ts'
import type { Migration } from '../../migrations/migration.ts'
import { migrations } from '../../migrations/migrations.ts'
import { prepareSchema, upgradePostgres } from './upgrade.ts'

const one: Migration = () => ['create table one (id bigint)']
const two: Migration = () => ['create table two (id bigint)', 'insert into one values (2)']
const broken: Migration = () => ['create table three (id bigint)', 'insert into nowhere values (1)']

async function database(copiedFrom: string): Promise<PostgresDatabase & { place: string }> {
  const created = await createPostgresDatabase(copiedFrom)
  onTestFinished(created.drop)
  return { ...created, place: `the PostgreSQL database ${created.name} on ${new URL(created.url).host}` }
}
const emptyDatabase = () => database('template template0')

describe('the tables in PostgreSQL', () => {
  it('are created once when several servers start on an empty database', async () => {
    const { url, run } = await emptyDatabase()
    await Promise.all(Array.from({ length: 4 }, () => prepareSchema(url, [one, two])))
    expect(await run('select * from one')).toEqual([{ id: '2' }])
    expect(await run('select version from schema_version')).toEqual([{ version: '2' }])
  })

  it('are not created by a process that only reads', async () => {
    const { url, run, place } = await emptyDatabase()
    await expect(prepareSchema(url, [one], false)).rejects.toThrow(`There are no tables of ecrd in ${place}.`)
    expect(await run("select to_regclass('one') as one")).toEqual([{ one: null }])
    await prepareSchema(url, [one])
    await prepareSchema(url, [one], false)
  })

  it('are upgraded by ecrd migrate alone, and only by the missing steps', async () => {
    const { url, run, place } = await emptyDatabase()
    await prepareSchema(url, [one])
    await expect(prepareSchema(url, [one, two])).rejects.toThrow(
      `The tables of ${place} have version 1, but this ecrd needs 2. Stop older servers, run ecrd migrate with the same --database, and start again.`,
    )
    const upgrades = await Promise.all([upgradePostgres(url, [one, two]), upgradePostgres(url, [one, two])])
    expect(upgrades.sort((a, b) => a.from - b.from)).toEqual([
      { from: 1, to: 2 },
      { from: 2, to: 2 },
    ])
    await prepareSchema(url, [one, two])
    expect(await run('select * from one')).toEqual([{ id: '2' }])
  })

  it('give images that an older version stored under sha512 their sha256 digest', async () => {
    const { url, run } = await emptyDatabase()
    await upgradePostgres(url, migrations.slice(0, migrations.indexOf(secondDigest)))
    const manifest = Buffer.from('{}')
    for (const algorithm of ['sha256', 'sha512'] as const) {
      await run(`set session_replication_role = replica;
        insert into image (repository_id, digest, media_type, artifact_media_type, artifact_type, size, manifest, pushed_at)
        values (1, '${digestOf(algorithm, manifest)}', '', '', '', 0, '{}', 0)`)
    }
    await upgradePostgres(url)
    expect(await run('select digest, sha256_digest from image order by id')).toEqual([
      { digest: digestOf('sha256', manifest), sha256_digest: null },
      { digest: digestOf('sha512', manifest), sha256_digest: digestOf('sha256', manifest) },
    ])
  })

  it('keep the manifests of images, and make images and their layers active', async () => {
    const { url, run } = await emptyDatabase()
    await upgradePostgres(url, migrations.slice(0, migrations.indexOf(storageClass)))
    await run(`set session_replication_role = replica;
      insert into image (id, repository_id, digest, media_type, artifact_media_type, artifact_type, size, manifest, pushed_at)
      values (7, 1, 'digest', '', '', '', 0, '{}', 0);
      insert into repository_blob (repository_id, blob_id, media_type) values (1, 1, '')`)
    await upgradePostgres(url)
    expect(await run('select image_id, bytes from manifest')).toEqual([{ image_id: '7', bytes: Buffer.from('{}') }])
    expect(await run('select storage_class, archived_at, activated_at from image')).toEqual([
      { storage_class: 'STANDARD', archived_at: null, activated_at: '0' },
    ])
    expect(await run('select available_at from repository_blob')).toEqual([{ available_at: '0' }])
  })

  it('stay at the last complete version when a migration step fails', async () => {
    const { url, run } = await emptyDatabase()
    await expect(upgradePostgres(url, [one, broken])).rejects.toThrow('relation "nowhere" does not exist')
    expect(await run("select to_regclass('three') as three")).toEqual([{ three: null }])
    expect(await run('select version from schema_version')).toEqual([{ version: '1' }])
  })

  it('are filled by an upgrade with referrers that are derived from the existing images', async () => {
    const { url, run } = await emptyDatabase()
    await upgradePostgres(url, migrations.slice(0, 4))
    for (const sql of insertOldReferrers((hex) => `'\\x${hex}'`)) await run(sql)
    await upgradePostgres(url)
    const numbers = ['image_id', 'repository_id', 'weight'] as const
    const rows = await run('select * from referrer order by image_id')
    expect(
      rows.map((row) => ({ ...row, ...Object.fromEntries(numbers.map((name) => [name, Number(row[name])])) })),
    ).toEqual(derivedReferrers)
  })

  it('are refused when a newer version of ecrd wrote them', async () => {
    const { url, place } = await emptyDatabase()
    await upgradePostgres(url, [one, two])
    const sentence = `The tables of ${place} are from a newer ecrd (version 2, this one knows 1): start that version.`
    await expect(prepareSchema(url, [one])).rejects.toThrow(sentence)
    await expect(upgradePostgres(url, [one])).rejects.toThrow(sentence)
  })

  it('are refused in a database whose encoding is not UTF8', async () => {
    const { url, place } = await database(`template template0 encoding 'LATIN1' locale 'C' locale_provider libc`)
    await expect(prepareSchema(url, migrations)).rejects.toThrow(
      `The encoding of ${place} is LATIN1, but ecrd needs UTF8. Create a database for it with: create database ecrd encoding 'UTF8' template template0`,
    )
  })

  it('have the columns that schema.ts describes', async () => {
    const { run } = await database('template ecrd_template')
    const columns = await run(`
      select table_name, column_name, is_nullable from information_schema.columns
      where table_schema = 'public' and table_name <> 'schema_version'`)
    const created: Record<string, Record<string, boolean>> = {}
    for (const { table_name, column_name, is_nullable } of columns) {
      ;(created[String(table_name)] ??= {})[String(column_name)] = is_nullable === 'NO'
    }
    expect(created).toEqual(describedTables())
  })

  it('sort all their text by its bytes', async () => {
    const { run } = await database('template ecrd_template')
    const elsewise = await run(`
      select table_name, column_name from information_schema.columns
      where table_schema = 'public' and data_type = 'text' and collation_name is distinct from 'C'`)
    expect(elsewise).toEqual([])
  })

  it('have an index that begins with each foreign key, so that no delete scans a whole table', async () => {
    const { run } = await database('template ecrd_template')
    const unindexed = await run(`
      select conrelid::regclass as "table", conname from pg_constraint as c
      where contype = 'f' and not exists (
        select from pg_index as i
        where i.indrelid = c.conrelid and i.indpred is null
          and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] = c.conkey
      )`)
    expect(unindexed).toEqual([])
  })

  it('cannot be created in a missing database: the error names the database and no password', async () => {
    const { url } = await emptyDatabase()
    const elsewhere = new URL(url)
    elsewhere.pathname = 'nowhere'
    await expect(prepareSchema(elsewhere.href, migrations)).rejects.toThrow(
      `The PostgreSQL database nowhere on ${elsewhere.host} can't be opened: database "nowhere" does not exist. Correct that, or name another database with --database.`,
    )
  })
})
