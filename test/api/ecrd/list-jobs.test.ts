import { DescribeRepositoriesCommand, CreateRepositoryCommand } from '@aws-sdk/client-ecr'
import { describe, expect } from 'vitest'
import type { Job } from '../../../src/generated/ecrd.ts'
import { policyOf } from '../../support/identities.ts'
import { addFailedJob, invalid, noneAllows, test } from './ecrd-test.ts'

const action = 'ecrd:ListJobs'

describe('ListJobs', () => {
  test('lists jobs that failed, oldest first, with all that is known of them', async ({ server, ask }) => {
    const lease = { lease: 'a-server', available_at: server.clock.now() + 3_600_000 }
    const dead = await addFailedJob(server, { attempts: 5, last_error: 'Error: too often', died_at: 1_500 })
    const waiting = await addFailedJob(server)
    const running = await addFailedJob(server, { attempts: 4, ...lease })
    await addFailedJob(server, { attempts: 1, last_error: '', failed_at: null, ...lease })
    const kind = 'of-a-newer-version'
    const expected: readonly Job[] = [
      { id: dead, kind, state: 'DEAD', attempts: 5, failedAt: 1, lastError: 'Error: too often' },
      { id: waiting, kind, state: 'WAITING', attempts: 3, failedAt: 1, lastError: 'Error: later' },
      { id: running, kind, state: 'RUNNING', attempts: 4, failedAt: 1, lastError: 'Error: later' },
    ]
    expect(await ask('ListJobs', {})).toEqual({ jobs: expected })
  })

  test('gives pages as large as maxResults says, or of 100, and no token with the last', async ({ server, ask }) => {
    const { jobs: before } = await ask('ListJobs', { maxResults: 1000 })
    for (let count = before.length; count < 101; count += 1) await addFailedJob(server)
    const pages: (readonly Job[])[] = []
    let nextToken: string | undefined
    do {
      const page = await ask('ListJobs', { maxResults: 40, nextToken })
      pages.push(page.jobs)
      nextToken = page.nextToken
    } while (nextToken !== undefined)
    expect(pages.map(({ length }) => length)).toEqual([40, 40, 21])
    expect(pages.flat()).toEqual((await ask('ListJobs', { maxResults: 101 })).jobs)
    const usual = await ask('ListJobs', {})
    expect([usual.jobs.length, typeof usual.nextToken]).toEqual([100, 'string'])
    expect((await ask('ListJobs', { maxResults: 101 })).nextToken).toBeUndefined()
  })

  test('refuses a token that is not one of its own', async ({ server, ask }) => {
    for (const repositoryName of ['one', 'two']) await server.ecr.send(new CreateRepositoryCommand({ repositoryName }))
    const { nextToken: ofRepositories } = await server.ecr.send(new DescribeRepositoriesCommand({ maxResults: 1 }))
    expect(ofRepositories).toBeTypeOf('string')
    for (const nextToken of [ofRepositories, '', 'AAAA', '🗝'.repeat(1_000)]) {
      await expect(ask('ListJobs', { nextToken })).rejects.toMatchObject(
        invalid("Invalid parameter at 'nextToken' failed to satisfy constraint: 'Invalid token'"),
      )
    }
  })

  test.for([
    [0, 'Member must have value greater than or equal to 1'],
    [1_001, 'Member must have value less than or equal to 1000'],
  ] as const)('refuses %i as maxResults', async ([maxResults, constraint], { ask }) => {
    await expect(ask('ListJobs', { maxResults })).rejects.toMatchObject(
      invalid(`Invalid parameter at 'maxResults' failed to satisfy constraint: '${constraint}'`),
    )
  })
})

describe('who may use ListJobs', () => {
  test.for(['*', 'ecrd:*', action])('a user with %s may', async (allowed, { ask, userWith }) => {
    expect(await ask('ListJobs', { maxResults: 1 }, await userWith(allowed))).toHaveProperty('jobs')
  })

  test.for(['ecr:*', 'iam:*', 'ecrd:WhyDenied'])('a user with %s alone may not', async (allowed, { ask, userWith }) => {
    const user = await userWith(allowed)
    await expect(ask('ListJobs', {}, user)).rejects.toMatchObject(noneAllows(user.arn, action, 'identity-based'))
  })

  test.for([
    'PowerUserAccess',
    'ReadOnlyAccess',
    'SecurityAudit',
    'IAMFullAccess',
    'AmazonEC2ContainerRegistryFullAccess',
  ])('a user with the policy %s of AWS may not', async (name, { ask, identities }) => {
    const user = await identities.addUser(name)
    await identities.attachPolicy(user.id, `arn:aws:iam::aws:policy/${name}`)
    await expect(ask('ListJobs', {}, user)).rejects.toMatchObject(noneAllows(user.arn, action, 'identity-based'))
  })

  test('a user with AdministratorAccess may', async ({ ask, identities }) => {
    const user = await identities.addUser('administrator')
    await identities.attachPolicy(user.id, 'arn:aws:iam::aws:policy/AdministratorAccess')
    expect(await ask('ListJobs', {}, user)).toHaveProperty('jobs')
  })

  test('nobody of another account may, and the log says what would help', async ({ ask, foreigners, server }) => {
    const admin = await foreigners.addUser('admin')
    await foreigners.putInlinePolicy(admin.id, policyOf({ Action: '*' }))
    for (const stranger of [foreigners.root, admin]) {
      await expect(ask('ListJobs', {}, stranger)).rejects.toMatchObject(
        noneAllows(stranger.arn, action, 'resource-based'),
      )
    }
    expect(server.denials.at(-1)?.denial?.wouldAllow).toEqual([
      `use a principal of the account ${server.account}, such as one of its roles`,
    ])
  })
})
