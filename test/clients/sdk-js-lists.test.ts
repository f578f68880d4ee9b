import {
  paginateDescribeImages,
  paginateDescribeRepositories,
  paginateDescribeRepositoryCreationTemplates,
  paginateListImages,
} from '@aws-sdk/client-ecr'
import { expect } from 'vitest'
import { ACCOUNT } from '../support/ecrd.ts'
import { DOCKER, type Image, imageOf, indexOf, layerOf, OCI } from '../support/images.ts'
import { test } from '../support/sdk-js.ts'

const motd = imageOf({ layers: [layerOf({ motd: 'welcome\n' })] })
const numbered = (count: number): Image[] =>
  Array.from({ length: count }, (_, number) => imageOf({ annotations: { number: `${number}` } }))
const sizeOf = ({ blobs }: Image): number => blobs.reduce((total, { bytes }) => total + bytes.length, 0)
const aDate = expect.any(Date) as unknown

test('DescribeImages shows images with their media types, tags in order of tagging and times of pulls', async ({
  ecr,
  newRepository,
}) => {
  const { name: repositoryName, ...repository } = await newRepository('kinds')
  const docker = imageOf({ vocabulary: DOCKER })
  const index = indexOf([{ manifest: motd }, { manifest: docker }])
  await repository.pushImage(motd, 'zulu', 'alpha', 'mike')
  await repository.pushImage(docker, 'alpha')
  await repository.putManifest(motd, 'alpha')
  await repository.putManifest(index, 'all')
  await ecr.batchGetImage({ repositoryName, imageIds: [{ imageTag: 'mike' }] })

  const { imageDetails = [] } = await ecr.describeImages({ repositoryName })
  expect(imageDetails).toMatchObject([
    { imageDigest: motd.digest, imageTags: ['zulu', 'mike', 'alpha'], imageSizeInBytes: sizeOf(motd) },
    { imageDigest: docker.digest, imageManifestMediaType: DOCKER.manifest, artifactMediaType: DOCKER.config },
    { imageDigest: index.digest, imageTags: ['all'], imageManifestMediaType: OCI.index },
  ])
  expect(imageDetails.map((each) => [each.imagePushedAt, each.lastRecordedPullTime])).toEqual([
    [aDate, aDate],
    [aDate, undefined],
    [aDate, undefined],
  ])
  expect(imageDetails[2]?.imageSizeInBytes).toBe(Math.max(sizeOf(motd), sizeOf(docker)))

  const filtered = async (tagStatus: 'TAGGED' | 'UNTAGGED' | 'ANY'): Promise<unknown[]> => {
    const described = await ecr.describeImages({ repositoryName, filter: { tagStatus } })
    const listed = await ecr.listImages({ repositoryName, filter: { tagStatus } })
    const digests = (described.imageDetails ?? []).map(({ imageDigest }) => imageDigest)
    expect([...new Set((listed.imageIds ?? []).map(({ imageDigest }) => imageDigest))]).toEqual(digests)
    return digests
  }
  expect(await filtered('TAGGED')).toEqual([motd.digest, index.digest])
  expect(await filtered('UNTAGGED')).toEqual([docker.digest])
  expect(await filtered('ANY')).toEqual([motd.digest, docker.digest, index.digest])
})

test('the SDK’s paginators reach the last page', async ({ ecr, newRepository }) => {
  const { name: repositoryName, ...repository } = await newRepository('pages/1')
  for (const number of [2, 3, 4, 5]) await newRepository(`pages/${number}`)
  for (const image of numbered(5)) await repository.pushImage(image, `tag-${image.digest.slice(-4)}`)
  const paging = { client: ecr, pageSize: 2 }
  expect(await eachPage(paginateListImages(paging, { repositoryName }), (page) => page.imageIds?.length)).toEqual([
    2, 2, 1,
  ])
  const described = await eachPage(paginateDescribeImages(paging, { repositoryName }), (page) => page.imageDetails)
  expect(described.map((details) => details?.length)).toEqual([2, 2, 1])
  expect(described.flat().map((detail) => detail?.imageDigest)).toEqual(numbered(5).map(({ digest }) => digest))
  const repositories = await eachPage(paginateDescribeRepositories(paging, {}), (page) => page.repositories)
  expect(repositories.slice(0, -1).every((page) => page?.length === 2)).toBe(true)
  const names = repositories.flat().map((repository) => repository?.repositoryName)
  expect(names.filter((name) => name?.startsWith('pages/'))).toEqual([1, 2, 3, 4, 5].map((number) => `pages/${number}`))
})

test('the SDK’s paginator reaches the last template', async ({ ecr }) => {
  const prefixes = [1, 2, 3].map((number) => `template-${number}`)
  for (const prefix of prefixes) await ecr.createRepositoryCreationTemplate({ prefix, appliedFor: ['REPLICATION'] })
  const pages = paginateDescribeRepositoryCreationTemplates({ client: ecr, pageSize: 2 }, {})
  const found = await eachPage(pages, (page) => page.repositoryCreationTemplates?.map(({ prefix }) => prefix))
  expect(found).toEqual([prefixes.slice(0, 2), prefixes.slice(2)])
})

test('exclusions from pull times, for which the SDK has no paginator, come in pages', async ({ ecr }) => {
  const arns = [1, 2, 3].map((number) => `arn:aws:iam::${ACCOUNT}:role/scanner-${number}`)
  for (const principalArn of arns) await ecr.registerPullTimeUpdateExclusion({ principalArn })
  const first = await ecr.listPullTimeUpdateExclusions({ maxResults: 2 })
  const second = await ecr.listPullTimeUpdateExclusions({ maxResults: 2, nextToken: first.nextToken })
  expect([first.pullTimeUpdateExclusions, second.pullTimeUpdateExclusions]).toEqual([arns.slice(0, 2), arns.slice(2)])
  expect(second.nextToken).toBeUndefined()
})

async function eachPage<Page, Part>(pages: AsyncIterable<Page>, partOf: (page: Page) => Part): Promise<Part[]> {
  const parts: Part[] = []
  for await (const page of pages) parts.push(partOf(page))
  return parts
}
