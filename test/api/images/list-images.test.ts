import {
  CreateRepositoryCommand,
  DeleteRepositoryCommand,
  ListImagesCommand,
  type ListImagesCommandInput,
  paginateListImages,
} from '@aws-sdk/client-ecr'
import { describe, expect } from 'vitest'
import { type Image, imageOf, layerOf } from '../../support/images.ts'
import { account, arnOf, atLeast, atMost, expectInvalid, expectNoRepository, outputOf, test } from '../ecr-test.ts'
import type { ApiRepository } from '../api-repository.ts'

const images = ['a', 'b', 'c'].map((text) => imageOf({ layers: [layerOf({ motd: text })] })) as [Image, Image, Image]
const [one, two, three] = images
const list = (repositoryName: string, input: Omit<ListImagesCommandInput, 'repositoryName'> = {}) =>
  new ListImagesCommand({ repositoryName, ...input })
const tagged = ({ digest }: Image, imageTag: string) => ({ imageDigest: digest, imageTag })

async function pushAll(repository: ApiRepository): Promise<void> {
  await repository.pushImage(one, 'zz', 'aa')
  await repository.pushImage(two)
  await repository.pushImage(three, 'mm')
}

const everything = [tagged(one, 'zz'), tagged(one, 'aa'), { imageDigest: two.digest }, tagged(three, 'mm')]

test('ListImages answers one id for each tag, and one for each untagged image', async ({ ecr, repository }) => {
  expect(await outputOf(ecr.send(list(repository.name)))).toEqual({ imageIds: [] })
  await pushAll(repository)
  expect(await outputOf(ecr.send(list(repository.name)))).toEqual({ imageIds: everything })
})

describe('filters of ListImages', () => {
  test('tagStatus selects tagged or untagged images', async ({ ecr, repository }) => {
    await pushAll(repository)
    const ids = async (tagStatus: 'ANY' | 'TAGGED' | 'UNTAGGED') =>
      (await ecr.send(list(repository.name, { filter: { tagStatus } }))).imageIds
    expect(await ids('ANY')).toEqual(everything)
    expect(await ids('TAGGED')).toEqual(everything.filter((id) => 'imageTag' in id))
    expect(await ids('UNTAGGED')).toEqual([{ imageDigest: two.digest }])
  })

  test('imageStatus ARCHIVED and ACTIVATING select nothing where no image is archived', async ({ ecr, repository }) => {
    await pushAll(repository)
    const count = async (imageStatus: 'ACTIVE' | 'ARCHIVED' | 'ACTIVATING') =>
      (await ecr.send(list(repository.name, { filter: { imageStatus } }))).imageIds?.length
    expect([await count('ACTIVE'), await count('ARCHIVED'), await count('ACTIVATING')]).toEqual([4, 0, 0])
  })
})

describe('pages of ListImages', () => {
  test('pages hold every id once, whatever their size and filter', async ({ ecr, repository }) => {
    await pushAll(repository)
    for (const tagStatus of ['ANY', 'TAGGED', 'UNTAGGED'] as const) {
      const input = { repositoryName: repository.name, filter: { tagStatus } }
      const { imageIds: whole } = await ecr.send(new ListImagesCommand(input))
      for (const pageSize of [1, 2, 3, 4]) {
        const found: unknown[] = []
        for await (const page of paginateListImages({ client: ecr, pageSize }, { ...input })) {
          expect(page.imageIds?.length).toBeGreaterThan(0)
          found.push(...(page.imageIds ?? []))
        }
        expect(found).toEqual(whole)
      }
    }
  })

  test('a page has 100 ids unless the request asks otherwise', async ({ ecr, repository }) => {
    await repository.pushImage(one, ...Array.from({ length: 101 }, (_, index) => `v${index}`))
    const { imageIds, nextToken } = await ecr.send(list(repository.name))
    expect(imageIds).toHaveLength(100)
    const rest = await ecr.send(list(repository.name, { nextToken }))
    expect(rest.imageIds).toEqual([tagged(one, 'v100')])
    expect(rest.nextToken).toBeUndefined()
  })

  test('maxResults below 1 or above 1000 is refused', async ({ ecr, repository }) => {
    await expectInvalid(ecr.send(list(repository.name, { maxResults: 0 })), 'maxResults', atLeast(1))
    await expectInvalid(ecr.send(list(repository.name, { maxResults: 1001 })), 'maxResults', atMost(1000))
    await ecr.send(list(repository.name, { maxResults: 1000 }))
  })

  test('a token is refused in another repository, with another filter or when it is made up', async ({
    ecr,
    repository,
    newRepository,
  }) => {
    await pushAll(repository)
    const other = await newRepository()
    await pushAll(other)
    const { nextToken } = await ecr.send(list(repository.name, { maxResults: 1 }))
    const refused = [
      list(other.name, { nextToken }),
      list(repository.name, { nextToken, filter: { tagStatus: 'TAGGED' } }),
      list(repository.name, { nextToken, filter: { tagStatus: 'TAGGED', imageStatus: 'ARCHIVED' } }),
      list(repository.name, { nextToken: 'nonsense' }),
      list(repository.name, { nextToken: '' }),
    ]
    for (const ask of refused) await expectInvalid(ecr.send(ask), 'nextToken', 'Invalid token')
  })
})

test('a token of ListImages is refused in a later repository of the same name', async ({ ecr, repository }) => {
  const repositoryName = repository.name
  await pushAll(repository)
  const { nextToken } = await ecr.send(list(repositoryName, { maxResults: 1 }))
  await ecr.send(new DeleteRepositoryCommand({ repositoryName, force: true }))
  await ecr.send(new CreateRepositoryCommand({ repositoryName }))
  await pushAll(repository)
  await expectInvalid(ecr.send(list(repositoryName, { nextToken })), 'nextToken', 'Invalid token')
})

test('ListImages in a missing repository answers RepositoryNotFoundException', async ({ ecr }) => {
  await expectNoRepository(ecr.send(list('nowhere')), 'nowhere')
})

test('ListImages is denied to another account', async ({ expectDenied, repository }) => {
  const ask = list(repository.name, { registryId: account })
  await expectDenied((ecr) => ecr.send(ask), 'ListImages', arnOf(repository.name))
})
