import {
  CreateRepositoryCommand,
  DescribeRepositoriesCommand,
  type DescribeRepositoriesCommandInput,
  paginateDescribeRepositories,
} from '@aws-sdk/client-ecr'
import { describe, expect } from 'vitest'
import { account, arnOf, atLeast, atMost, expectInvalid, expectNoRepository, outputOf, test } from '../ecr-test.ts'

const names = ['pages/a', 'pages/b', 'pages/c', 'pages/d', 'pages/e']
const describeThem = (input: DescribeRepositoriesCommandInput) => new DescribeRepositoriesCommand(input)

test('DescribeRepositories answers an empty list to an account without repositories', async ({ ecr }) => {
  expect(await outputOf(ecr.send(describeThem({})))).toEqual({ repositories: [] })
})

test('DescribeRepositories answers each named repository once', async ({ ecr, newRepository }) => {
  for (const name of names) await newRepository(name)
  const repositoryNames = ['pages/c', 'pages/a', 'pages/c']
  const { repositories, nextToken } = await ecr.send(describeThem({ repositoryNames, registryId: account }))
  expect(repositories?.map((repository) => repository.repositoryName)).toEqual(['pages/c', 'pages/a'])
  expect(nextToken).toBeUndefined()
})

test('DescribeRepositories of several names answers RepositoryNotFoundException if one is unknown', async ({
  ecr,
  repository,
}) => {
  const answer = ecr.send(describeThem({ repositoryNames: [repository.name, 'nowhere'] }))
  await expectNoRepository(answer, 'nowhere')
})

test('DescribeRepositories is denied to another account', async ({ expectDenied, repository }) => {
  const named = { registryId: account, repositoryNames: [repository.name] }
  await expectDenied((ecr) => ecr.send(describeThem(named)), 'DescribeRepositories', arnOf(repository.name))
  const all = { registryId: account }
  await expectDenied((ecr) => ecr.send(describeThem(all)), 'DescribeRepositories', arnOf('*'))
})

test('DescribeRepositories is denied to another account for missing repositories, too', async ({ expectDenied }) => {
  const missing = { registryId: account, repositoryNames: ['nowhere'] }
  await expectDenied((ecr) => ecr.send(describeThem(missing)), 'DescribeRepositories', arnOf('nowhere'))
})

test('DescribeRepositories lists the repositories of the caller’s account only', async ({ stranger, repository }) => {
  await stranger.send(new CreateRepositoryCommand({ repositoryName: 'theirs' }))
  const { repositories } = await stranger.send(describeThem({}))
  expect(repositories?.map((each) => each.repositoryName)).toEqual(['theirs'])
  expect(repositories?.[0]?.registryId).not.toBe(account)
  expect(repository.name).not.toBe('theirs')
})

describe('pages of DescribeRepositories', () => {
  test('pages hold every repository once, whatever their size', async ({ ecr }) => {
    const { repositories = [] } = await ecr.send(describeThem({}))
    for (const pageSize of [1, 2, 3, repositories.length]) {
      const found: unknown[] = []
      for await (const page of paginateDescribeRepositories({ client: ecr, pageSize }, {})) {
        expect(page.repositories?.length).toBeLessThanOrEqual(pageSize)
        found.push(...(page.repositories ?? []))
      }
      expect(found).toEqual(repositories)
    }
  })

  test('a page has 100 repositories unless the request asks otherwise', async ({ ecr, newRepository }) => {
    for (let number = 0; number < 101; number += 1) await newRepository(`hundred/app-${number}`)
    const { repositories, nextToken } = await ecr.send(describeThem({}))
    expect(repositories).toHaveLength(100)
    expect(nextToken).toMatch(/^[A-Za-z0-9_-]+$/)
    expect((await ecr.send(describeThem({ maxResults: 1000 }))).repositories?.length).toBeGreaterThan(100)
  })

  test('pages continue where they ended when a repository was added meanwhile', async ({ ecr, newRepository }) => {
    const first = await ecr.send(describeThem({ maxResults: 1 }))
    await newRepository('zzz/last')
    const rest = await ecr.send(describeThem({ maxResults: 1000, nextToken: first.nextToken }))
    const found = [...(first.repositories ?? []), ...(rest.repositories ?? [])].map((each) => each.repositoryName)
    expect(new Set(found).size).toBe(found.length)
    expect(found.at(-1)).toBe('zzz/last')
  })

  test('maxResults below 1 or above 1000 is refused', async ({ ecr }) => {
    await expectInvalid(ecr.send(describeThem({ maxResults: 0 })), 'maxResults', atLeast(1))
    await expectInvalid(ecr.send(describeThem({ maxResults: 1001 })), 'maxResults', atMost(1000))
  })

  test('maxResults and nextToken are refused together with repositoryNames', async ({ ecr, repository }) => {
    const repositoryNames = [repository.name]
    const constraint = 'Cannot be specified together with repositoryNames'
    await expectInvalid(ecr.send(describeThem({ repositoryNames, maxResults: 1 })), 'maxResults', constraint)
    await expectInvalid(ecr.send(describeThem({ repositoryNames, nextToken: 'a' })), 'nextToken', constraint)
  })

  test('a token that is made up, changed or of another registry is refused', async ({ ecr, stranger }) => {
    const { nextToken = '' } = await ecr.send(describeThem({ maxResults: 1 }))
    const changed = (nextToken.startsWith('A') ? 'B' : 'A') + nextToken.slice(1)
    for (const token of ['', 'nonsense', changed, nextToken.slice(0, -4)]) {
      await expectInvalid(ecr.send(describeThem({ nextToken: token })), 'nextToken', 'Invalid token')
    }
    await expectInvalid(stranger.send(describeThem({ nextToken })), 'nextToken', 'Invalid token')
  })
})

test('DescribeRepositories refuses fewer than 1 and more than 100 names', async ({ ecr }) => {
  const length = (rule: string) => `Member must have length ${rule}`
  const none = ecr.send(describeThem({ repositoryNames: [] }))
  await expectInvalid(none, 'repositoryNames', length('greater than or equal to 1'))
  const many = ecr.send(describeThem({ repositoryNames: Array.from({ length: 101 }, () => 'some') }))
  await expectInvalid(many, 'repositoryNames', length('less than or equal to 100'))
})
