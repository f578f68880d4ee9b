import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { upgrade } from '../dialects/sqlite/upgrade.ts'
import { profilesAndTags } from './0007-profiles-and-tags.ts'
import { migrations } from './migrations.ts'

const before = migrations.slice(0, migrations.indexOf(profilesAndTags))

test('migration 7 keeps existing resource tags, each with the registry of its repository', () => {
  const db = new DatabaseSync(':memory:')
  upgrade(db, 'ecrd.db', before)
  for (const id of [1, 2]) {
    db.exec(`
      insert into registry (id, kind, account, region) values (${id}, 'private', '12345678901${id}', 'us-east-1');
      insert into scope (id, registry_id, encryption_type, kms_key) values (${id}, ${id}, 'AES256', '');
      insert into repository (id, registry_id, scope_id, name, created_at, tag_mutability, tag_mutability_exclusions,
        scan_on_push, policy_epoch) values (${id}0, ${id}, ${id}, 'app', 0, 'MUTABLE', '[]', 0, 0);
      insert into resource_tag (repository_id, key, value) values (${id}0, 'team', 'red'), (${id}0, 'Team', '')`)
  }
  upgrade(db, 'ecrd.db', [...before, profilesAndTags])
  const rows = db.prepare('select registry_id, repository_id, key, value from resource_tag order by 1, 3').all()
  expect(rows.map((row) => Object.values(row))).toEqual([
    [1, 10, 'Team', ''],
    [1, 10, 'team', 'red'],
    [2, 20, 'Team', ''],
    [2, 20, 'team', 'red'],
  ])
  db.exec('pragma foreign_keys = on; delete from repository where id = 10')
  expect(db.prepare('select count(*) as count from resource_tag').get()).toEqual({ count: 2 })
})
