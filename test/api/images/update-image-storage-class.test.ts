import {
  DescribeImagesCommand,
  type ImageIdentifier,
  ListImageReferrersCommand,
  type TargetStorageClass,
  UpdateImageStorageClassCommand,
} from '@aws-sdk/client-ecr'
import { describe, expect } from 'vitest'
import { query, type Work } from '../../../src/database/statement.ts'
import { maxFamilySize } from '../../../src/ecr/images/image-family.ts'
import { artifactOf, indexOf, type Manifest } from '../../support/images.ts'
import type { ApiRepository } from '../api-repository.ts'
import { account, arnOf, expectInvalid, expectNoRepository, expectRefusal, outputOf } from '../ecr-test.ts'
import {
  archive,
  type Asked,
  byDigest,
  one,
  restore,
  restoreMs,
  statuses,
  test,
  three,
  two,
  update,
} from './archive-test.ts'

const absent = `sha256:${'0'.repeat(64)}`
const unsupported = 'ImageStorageClassUpdateNotSupportedException'

describe('UpdateImageStorageClass', () => {
  test('archives an image, and restores it within the time that the server is told', async ({
    server,
    ecr,
    repository,
  }) => {
    const asked = { ecr, repository }
    const repositoryName = repository.name
    await repository.pushImage(one, 'v1')
    const before = server.clock.now()
    const archived = await outputOf(ecr.send(update(repositoryName, { imageTag: 'v1' }, 'ARCHIVE')))
    const imageId = { imageDigest: one.digest, imageTag: 'v1' }
    expect(archived).toEqual({ registryId: account, repositoryName, imageId, imageStatus: 'ARCHIVED' })

    const describe = async () => {
      const { imageDetails } = await ecr.send(new DescribeImagesCommand({ repositoryName, imageIds: [imageId] }))
      return imageDetails?.[0]
    }
    const detail = await describe()
    expect(detail).toMatchObject({ imageStatus: 'ARCHIVED', imageTags: ['v1'] })
    expect(Number(detail?.lastArchivedAt)).toBeGreaterThanOrEqual(before)
    expect(detail).not.toHaveProperty('lastActivatedAt')

    const restored = await outputOf(restore(asked, one))
    expect(restored).toEqual({ registryId: account, repositoryName, imageId: byDigest(one), imageStatus: 'ACTIVATING' })
    expect(await describe()).toMatchObject({ imageStatus: 'ACTIVATING', lastArchivedAt: detail?.lastArchivedAt })
    expect(await describe()).not.toHaveProperty('lastActivatedAt')

    server.clock.advance(restoreMs)
    const active = await describe()
    expect(active).toMatchObject({ imageStatus: 'ACTIVE', imagePushedAt: detail?.imagePushedAt })
    expect(Number(active?.lastActivatedAt)).toBeGreaterThanOrEqual(before + restoreMs)
    server.clock.advance(-restoreMs)
  })

  test('may be repeated: the times are those of the last', async ({ ecr, repository }) => {
    const asked = { ecr, repository }
    await repository.pushImage(one)
    const times: number[] = []
    for (let round = 0; round < 2; round += 1) {
      await archive(asked, one)
      const imageIds = [byDigest(one)]
      const { imageDetails } = await ecr.send(new DescribeImagesCommand({ repositoryName: repository.name, imageIds }))
      times.push(Number(imageDetails?.[0]?.lastArchivedAt))
      await repository.putManifest(one)
    }
    expect(times[1]).toBeGreaterThanOrEqual(times[0] ?? 0)
    expect(await statuses(asked)).toEqual(['ACTIVE'])
  })

  test('refuses an image that has the storage class, and one that is being restored', async ({ ecr, repository }) => {
    const asked = { ecr, repository }
    await repository.pushImage(one)
    await expectRefusal(restore(asked, one), unsupported, 'Requested image is not archived')
    await archive(asked, one)
    await expectRefusal(archive(asked, one), unsupported, 'Requested image is archived already')
    await restore(asked, one)
    for (const change of [archive, restore]) {
      await expectRefusal(change(asked, one), unsupported, 'Requested image is being restored')
    }
  })

  test('refuses an id without digest and tag, and one that names no image', async ({ ecr, repository }) => {
    const { name } = repository
    await repository.pushImage(one, 'v1')
    await repository.pushImage(two, 'v2')
    await expectInvalid(ecr.send(update(name, {}, 'ARCHIVE')), 'imageId', 'both tag and digest cannot be null')
    const unknown = [{ imageDigest: absent }, { imageTag: 'v3' }, { imageDigest: one.digest, imageTag: 'v2' }]
    for (const imageId of unknown) {
      const { imageDigest = 'null', imageTag = 'null' } = imageId as ImageIdentifier
      await expectRefusal(
        ecr.send(update(name, imageId, 'ARCHIVE')),
        'ImageNotFoundException',
        `The image with imageId {imageDigest:'${imageDigest}', imageTag:'${imageTag}'} does not exist within the repository with name '${name}' in the registry with id '${account}'`,
      )
    }
  })

  test('refuses a storage class that does not exist', async ({ ecr, repository }) => {
    const answer = ecr.send(update(repository.name, byDigest(one), 'GLACIER' as TargetStorageClass))
    await expect(answer).rejects.toMatchObject({ name: 'InvalidParameterException' })
  })

  test('in a missing repository answers RepositoryNotFoundException', async ({ ecr }) => {
    await expectNoRepository(ecr.send(update('nowhere', byDigest(one), 'ARCHIVE')), 'nowhere')
  })

  test('is denied to another account', async ({ expectDenied, repository }) => {
    await repository.pushImage(one)
    const ask = new UpdateImageStorageClassCommand({
      repositoryName: repository.name,
      registryId: account,
      imageId: byDigest(one),
      targetStorageClass: 'ARCHIVE',
    })
    await expectDenied((ecr) => ecr.send(ask), 'UpdateImageStorageClass', arnOf(repository.name))
  })
})

