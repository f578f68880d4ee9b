import { ListImageReferrersCommand, type ListImageReferrersCommandInput } from '@aws-sdk/client-ecr'
import { describe, expect } from 'vitest'
import { artifactOf, imageOf, indexOf, OCI } from '../../support/images.ts'
import type { ApiRepository } from '../api-repository.ts'
import { account, arnOf, atLeast, atMost, expectInvalid, expectNoRepository, outputOf, test } from '../ecr-test.ts'

const image = imageOf()
const signature = artifactOf({ artifactType: 'application/x.signature', subject: image, annotations: { by: 'me' } })
const bill = artifactOf({ artifactType: 'application/x.bill', content: 'parts', subject: image })
const variant = imageOf({ subject: image })
const bundle = indexOf([], { subject: image, artifactType: 'application/x.bundle' })

const list = (
  repositoryName: string,
  input: Omit<ListImageReferrersCommandInput, 'repositoryName' | 'subjectId'> = {},
) => new ListImageReferrersCommand({ repositoryName, subjectId: { imageDigest: image.digest }, ...input })

async function pushAll(repository: ApiRepository, referrers = [signature, bill, variant]): Promise<void> {
  await repository.pushImage(image, 'v1')
  for (const each of referrers) await repository.pushImage(each)
  await repository.putManifest(bundle)
}

test('ListImageReferrers lists what names the image as its subject, in the order of pushes', async ({
  ecr,
  repository,
}) => {
  await repository.pushImage(signature)
  const referrer = {
    digest: signature.digest,
    mediaType: OCI.manifest,
    artifactType: 'application/x.signature',
    size: signature.bytes.length,
    annotations: { by: 'me' },
    artifactStatus: 'ACTIVE',
  }
  // The image itself need not be there.
  expect(await outputOf(ecr.send(list(repository.name)))).toEqual({ referrers: [referrer] })
  await pushAll(repository, [bill, variant])
  const { referrers = [] } = await ecr.send(list(repository.name))
  expect(referrers.map(({ digest, artifactType }) => [digest, artifactType])).toEqual([
    [signature.digest, 'application/x.signature'],
    [bill.digest, 'application/x.bill'],
    [variant.digest, OCI.config],
    [bundle.digest, 'application/x.bundle'],
  ])
})

test('ListImageReferrers answers an empty list for an image without referrers', async ({ ecr, repository }) => {
  expect(await outputOf(ecr.send(list(repository.name)))).toEqual({ referrers: [] })
})

describe('filters of ListImageReferrers', () => {
  test('artifactTypes selects the referrers of these exact types', async ({ ecr, repository }) => {
    await pushAll(repository)
    const digests = async (...artifactTypes: string[]) => {
      const { referrers = [] } = await ecr.send(list(repository.name, { filter: { artifactTypes } }))
      return referrers.map(({ digest }) => digest)
    }
    expect(await digests('application/x.bill')).toEqual([bill.digest])
    expect(await digests('application/x.bundle', 'application/x.signature')).toEqual([signature.digest, bundle.digest])
    expect(await digests('application/x')).toEqual([])
    expect(await digests()).toHaveLength(4)
  })

  test('artifactStatus ARCHIVED selects nothing where no referrer is archived', async ({ ecr, repository }) => {
    await pushAll(repository)
    const count = async (artifactStatus: 'ACTIVE' | 'ARCHIVED' | 'ANY') =>
      (await ecr.send(list(repository.name, { filter: { artifactStatus } }))).referrers?.length
    expect([await count('ACTIVE'), await count('ARCHIVED'), await count('ANY')]).toEqual([4, 0, 4])
  })
})

