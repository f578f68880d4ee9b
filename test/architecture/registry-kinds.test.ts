import { expect, test } from 'vitest'
import { sources, textOf } from './sources.ts'

/** Where the kinds have their names, and what says which names the tables hold. */
const homes = /^src\/(standards\/arn\/registry-key\.ts$|database\/migrations\/)/

/**
 * A query that leaves the kind out is found as well: it can't use the index of registries, which begins with the kind
 * (query-plans.test.ts).
 */
test('the kind of a registry is named in one place, so no query decides by itself which is meant', () => {
  const naming = /(['"`])(private|public)\1/
  const program = sources.filter((path) => path.startsWith('src/') && !path.endsWith('.test.ts'))
  expect(program.filter((path) => naming.test(textOf(path)) && !homes.test(path))).toEqual([])
})