describe('images that an index names', () => {
  const index = indexOf([{ manifest: one }, { manifest: two }])
  const other = indexOf([{ manifest: two }, { manifest: three }])
  const outer = indexOf([{ manifest: index }, { manifest: three }])

  async function pushAll(repository: ApiRepository, ...indexes: readonly Manifest[]): Promise<void> {
    for (const image of [one, two, three]) await repository.pushImage(image)
    for (const each of indexes) await repository.putManifest(each)
  }

  test('are archived and restored with it, unless another active index names them', async ({
    server,
    ecr,
    repository,
  }) => {
    const asked = { ecr, repository }
    await pushAll(repository, index, other)
    await archive(asked, index)
    expect(await statuses(asked)).toEqual(['ARCHIVED', 'ACTIVE', 'ACTIVE', 'ARCHIVED', 'ACTIVE'])
    await archive(asked, other)
    expect(await statuses(asked)).toEqual(['ARCHIVED', 'ARCHIVED', 'ARCHIVED', 'ARCHIVED', 'ARCHIVED'])
    await restore(asked, other)
    expect(await statuses(asked)).toEqual(['ARCHIVED', 'ACTIVATING', 'ACTIVATING', 'ARCHIVED', 'ACTIVATING'])
    server.clock.advance(restoreMs)
    await restore(asked, index)
    expect(await statuses(asked)).toEqual(['ACTIVATING', 'ACTIVE', 'ACTIVE', 'ACTIVATING', 'ACTIVE'])
    server.clock.advance(-restoreMs)
  })

  test('are archived and restored with the index around theirs', async ({ ecr, repository }) => {
    const asked = { ecr, repository }
    await pushAll(repository, index, outer)
    await archive(asked, outer)
    expect(await statuses(asked)).toEqual(Array(5).fill('ARCHIVED'))
    await restore(asked, outer)
    expect(await statuses(asked)).toEqual(Array(5).fill('ACTIVATING'))
  })

  test('are not archived without it', async ({ ecr, repository }) => {
    const asked = { ecr, repository }
    await pushAll(repository, index, other)
    const sentence = (...digests: string[]) => `Requested image referenced by manifest list: [${digests.join(', ')}]`
    await expectRefusal(archive(asked, two), unsupported, sentence(index.digest, other.digest))
    await archive(asked, index)
    await expectRefusal(archive(asked, two), unsupported, sentence(other.digest))
    await archive(asked, other)
    await restore(asked, two)
    expect(await statuses(asked)).toEqual(['ARCHIVED', 'ACTIVATING', 'ARCHIVED', 'ARCHIVED', 'ARCHIVED'])
  })

  test('must be active when it is pushed for the first time', async ({ server, ecr, repository }) => {
    const asked = { ecr, repository }
    await pushAll(repository)
    await archive(asked, one)
    const missing = {
      name: 'ReferencedImagesNotFoundException',
      message: expect.stringContaining(one.digest) as string,
    }
    await expect(repository.putManifest(index)).rejects.toMatchObject(missing)
    await restore(asked, one)
    await expect(repository.putManifest(index)).rejects.toMatchObject(missing)
    server.clock.advance(restoreMs)
    await repository.putManifest(index)
    server.clock.advance(-restoreMs)
  })

  test('are active at once when it is pushed again', async ({ ecr, repository }) => {
    const asked = { ecr, repository }
    await pushAll(repository, index)
    await archive(asked, index)
    await repository.putManifest(index)
    expect(await statuses(asked)).toEqual(Array(4).fill('ACTIVE'))
  })
})