describe('pages of ListImageReferrers', () => {
  test('pages hold every referrer once', async ({ ecr, repository }) => {
    await pushAll(repository)
    const found: unknown[] = []
    let nextToken: string | undefined
    do {
      const page = await ecr.send(list(repository.name, { maxResults: 3, nextToken }))
      found.push(...(page.referrers ?? []).map(({ digest }) => digest))
      nextToken = page.nextToken
    } while (nextToken !== undefined)
    expect(found).toEqual([signature.digest, bill.digest, variant.digest, bundle.digest])
  })

  test('a page has 20 referrers unless the request asks otherwise, and 50 at most', async ({ ecr, repository }) => {
    for (let number = 0; number < 21; number += 1) {
      await repository.putManifest(indexOf([], { subject: image, annotations: { number: String(number) } }))
    }
    const first = await ecr.send(list(repository.name))
    expect(first.referrers).toHaveLength(20)
    expect((await ecr.send(list(repository.name, { nextToken: first.nextToken }))).referrers).toHaveLength(1)
    expect((await ecr.send(list(repository.name, { maxResults: 50 }))).referrers).toHaveLength(21)
    await expectInvalid(ecr.send(list(repository.name, { maxResults: 51 })), 'maxResults', atMost(50))
    await expectInvalid(ecr.send(list(repository.name, { maxResults: 0 })), 'maxResults', atLeast(1))
  })

  test('a page ends early where annotations are long', async ({ ecr, repository }) => {
    const referrers = ['a', 'b', 'c'].map((name) =>
      indexOf([], { subject: image, annotations: { [name]: name.repeat(3_000_000) } }),
    )
    for (const each of referrers) await repository.putManifest(each)
    const pages: unknown[] = []
    let nextToken: string | undefined
    do {
      const page = await ecr.send(list(repository.name, { nextToken }))
      pages.push((page.referrers ?? []).map(({ digest }) => digest))
      nextToken = page.nextToken
    } while (nextToken !== undefined)
    expect(pages).toEqual(referrers.map(({ digest }) => [digest]))
  })

  test('pages of several types come in the order of pushes', async ({ ecr, repository }) => {
    await pushAll(repository)
    const filter = {
      artifactTypes: ['application/x.bundle', 'application/x.signature', 'application/x.bundle', OCI.config],
    }
    const first = await ecr.send(list(repository.name, { filter, maxResults: 2 }))
    const second = await ecr.send(list(repository.name, { filter, maxResults: 2, nextToken: first.nextToken }))
    const digests = [first, second].map(({ referrers = [] }) => referrers.map(({ digest }) => digest))
    expect(digests).toEqual([[signature.digest, variant.digest], [bundle.digest]])
    expect(second.nextToken).toBeUndefined()
  })

  test('a token is refused for another subject and in another repository', async ({
    ecr,
    repository,
    newRepository,
  }) => {
    await pushAll(repository)
    const other = await newRepository()
    const { nextToken } = await ecr.send(list(repository.name, { maxResults: 1 }))
    const subjectId = { imageDigest: bill.digest }
    const ofAnother = new ListImageReferrersCommand({ repositoryName: repository.name, subjectId, nextToken })
    for (const ask of [ofAnother, list(other.name, { nextToken }), list(repository.name, { nextToken: 'nonsense' })]) {
      await expectInvalid(ecr.send(ask), 'nextToken', 'Invalid token')
    }
  })
})

test('ListImageReferrers refuses a subjectId without imageDigest', async ({ ecr, repository }) => {
  const subjectId = {} as { imageDigest: string }
  const answer = ecr.send(new ListImageReferrersCommand({ repositoryName: repository.name, subjectId }))
  await expectInvalid(answer, 'subjectId.imageDigest', 'Member must not be null')
})

test('ListImageReferrers in a missing repository answers RepositoryNotFoundException', async ({ ecr }) => {
  await expectNoRepository(ecr.send(list('nowhere')), 'nowhere')
})

test('ListImageReferrers is denied to another account, for lack of ecr:BatchGetImage', async ({
  expectDenied,
  repository,
}) => {
  const ask = list(repository.name, { registryId: account })
  await expectDenied((ecr) => ecr.send(ask), 'BatchGetImage', arnOf(repository.name))
})
