import {
  CreateRepositoryCommand,
  type CreateRepositoryCommandInput,
  DescribeRepositoriesCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-ecr'
import { describe, expect } from 'vitest'
import {
  account,
  arnOf,
  expectInvalid,
  expectNoRepository,
  expectRefusal,
  outputOf,
  region,
  test,
} from '../ecr-test.ts'

const create = (input: CreateRepositoryCommandInput) => new CreateRepositoryCommand(input)

test('CreateRepository answers the whole repository with ECR’s defaults', async ({ server, ecr }) => {
  const before = server.clock.now()
  const { repository } = await outputOf(ecr.send(create({ repositoryName: 'defaults/app' })))
  expect(repository).toEqual({
    repositoryArn: `arn:aws:ecr:${region}:${account}:repository/defaults/app`,
    registryId: account,
    repositoryName: 'defaults/app',
    repositoryUri: `${new URL(server.url).host.replace('127.0.0.1', 'localhost')}/defaults/app`,
    createdAt: expect.any(Date) as Date,
    imageTagMutability: 'MUTABLE',
    imageScanningConfiguration: { scanOnPush: false },
    encryptionConfiguration: { encryptionType: 'AES256' },
  })
  expect(Number(repository?.createdAt)).toBeGreaterThanOrEqual(before)
  expect(Number(repository?.createdAt)).toBeLessThanOrEqual(server.clock.now())
})

test('CreateRepository keeps the settings and tags that it is given', async ({ ecr }) => {
  const filters = [{ filterType: 'WILDCARD' as const, filter: 'dev-*' }]
  const { repository } = await ecr.send(
    create({
      registryId: account,
      repositoryName: 'settings/app',
      imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
      imageTagMutabilityExclusionFilters: filters,
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: { encryptionType: 'AES256' },
      tags: [{ Key: 'team', Value: 'a' }],
    }),
  )
  expect(repository).toMatchObject({
    imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
    imageTagMutabilityExclusionFilters: filters,
    imageScanningConfiguration: { scanOnPush: true },
  })
  expect(repository).not.toHaveProperty('tags')
  const described = await ecr.send(new DescribeRepositoriesCommand({ repositoryNames: ['settings/app'] }))
  expect(described.repositories).toEqual([repository])
  const { tags } = await ecr.send(new ListTagsForResourceCommand({ resourceArn: arnOf('settings/app') }))
  expect(tags).toEqual([{ Key: 'team', Value: 'a' }])
})

test('a repository name may be the beginning of the path of another', async ({ ecr }) => {
  for (const repositoryName of ['nested', 'nested/app', 'nested/app/deep', 'a__b', 'a---b', '0digit']) {
    await ecr.send(create({ repositoryName }))
  }
  const names = ['nested', 'nested/app', 'nested/app/deep']
  const { repositories } = await ecr.send(new DescribeRepositoriesCommand({ repositoryNames: names }))
  expect(repositories?.map((repository) => repository.repositoryName)).toEqual(names)
})

test('a name can be used once in each registry, and again in another account', async ({
  ecr,
  stranger,
  repository,
}) => {
  const repositoryName = repository.name
  await expectRefusal(
    ecr.send(create({ repositoryName })),
    'RepositoryAlreadyExistsException',
    `The repository with name '${repositoryName}' already exists in the registry with id '${account}'`,
  )
  const elsewhere = await stranger.send(create({ repositoryName }))
  expect(elsewhere.repository?.repositoryArn).toBe(arnOf(repositoryName, '999999999999'))
  expect(elsewhere.repository?.repositoryUri).toMatch(
    /^999999999999\.dkr\.ecr\.us-east-1\.localhost:\d+\/team\/app-\d+$/,
  )
})

test('CreateRepository is denied to another account', async ({ expectDenied }) => {
  const input = { registryId: account, repositoryName: 'denied', tags: [{ Key: 'a', Value: 'b' }] }
  await expectDenied((ecr) => ecr.send(create(input)), 'CreateRepository', arnOf('denied'))
})

describe('invalid names of repositories', () => {
  const nameRule = "must satisfy regular expression '(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*'"
  const names = ['Upper', 'a..b', 'a___b', '-a', 'a-', 'a//b', '/a', 'a/', 'a b', 'äb', '_a', 'a/../b', 'a\n', '..']
  test.for(names)('CreateRepository refuses the name %j', async (repositoryName, { ecr }) => {
    await expectInvalid(ecr.send(create({ repositoryName })), 'repositoryName', nameRule)
  })

  test('CreateRepository refuses names below 2 and above 256 characters', async ({ ecr }) => {
    const length = (rule: string) => `Member must have length ${rule}`
    const tooShort = ecr.send(create({ repositoryName: 'a' }))
    await expectInvalid(tooShort, 'repositoryName', length('greater than or equal to 2'))
    const tooLong = ecr.send(create({ repositoryName: 'a'.repeat(257) }))
    await expectInvalid(tooLong, 'repositoryName', length('less than or equal to 256'))
    await ecr.send(create({ repositoryName: 'aa' }))
    await ecr.send(create({ repositoryName: 'a'.repeat(256) }))
  })

  test('CreateRepository refuses a request without a name', async ({ ecr }) => {
    await expectInvalid(ecr.send(create({} as never)), 'repositoryName', 'Member must not be null')
  })
})

describe('tags of CreateRepository', () => {
  const tag = (Key: string, Value = 'v') => ({ Key, Value })
  const bad: [string, { Key: string; Value: string }[], string, string][] = [
    ['reserved', [tag('aws:cost')], 'InvalidTagParameterException', "Tag keys that start with 'aws:' are reserved."],
    ['duplicate', [tag('a'), tag('a')], 'InvalidTagParameterException', "Duplicate tag keys are not allowed: 'a'."],
    [
      'too-many',
      Array.from({ length: 51 }, (_, index) => tag(`key-${index}`)),
      'TooManyTagsException',
      'The number of tags exceeds the limit of 50 tags per repository.',
    ],
  ]
  test.for(bad)(
    'CreateRepository refuses tags that are %s and leaves no repository behind',
    async ([name, tags, code, message], { ecr }) => {
      const repositoryName = `tags/${name}`
      await expectRefusal(ecr.send(create({ repositoryName, tags })), code, message)
      await expectNoRepository(
        ecr.send(new DescribeRepositoriesCommand({ repositoryNames: [repositoryName] })),
        repositoryName,
      )
    },
  )

  test('CreateRepository accepts fifty tags', async ({ ecr }) => {
    const tags = Array.from({ length: 50 }, (_, index) => tag(`key-${index}`))
    await ecr.send(create({ repositoryName: 'tags/fifty', tags }))
  })
})

describe('mutability and encryption', () => {
  const filters = [{ filterType: 'WILDCARD' as const, filter: 'v*' }]
  const field = 'imageTagMutabilityExclusionFilters'

  test('CreateRepository requires exclusion filters for the modes with exclusion, and refuses them for others', async ({
    ecr,
  }) => {
    await expectInvalid(
      ecr.send(create({ repositoryName: 'modes/a', imageTagMutability: 'MUTABLE_WITH_EXCLUSION' })),
      field,
      "ImageTagMutabilityExclusionFilters can't be null when imageTagMutability is set as MUTABLE_WITH_EXCLUSION",
    )
    await expectInvalid(
      ecr.send(create({ repositoryName: 'modes/a', imageTagMutabilityExclusionFilters: filters })),
      field,
      'ImageTagMutabilityExclusionFilters must be null when imageTagMutability is set as MUTABLE',
    )
  })

  test('CreateRepository refuses a kmsKey without KMS', async ({ ecr }) => {
    const encryptionConfiguration = { encryptionType: 'AES256' as const, kmsKey: 'alias/mine' }
    await expectInvalid(
      ecr.send(create({ repositoryName: 'sealed/a', encryptionConfiguration })),
      'encryptionConfiguration.kmsKey',
      'kmsKey can only be specified when encryptionType is KMS or KMS_DSSE',
    )
  })

  test.for(['KMS', 'KMS_DSSE'] as const)(
    'CreateRepository with encryptionType %s answers NotImplementedException and leaves nothing behind',
    async (encryptionType, { ecr }) => {
      const repositoryName = `sealed/${encryptionType.toLowerCase()}`
      for (const key of [{}, { kmsKey: 'alias/mine' }]) {
        const encryptionConfiguration = { encryptionType, ...key }
        const answer = ecr.send(create({ repositoryName, encryptionConfiguration }))
        await expect(answer).rejects.toMatchObject({
          name: 'NotImplementedException',
          message: `encryptionType ${encryptionType} is not implemented by this version of ecrd.`,
          $metadata: { httpStatusCode: 501 },
        })
      }
      // Nothing is left under the name.
      await ecr.send(create({ repositoryName }))
    },
  )
})
