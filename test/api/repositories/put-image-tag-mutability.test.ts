import {
  DescribeRepositoriesCommand,
  type ImageTagMutability,
  PutImageCommand,
  PutImageTagMutabilityCommand,
  type PutImageTagMutabilityCommandInput,
} from '@aws-sdk/client-ecr'
import { describe, expect } from 'vitest'
import { imageOf, layerOf } from '../../support/images.ts'
import { account, arnOf, expectInvalid, expectNoRepository, expectRefusal, outputOf, test } from '../ecr-test.ts'

type Setting = Pick<PutImageTagMutabilityCommandInput, 'imageTagMutability' | 'imageTagMutabilityExclusionFilters'>

const wildcards = (...filters: readonly string[]) =>
  filters.map((filter) => ({ filterType: 'WILDCARD' as const, filter }))

const put = (repositoryName: string, setting: Setting) =>
  new PutImageTagMutabilityCommand({ repositoryName, ...setting })

const old = imageOf()
const young = imageOf({ layers: [layerOf({ 'etc/motd': 'welcome again\n' })] })

test('PutImageTagMutability answers the setting and replaces the older one', async ({ ecr, repository }) => {
  const settings: readonly Setting[] = [
    {
      imageTagMutability: 'MUTABLE_WITH_EXCLUSION',
      imageTagMutabilityExclusionFilters: wildcards('v*', '*-prod-*', 'a.b_c-D'),
    },
    { imageTagMutability: 'IMMUTABLE' },
    { imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION', imageTagMutabilityExclusionFilters: wildcards('*') },
    { imageTagMutability: 'MUTABLE' },
  ]
  for (const setting of settings) {
    const answer = await outputOf(ecr.send(put(repository.name, setting)))
    expect(answer).toEqual({ registryId: account, repositoryName: repository.name, ...setting })
    const { repositories } = await ecr.send(new DescribeRepositoriesCommand({ repositoryNames: [repository.name] }))
    expect(repositories).toEqual([expect.objectContaining(setting)])
    expect('imageTagMutabilityExclusionFilters' in (repositories?.[0] ?? {})).toBe(
      'imageTagMutabilityExclusionFilters' in setting,
    )
  }
})

describe('moving a tag to another image', () => {
  const modes: [ImageTagMutability, Partial<Setting>, readonly string[], readonly string[]][] = [
    ['MUTABLE', {}, ['latest', 'v1'], []],
    ['IMMUTABLE', {}, [], ['latest', 'v1']],
    [
      'IMMUTABLE_WITH_EXCLUSION',
      { imageTagMutabilityExclusionFilters: wildcards('latest', 'dev-*') },
      ['latest', 'dev-', 'dev-1'],
      ['v1', 'xlatest', 'latest1', 'Latest'],
    ],
    [
      'MUTABLE_WITH_EXCLUSION',
      { imageTagMutabilityExclusionFilters: wildcards('v*', '*-prod') },
      ['latest', 'xv1', 'V1'],
      ['v1', 'v', 'a-prod'],
    ],
  ]

  test.for(modes)(
    '%s lets only its mutable tags move, on both doors',
    async ([mode, filters, mutable, immutable], { server, ecr, repository }) => {
      const repositoryName = repository.name
      await repository.pushImage(old, ...mutable, ...immutable)
      await repository.pushImage(young, 'young')
      await ecr.send(put(repositoryName, { ...filters, imageTagMutability: mode }))
      const move = (imageTag: string) => {
        const imageManifest = young.bytes.toString()
        return ecr.send(new PutImageCommand({ repositoryName, imageManifest, imageTag }))
      }
      for (const tag of immutable) {
        const sentence = `The image tag '${tag}' already exists in the '${repositoryName}' repository and cannot be overwritten because the tag is immutable.`
        await expectRefusal(move(tag), 'ImageTagAlreadyExistsException', sentence)
        const answer = await server.registry.pushManifest(repositoryName, young, tag)
        expect([answer.status, answer.json()]).toEqual([400, { errors: [{ code: 'TAG_INVALID', message: sentence }] }])
        expect((await server.registry.getManifest(repositoryName, tag)).body).toEqual(old.bytes)
      }
      for (const tag of mutable) {
        const { image } = await move(tag)
        expect(image?.imageId).toEqual({ imageDigest: young.digest, imageTag: tag })
        expect((await server.registry.pushManifest(repositoryName, old, tag)).status).toBe(201)
      }
    },
  )

  test('IMMUTABLE accepts the same image under the same tag again', async ({ server, ecr, repository }) => {
    await repository.pushImage(old, 'v1')
    await ecr.send(put(repository.name, { imageTagMutability: 'IMMUTABLE' }))
    expect((await server.registry.pushManifest(repository.name, old, 'v1')).status).toBe(201)
    await expect(repository.putManifest(old, 'v1')).rejects.toMatchObject({ name: 'ImageAlreadyExistsException' })
    await repository.putManifest(old, 'v2')
  })
})

describe('exclusion filters', () => {
  const field = 'imageTagMutabilityExclusionFilters'
  const withFilters = (...filters: readonly string[]): Setting => ({
    imageTagMutability: 'MUTABLE_WITH_EXCLUSION',
    imageTagMutabilityExclusionFilters: wildcards(...filters),
  })

  test('are required by the modes with exclusion and refused by the others', async ({ ecr, repository }) => {
    for (const mode of ['MUTABLE', 'IMMUTABLE'] as const) {
      await expectInvalid(
        ecr.send(put(repository.name, { ...withFilters('v*'), imageTagMutability: mode })),
        field,
        `ImageTagMutabilityExclusionFilters must be null when imageTagMutability is set as ${mode}`,
      )
      await expectInvalid(
        ecr.send(put(repository.name, { imageTagMutability: `${mode}_WITH_EXCLUSION` })),
        field,
        `ImageTagMutabilityExclusionFilters can't be null when imageTagMutability is set as ${mode}_WITH_EXCLUSION`,
      )
    }
  })

  test('are refused below one, above five, and with more than two wildcards', async ({ ecr, repository }) => {
    const length = (rule: string) => `Member must have length ${rule}`
    const name = repository.name
    await expectInvalid(ecr.send(put(name, withFilters())), field, length('greater than or equal to 1'))
    const six = withFilters('a', 'b', 'c', 'd', 'e', 'f')
    await expectInvalid(ecr.send(put(name, six)), field, length('less than or equal to 5'))
    await ecr.send(put(name, withFilters('a', 'b', 'c', 'd', '*e*')))
    const three = ecr.send(put(name, withFilters('*e*e*')))
    await expectInvalid(three, field, 'A filter can have at most 2 wildcards (*)')
  })

  test('are refused with characters that no tag has', async ({ ecr, repository }) => {
    const member = `${field}.1.member.filter`
    for (const filter of ['a/b', 'a b', 'ä', 'a?']) {
      const constraint = 'Member must satisfy regular expression pattern: ^[0-9a-zA-Z._*-]{1,128}$'
      await expectInvalid(ecr.send(put(repository.name, withFilters(filter))), member, constraint)
    }
  })
})

test('PutImageTagMutability refuses an unknown mode and a request without a mode', async ({ ecr, repository }) => {
  await expectInvalid(
    ecr.send(put(repository.name, { imageTagMutability: 'FROZEN' as 'MUTABLE' })),
    'imageTagMutability',
    'Member must satisfy enum value set: [MUTABLE, IMMUTABLE, IMMUTABLE_WITH_EXCLUSION, MUTABLE_WITH_EXCLUSION]',
  )
  const without = put(repository.name, { imageTagMutability: undefined })
  await expectInvalid(ecr.send(without), 'imageTagMutability', 'Member must not be null')
})

test('PutImageTagMutability in a missing repository answers RepositoryNotFoundException', async ({ ecr }) => {
  await expectNoRepository(ecr.send(put('nowhere', { imageTagMutability: 'MUTABLE' })), 'nowhere')
})

test('PutImageTagMutability is denied to another account', async ({ expectDenied, repository }) => {
  const ask = new PutImageTagMutabilityCommand({
    registryId: account,
    repositoryName: repository.name,
    imageTagMutability: 'IMMUTABLE',
  })
  await expectDenied((ecr) => ecr.send(ask), 'PutImageTagMutability', arnOf(repository.name))
})
