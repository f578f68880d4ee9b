import {
  GetLifecyclePolicyPreviewCommand,
  type GetLifecyclePolicyPreviewCommandInput,
  StartLifecyclePolicyPreviewCommand,
  waitUntilLifecyclePolicyPreviewComplete,
} from '@aws-sdk/client-ecr'
import { describe, expect } from 'vitest'
import { query } from '../../../src/database/statement.ts'
import { account, arnOf, expectInvalid, expectNoRepository, expectRefusal, outputOf, test } from '../ecr-test.ts'
import { dayMs, nthImage, policyOf, putPolicy } from './lifecycle-test.ts'

const start = (repositoryName: string, lifecyclePolicyText?: string) =>
  new StartLifecyclePolicyPreviewCommand({ repositoryName, lifecyclePolicyText })
const get = (repositoryName: string, more: Partial<GetLifecyclePolicyPreviewCommandInput> = {}) =>
  new GetLifecyclePolicyPreviewCommand({ repositoryName, ...more })

const told = (what: string, name: string): string =>
  `Lifecycle policy ${what} for the repository with name '${name}' in the registry with id '${account}'`

const keepOne = policyOf({ countNumber: 1 })

describe('a preview', () => {
  test('says what would expire, in pages, and changes nothing', async ({ ecr, repository }) => {
    const { name } = repository
    for (const n of [1, 2, 3]) await repository.pushImage(nthImage(n), `v${n}`, `release-${n}`)
    await repository.pushImage(nthImage(4))
    const started = { registryId: account, repositoryName: name, lifecyclePolicyText: `${keepOne}  ` }
    expect(await outputOf(ecr.send(start(name, `${keepOne}  `)))).toEqual({ ...started, status: 'IN_PROGRESS' })
    await waitUntilLifecyclePolicyPreviewComplete(
      { client: ecr, maxWaitTime: 60, minDelay: 1 },
      { repositoryName: name },
    )

    const { previewResults, ...answer } = await outputOf(ecr.send(get(name)))
    expect(answer).toEqual({
      ...started,
      status: 'COMPLETE',
      summary: { expiringImageTotalCount: 3, transitioningImageTotalCounts: [] },
    })
    expect(previewResults).toEqual(
      [1, 2, 3].map((n) => ({
        imageDigest: nthImage(n).digest,
        imageTags: [`release-${n}`, `v${n}`],
        imagePushedAt: expect.any(Date) as Date,
        action: { type: 'EXPIRE' },
        appliedRulePriority: 1,
        storageClass: 'STANDARD',
      })),
    )
    const first = await ecr.send(get(name, { maxResults: 2 }))
    const second = await ecr.send(get(name, { maxResults: 2, nextToken: first.nextToken }))
    expect([...(first.previewResults ?? []), ...(second.previewResults ?? [])]).toEqual(previewResults)
    expect(second.nextToken).toBeUndefined()
  })

  test('is filtered by tag status and by images', async ({ ecr, repository }) => {
    const { name } = repository
    await repository.pushImage(nthImage(1))
    for (const n of [2, 3]) await repository.pushImage(nthImage(n), `v${n}`)
    await ecr.send(start(name, keepOne))
    await waitUntilLifecyclePolicyPreviewComplete(
      { client: ecr, maxWaitTime: 60, minDelay: 1 },
      { repositoryName: name },
    )
    const digestsOf = async (more: Partial<GetLifecyclePolicyPreviewCommandInput>) =>
      (await ecr.send(get(name, more))).previewResults?.map(({ imageDigest }) => imageDigest)
    const [untagged, tagged, kept] = [1, 2, 3].map((n) => nthImage(n).digest)
    expect(await digestsOf({ filter: { tagStatus: 'TAGGED' } })).toEqual([tagged])
    expect(await digestsOf({ filter: { tagStatus: 'UNTAGGED' } })).toEqual([untagged])
    expect(await digestsOf({ filter: { tagStatus: 'ANY' } })).toEqual([untagged, tagged])
    const imageIds = [{ imageTag: 'v2' }, { imageDigest: untagged }, { imageDigest: kept }, { imageTag: 'missing' }]
    expect(await digestsOf({ imageIds })).toEqual([tagged, untagged])
    expect(await digestsOf({ imageIds, filter: { tagStatus: 'UNTAGGED' } })).toEqual([untagged])
    await expectInvalid(
      ecr.send(get(name, { imageIds, maxResults: 1 })),
      'maxResults',
      'Cannot be specified together with imageIds',
    )
  })

  test('is of the repository’s own policy where no text is given', async ({ ecr, repository: { name } }) => {
    await expectRefusal(ecr.send(start(name)), 'LifecyclePolicyNotFoundException', told('does not exist', name))
    await ecr.send(putPolicy(name, keepOne))
    expect(await ecr.send(start(name))).toMatchObject({ status: 'IN_PROGRESS', lifecyclePolicyText: keepOne })
  })

  test('is refused while another one goes on', async ({ server, ecr, repository: { name } }) => {
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => ecr.send(start(name, keepOne))))
    const refusals = outcomes.filter((outcome) => outcome.status === 'rejected')
    for (const { reason } of refusals) {
      expect(reason).toMatchObject({
        name: 'LifecyclePolicyPreviewInProgressException',
        message: told('preview is in progress', name),
      })
    }
    expect(refusals.length).toBeGreaterThan(0)
    await server.running.jobs.runDue()
    expect(await ecr.send(start(name, keepOne))).toMatchObject({ status: 'IN_PROGRESS' })
  })

  test('expires after a day', async ({ server, ecr, repository: { name } }) => {
    await ecr.send(start(name, keepOne))
    await waitUntilLifecyclePolicyPreviewComplete(
      { client: ecr, maxWaitTime: 60, minDelay: 1 },
      { repositoryName: name },
    )
    const { database } = server.running.ctx
    await database.change(() =>
      query((db) => db.updateTable('lifecycle_run').set({ ended_at: server.clock.now() - dayMs })),
    )
    const { status, previewResults } = await ecr.send(get(name))
    expect({ status, previewResults }).toEqual({ status: 'EXPIRED', previewResults: undefined })
  })
})

test('GetLifecyclePolicyPreview finds none that was not started', async ({ ecr, repository: { name } }) => {
  await expectRefusal(
    ecr.send(get(name)),
    'LifecyclePolicyPreviewNotFoundException',
    told('preview does not exist', name),
  )
})

test('previews are denied to another account, and find no missing repository', async ({
  ecr,
  repository,
  expectDenied,
}) => {
  const resource = arnOf(repository.name)
  await expectDenied(
    (stranger) =>
      stranger.send(
        new StartLifecyclePolicyPreviewCommand({
          registryId: account,
          repositoryName: repository.name,
          lifecyclePolicyText: keepOne,
        }),
      ),
    'StartLifecyclePolicyPreview',
    resource,
  )
  await expectDenied(
    (stranger) => stranger.send(get(repository.name, { registryId: account })),
    'GetLifecyclePolicyPreview',
    resource,
  )
  await expectNoRepository(ecr.send(start('nowhere', keepOne)), 'nowhere')
  await expectNoRepository(ecr.send(get('nowhere')), 'nowhere')
})
