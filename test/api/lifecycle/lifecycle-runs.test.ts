import { DeleteLifecyclePolicyCommand, ListImagesCommand, UpdateImageStorageClassCommand } from '@aws-sdk/client-ecr'
import { describe, expect } from 'vitest'
import { query } from '../../../src/database/statement.ts'
import { imageOf, indexOf } from '../../support/images.ts'
import type { ApiRepository } from '../api-repository.ts'
import { test as base } from '../ecr-test.ts'
import { dayMs, evaluate, nthImage, policyOf, putPolicy } from './lifecycle-test.ts'

const test = base.extend('tagsOf', ({ ecr }) => async ({ name }: ApiRepository) => {
  const { imageIds = [] } = await ecr.send(new ListImagesCommand({ repositoryName: name }))
  return imageIds.map(({ imageTag }) => imageTag ?? 'untagged').toSorted()
})

/** With the tags `1`, `2` … in this order. */
async function pushImages(repository: ApiRepository, count: number): Promise<void> {
  for (let n = 1; n <= count; n += 1) await repository.pushImage(nthImage(n), `${n}`)
}

describe('a lifecycle policy', () => {
  test('expires what its rules choose, and nothing by itself', async ({ server, ecr, repository, tagsOf }) => {
    await pushImages(repository, 5)
    await ecr.send(putPolicy(repository.name, policyOf({ countNumber: 2 })))
    expect(await tagsOf(repository)).toEqual(['1', '2', '3', '4', '5'])
    await evaluate(server)
    expect(await tagsOf(repository)).toEqual(['4', '5'])
    await repository.pushImage(nthImage(6), '6')
    await evaluate(server)
    expect(await tagsOf(repository)).toEqual(['5', '6'])
  })

  test('counts days from the push', async ({ server, ecr, repository, tagsOf }) => {
    await pushImages(repository, 2)
    await ecr.send(
      putPolicy(repository.name, policyOf({ countType: 'sinceImagePushed', countUnit: 'days', countNumber: 3 })),
    )
    await evaluate(server, 2)
    expect(await tagsOf(repository)).toEqual(['1', '2'])
    await evaluate(server, 4)
    expect(await tagsOf(repository)).toEqual([])
  })

  test('does nothing once it is deleted', async ({ server, ecr, repository, tagsOf }) => {
    await pushImages(repository, 3)
    await ecr.send(putPolicy(repository.name, policyOf({ countNumber: 1 })))
    await ecr.send(new DeleteLifecyclePolicyCommand({ repositoryName: repository.name }))
    await evaluate(server)
    expect(await tagsOf(repository)).toEqual(['1', '2', '3'])
  })

  test('expires an index before its children', async ({ server, ecr, repository, tagsOf }) => {
    const child = nthImage(1)
    await repository.pushImage(child)
    await repository.putManifest(indexOf([{ manifest: child }]), 'list')
    await repository.pushImage(nthImage(2), 'young')
    await ecr.send(putPolicy(repository.name, policyOf({ countNumber: 1 })))
    await evaluate(server)
    expect(await tagsOf(repository)).toEqual(['young'])
  })
})

describe('a lifecycle policy that archives', () => {
  const archive = { type: 'transition', targetStorageClass: 'archive' }

  test('archives an index with its children and referrers, and expires them after their days in the archive', async ({
    server,
    ecr,
    repository,
  }) => {
    const repositoryName = repository.name
    const child = nthImage(1)
    const list = indexOf([{ manifest: child }])
    const signature = imageOf({ subject: list })
    await repository.pushImage(child)
    await repository.putManifest(list, 'old')
    await repository.pushImage(signature)
    await repository.pushImage(nthImage(2), 'young')
    const policy = policyOf(
      { countNumber: 1, tagStatus: 'tagged', tagPatternList: ['*'], action: archive },
      { storageClass: 'archive', countType: 'sinceImageTransitioned', countUnit: 'days', countNumber: 90 },
    )
    await ecr.send(putPolicy(repositoryName, policy))
    await evaluate(server)
    const digestsOf = async (imageStatus: 'ACTIVE' | 'ARCHIVED') => {
      const { imageIds = [] } = await ecr.send(new ListImagesCommand({ repositoryName, filter: { imageStatus } }))
      return new Set(imageIds.map(({ imageDigest }) => imageDigest))
    }
    expect(await digestsOf('ACTIVE')).toEqual(new Set([nthImage(2).digest]))
    expect(await digestsOf('ARCHIVED')).toEqual(new Set([child.digest, list.digest, signature.digest]))
    await evaluate(server, 89)
    expect((await digestsOf('ARCHIVED')).size).toBe(3)
    await evaluate(server, 92)
    expect(await digestsOf('ARCHIVED')).toEqual(new Set())
    expect(await digestsOf('ACTIVE')).toEqual(new Set([nthImage(2).digest]))
  })

  test('archives no child and no referrer that has a tag of its own', async ({ server, ecr, repository, tagsOf }) => {
    const child = nthImage(1)
    const list = indexOf([{ manifest: child }])
    await repository.pushImage(child, 'prod')
    await repository.putManifest(list, 'dev')
    await repository.pushImage(imageOf({ subject: list }), 'signature')
    await repository.pushImage(nthImage(2), 'young')
    const policy = policyOf(
      { tagStatus: 'tagged', tagPatternList: ['prod'], countNumber: 9 },
      { countNumber: 1, action: archive },
    )
    await ecr.send(putPolicy(repository.name, policy))
    await evaluate(server)
    expect(await tagsOf(repository)).toEqual(['prod', 'signature', 'young'])
  })

  test('expires nothing in favour of an image that is being restored', async ({ server, ecr, repository, tagsOf }) => {
    const repositoryName = repository.name
    for (const n of [1, 2]) await repository.pushImage(nthImage(n), `v${n}`)
    const of = { repositoryName, imageId: { imageTag: 'v1' } }
    await ecr.send(new UpdateImageStorageClassCommand({ ...of, targetStorageClass: 'ARCHIVE' }))
    await ecr.send(new UpdateImageStorageClassCommand({ ...of, targetStorageClass: 'STANDARD' }))
    await ecr.send(putPolicy(repositoryName, policyOf({ countNumber: 1 })))
    await server.running.ctx.database.change(() =>
      query((db) =>
        db
          .updateTable('image')
          .set({ activated_at: server.clock.now() + 365 * dayMs })
          .where('activated_at', '>', 0),
      ),
    )
    await evaluate(server)
    expect(await tagsOf(repository)).toEqual(['v2'])
  })
})
