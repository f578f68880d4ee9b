import { expect, test } from 'vitest'
import { sources, textOf } from './sources.ts'

/**
 * What decides who may do what in a repository or registry is remembered until its epoch grows. A statement that writes one
 * of these tables takes the id from whoever made it grow: `src/ecr/epochs.table.ts`.
 */
const ownerOf: Readonly<Record<string, string>> = {
  repository_policy: 'BumpedRepository',
  resource_tag: 'BumpedRepository',
  registry_policy: 'BumpedRegistry',
  account_setting: 'BumpedRegistry',
}

const statements = sources
  .filter((path) => path.endsWith('.table.ts'))
  .flatMap((path) => textOf(path).split(/^export /m))

const writes = statements.flatMap((text) => {
  const [, name = '', table = ''] =
    /^(?:const|function\*?) (\w+)[^]*\.(?:insertInto|updateTable|deleteFrom)\('(\w+)'/.exec(text) ?? []
  const owner = ownerOf[table]
  return owner === undefined ? [] : [{ name, table, owner, text }]
})

test.for(writes)('$name writes $table only where the epoch grew', ({ owner, text }) => {
  expect(text).toContain(`: ${owner}`)
})

test('every table that rights rest on is written by a statement that is looked at', () => {
  expect(new Set(writes.map(({ table }) => table))).toEqual(new Set(Object.keys(ownerOf)))
})

test('an account changes in one use case, which makes its epoch grow', () => {
  const users = sources.filter((path) => path.startsWith('src/') && textOf(path).includes('bumpAuthEpoch'))
  expect(users.toSorted()).toEqual(['src/iam/accounts.table.ts', 'src/iam/change-account.ts'])
})