describe('referrers', () => {
  const signature = artifactOf({ artifactType: 'application/x.signature', subject: one })
  const endorsement = artifactOf({ artifactType: 'application/x.signature', subject: signature })

  async function pushAll(repository: ApiRepository): Promise<void> {
    for (const image of [one, signature, endorsement]) await repository.pushImage(image)
  }

  test('are archived and restored with their subject, and those of referrers with them', async ({
    ecr,
    repository,
  }) => {
    const asked = { ecr, repository }
    await pushAll(repository)
    await archive(asked, one)
    expect(await statuses(asked)).toEqual(Array(3).fill('ARCHIVED'))
    await restore(asked, one)
    expect(await statuses(asked)).toEqual(Array(3).fill('ACTIVATING'))
    await repository.putManifest(one)
    expect(await statuses(asked)).toEqual(Array(3).fill('ACTIVE'))
  })

  test('may be archived by themselves, and artifactStatus tells', async ({ ecr, repository }) => {
    const asked = { ecr, repository }
    await pushAll(repository)
    await archive(asked, signature)
    expect(await statuses(asked)).toEqual(['ACTIVE', 'ARCHIVED', 'ARCHIVED'])
    const list = async (artifactStatus?: 'ANY' | 'ARCHIVED' | 'ACTIVATING', artifactTypes?: string[]) => {
      const subjectId = { imageDigest: one.digest }
      const ask = { repositoryName: repository.name, subjectId, filter: { artifactStatus, artifactTypes } }
      const { referrers = [] } = await ecr.send(new ListImageReferrersCommand(ask))
      return referrers.map(({ digest, artifactStatus }) => [digest, artifactStatus])
    }
    const archived = [[signature.digest, 'ARCHIVED']]
    expect(await list()).toEqual([])
    expect(await list('ACTIVATING')).toEqual([])
    expect([await list('ANY'), await list('ARCHIVED')]).toEqual([archived, archived])
    expect(await list('ARCHIVED', ['application/x.signature'])).toEqual(archived)
    expect(await list('ANY', ['application/x.other'])).toEqual([])
  })
})

describe('more images than are changed in one transaction', () => {
  const sentence = `More than ${maxFamilySize} images would change together`

  async function statusOf({ ecr, repository }: Asked, image: Manifest): Promise<unknown> {
    const ask = { repositoryName: repository.name, imageIds: [byDigest(image)] }
    const { imageDetails } = await ecr.send(new DescribeImagesCommand(ask))
    return imageDetails?.[0]?.imageStatus
  }

  test('are not archived together, and then none is', async ({ server, ecr, repository }) => {
    const asked = { ecr, repository }
    await repository.pushImage(one)
    await server.running.ctx.database.change(() => insertReferrers(one, maxFamilySize))
    await expectRefusal(archive(asked, one), unsupported, sentence)
    expect(await statusOf(asked, one)).toBe('ACTIVE')
  })

  test('are not restored together, nor by a push', async ({ server, ecr, repository }) => {
    const asked = { ecr, repository }
    const { database } = server.running.ctx
    await repository.pushImage(two)
    await database.change(() => insertReferrers(two, maxFamilySize - 1))
    await archive(asked, two)
    await database.change(() => insertReferrers(two, 1, 'ARCHIVE'))
    await expectRefusal(restore(asked, two), unsupported, sentence)
    await expectRefusal(
      repository.putManifest(two),
      'LimitExceededException',
      `The maximum number of images restored together (${maxFamilySize}) has been reached`,
    )
    expect(await statusOf(asked, two)).toBe('ARCHIVED')
  })
})

/** Into the newest repository that has the subject. */
function* insertReferrers(
  { digest }: Manifest,
  count: number,
  storage_class: TargetStorageClass = 'STANDARD',
): Work<void> {
  const [subject] = yield* query((db) =>
    db.selectFrom('image').select('repository_id').where('digest', '=', digest).orderBy('id', 'desc').limit(1),
  )
  const of = { repository_id: subject?.repository_id ?? 0, subject_digest: digest, artifact_type: '' }
  const types = { media_type: '', artifact_media_type: '' }
  for (let number = 0; number < count; number += 1) {
    const image = { ...of, ...types, storage_class, digest: `${count} ${number}`, size: 0, pushed_at: 0 }
    const [row] = yield* query((db) => db.insertInto('image').values(image).returning('id'))
    const referrer = { ...of, image_id: row?.id ?? 0, weight: 1, descriptor: '{}' }
    yield* query((db) => db.insertInto('referrer').values(referrer))
  }
}
