import { paginateDescribeRepositoryCreationTemplates } from '@aws-sdk/client-ecr'
import { expect } from 'vitest'
import { query } from '../../../src/database/statement.ts'
import { account, atLeast, atMost, expectInvalid, expectRefusal, outputOf, strangerAccount } from '../ecr-test.ts'
import { create, describeTemplates, remove, test } from './template-test.ts'

test('DescribeRepositoryCreationTemplates of a new registry gives none', async ({ stranger }) => {
  expect(await outputOf(stranger.send(describeTemplates()))).toEqual({
    registryId: strangerAccount,
    repositoryCreationTemplates: [],
  })
})

test.for([undefined, 1, 2, 1000])(
  'DescribeRepositoryCreationTemplates gives each template once in the order of prefixes, in pages of %s',
  async (pageSize, { ecr, prefix }) => {
    const prefixes = ['ROOT', ...['/', '/a', '/a/b', '-a'].map((end) => `${prefix}${end}`)]
    for (const each of prefixes.toReversed()) await ecr.send(create(each))
    const seen: (string | undefined)[] = []
    const config = { client: ecr, ...(pageSize === undefined ? {} : { pageSize }) }
    for await (const page of paginateDescribeRepositoryCreationTemplates(config, {})) {
      const templates = page.repositoryCreationTemplates ?? []
      expect(templates.length).toBeLessThanOrEqual(pageSize ?? 100)
      seen.push(...templates.map((template) => template.prefix))
    }
    const expected = [`ROOT`, `${prefix}/`, `${prefix}-a`, `${prefix}/a`, `${prefix}/a/b`]
    expect(seen.filter((each) => prefixes.includes(each ?? ''))).toEqual(expected)
    expect(new Set(seen)).toHaveLength(seen.length)
    for (const each of prefixes) await ecr.send(remove(each))
  },
)

test('DescribeRepositoryCreationTemplates of prefixes passes over those that have no template', async ({
  ecr,
  prefix,
}) => {
  await ecr.send(create(`${prefix}/a`))
  await ecr.send(create(`${prefix}/b/`))
  const prefixes = [`${prefix}/b`, `${prefix}/none`, `${prefix}/a/`, `${prefix}/a`]
  const { repositoryCreationTemplates = [], nextToken } = await ecr.send(describeTemplates({ prefixes }))
  expect(repositoryCreationTemplates.map((template) => template.prefix)).toEqual([`${prefix}/b/`, `${prefix}/a`])
  expect(nextToken).toBeUndefined()
})

test('DescribeRepositoryCreationTemplates refuses sizes, tokens and prefixes out of bounds', async ({
  ecr,
  prefix,
}) => {
  await expectInvalid(ecr.send(describeTemplates({ maxResults: 0 })), 'maxResults', atLeast(1))
  await expectInvalid(ecr.send(describeTemplates({ maxResults: 1_001 })), 'maxResults', atMost(1_000))
  await expectInvalid(ecr.send(describeTemplates({ nextToken: 'x' })), 'nextToken', 'Invalid token')
  const paged = ecr.send(describeTemplates({ prefixes: [prefix], maxResults: 1 }))
  await expectInvalid(paged, 'maxResults', 'Cannot be specified together with prefixes')
  const prefixes = Array.from({ length: 101 }, (_, n) => `${prefix}/${n}`)
  const constraint = 'Member must have length less than or equal to 100'
  await expectInvalid(ecr.send(describeTemplates({ prefixes })), 'prefixes', constraint)
  await ecr.send(describeTemplates({ prefixes: prefixes.slice(1) }))
})

test('DescribeRepositoryCreationTemplates is denied to a user without a policy', async ({ identities }) => {
  const user = await identities.addUser('without-a-policy')
  await expect(user.ecr.send(describeTemplates())).rejects.toThrow(
    'not authorized to perform: ecr:DescribeRepositoryCreationTemplates on resource: * because no identity-based policy',
  )
})

/** Rows put into the table, because a thousand calls would take long. */
test('a registry has at most 1,000 templates, and a page at most 100', async ({ server, ecr, prefix }) => {
  await ecr.send(create(prefix))
  await server.running.ctx.database.change(function* () {
    const [row] = yield* query((db) => db.selectFrom('creation_template').selectAll().where('namespace', '=', prefix))
    if (row === undefined) throw new Error('the template has no row')
    const { count } = (yield* query((db) =>
      db.selectFrom('creation_template').select(({ fn }) => fn.countAll<number>().as('count')),
    ))[0] ?? { count: 0 }
    const names = Array.from({ length: 999 - count }, (_, index) => `${prefix}/filled-${index}`)
    yield* query((db) =>
      db.insertInto('creation_template').values(names.map((name) => ({ ...row, namespace: name, prefix: name }))),
    )
  })
  const { repositoryCreationTemplates } = await ecr.send(describeTemplates({ maxResults: 1_000 }))
  expect(repositoryCreationTemplates).toHaveLength(100)
  await ecr.send(create(`${prefix}/last`))
  await expectRefusal(
    ecr.send(create(`${prefix}/too-many`)),
    'LimitExceededException',
    `The maximum number of repository creation templates (1000) has been reached in the registry with id '${account}'`,
  )
  await server.running.ctx.database.change(() => query((db) => db.deleteFrom('creation_template')))
})
