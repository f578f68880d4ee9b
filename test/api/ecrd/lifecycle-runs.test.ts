import { CreateRepositoryCommand, DeleteLifecyclePolicyCommand, ListImagesCommand } from '@aws-sdk/client-ecr'
import { describe, expect } from 'vitest'
import type { GetLifecycleRunResponse } from '../../../src/generated/ecrd.ts'
import { account, region } from '../ecr-test.ts'
import { type ApiRepository, apiRepository } from '../api-repository.ts'
import { dayMs, nthImage, policyOf, putPolicy } from '../lifecycle/lifecycle-test.ts'
import { invalid, test as base } from './ecrd-test.ts'

let repositories = 0

const test = base
  /** With two images and a policy that keeps one. */
  .extend('repository', async ({ server: { ecr } }) => {
    const repositoryName = `app-${++repositories}`
    await ecr.send(new CreateRepositoryCommand({ repositoryName }))
    const repository = apiRepository(ecr, repositoryName)
    for (const n of [1, 2]) await repository.pushImage(nthImage(n), `v${n}`)
    await ecr.send(putPolicy(repositoryName, keepOne))
    return repository
  })
  .extend('imagesIn', ({ server: { ecr } }) => async ({ name: repositoryName }: ApiRepository) => {
    const { imageIds = [] } = await ecr.send(new ListImagesCommand({ repositoryName }))
    return imageIds.map(({ imageTag }) => imageTag)
  })
  /** Starts a run; how it ended. */
  .extend(
    'runOf',
    ({ server, ask }) =>
      async ({ name }: ApiRepository, input: object = {}): Promise<GetLifecycleRunResponse> => {
        const { runId } = await ask('StartLifecycleRun', { repositoryName: name, ...input })
        await server.running.jobs.runDue()
        return ask('GetLifecycleRun', { repositoryName: name, runId })
      },
  )

const keepOne = policyOf({ countNumber: 1 })

describe('StartLifecycleRun', () => {
  test('has the policy evaluated and done at once, and GetLifecycleRun tells of it as ECR’s event', async ({
    server,
    repository,
    runOf,
    imagesIn,
  }) => {
    const { run, ...told } = await runOf(repository)
    expect(run).toMatchObject({
      state: 'COMPLETE',
      dryRun: false,
      policyVersion: 1,
      imageCount: 2,
      actionCount: 1,
      doneCount: 1,
      expiredCount: 1,
      transitionedCount: 0,
      failedCount: 0,
    })
    expect(told).toEqual({
      repositoryName: repository.name,
      lifecycleEventPolicy: {
        lifecycleEventRules: [
          {
            rulePriority: 1,
            description: 'rule 1',
            lifecycleEventSelection: { tagStatus: 'Any', countType: 'Image count more than', countNumber: 1 },
            action: 'Expire',
          },
        ],
        lastEvaluatedAt: expect.any(Number) as number,
        policyVersion: 1,
        policyId: run.policyId,
      },
      lifecycleEventImageActions: [
        {
          lifecycleEventImage: {
            digest: nthImage(1).digest,
            tagStatus: 'Tagged',
            tagList: ['v1'],
            pushedAt: expect.any(Number) as number,
          },
          rulePriority: 1,
          action: 'Expire',
          reason: expect.stringMatching(/^\S.*\S$/) as string,
        },
      ],
      lifecycleEventFailureDetails: [],
    })
    expect(told.lifecycleEventPolicy.lastEvaluatedAt).toBeLessThanOrEqual(server.clock.now())
    expect(await imagesIn(repository)).toEqual(['v2'])
  })

  test('with dryRun changes nothing, and takes another policy and time', async ({
    server,
    repository,
    runOf,
    imagesIn,
    ask,
  }) => {
    const { lifecycleEventImageActions: own } = await runOf(repository, { dryRun: true })
    expect(own.map(({ lifecycleEventImage }) => lifecycleEventImage.tagList)).toEqual([['v1']])
    const lifecyclePolicyText = policyOf({ countType: 'sinceImagePushed', countUnit: 'days', countNumber: 7 })
    const inDays = async (days: number) => {
      const evaluateAt = (server.clock.now() + days * dayMs) / 1000
      const { run, lifecycleEventImageActions } = await runOf(repository, {
        dryRun: true,
        lifecyclePolicyText,
        evaluateAt,
      })
      expect(run.policyId).toBeUndefined()
      return lifecycleEventImageActions.length
    }
    expect([await inDays(-1), await inDays(6), await inDays(8)]).toEqual([0, 0, 2])
    expect(await imagesIn(repository)).toEqual(['v1', 'v2'])
    expect(await ask('ListLifecycleRuns', { repositoryName: repository.name })).toEqual({ runs: [] })
  })

  test('is refused without a policy, with a text for a real run, and while another run goes on', async ({
    server,
    repository,
    ask,
  }) => {
    const { name: repositoryName } = repository
    await expect(ask('StartLifecycleRun', { repositoryName, lifecyclePolicyText: keepOne })).rejects.toMatchObject(
      invalid('Only a dry run takes a lifecyclePolicyText: a run does what the policy of the repository says'),
    )
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => ask('StartLifecycleRun', { repositoryName })))
    for (const outcome of outcomes.filter(({ status }) => status === 'rejected')) {
      expect(outcome).toMatchObject({
        reason: {
          name: 'LifecycleRunInProgressException',
          message: `A run of the lifecycle policy of ${repositoryName} goes on already`,
        },
      })
    }
    await server.running.jobs.runDue()
    await server.ecr.send(new DeleteLifecyclePolicyCommand({ repositoryName }))
    await expect(ask('StartLifecycleRun', { repositoryName })).rejects.toMatchObject({
      name: 'LifecyclePolicyNotFoundException',
    })
  })
})

describe('GetLifecycleRun', () => {
  test('gives pages of images', async ({ repository, runOf, ask }) => {
    for (const n of [3, 4, 5]) await repository.pushImage(nthImage(n), `v${n}`)
    const { run } = await runOf(repository, { dryRun: true })
    const tags: unknown[] = []
    let nextToken: string | undefined
    do {
      const page = await ask('GetLifecycleRun', {
        repositoryName: repository.name,
        runId: run.runId,
        maxResults: 3,
        nextToken,
      })
      tags.push(page.lifecycleEventImageActions.map(({ lifecycleEventImage }) => lifecycleEventImage.tagList.join()))
      nextToken = page.nextToken
    } while (nextToken !== undefined)
    expect(tags).toEqual([['v1', 'v2', 'v3'], ['v4']])
  })

  test('finds no run of another repository, and none that does not exist', async ({
    server,
    repository,
    runOf,
    ask,
  }) => {
    const { run } = await runOf(repository, { dryRun: true })
    const repositoryName = `other-${++repositories}`
    await server.ecr.send(new CreateRepositoryCommand({ repositoryName }))
    for (const runId of [run.runId, '00000000-0000-0000-0000-000000000000']) {
      await expect(ask('GetLifecycleRun', { repositoryName, runId })).rejects.toMatchObject({
        name: 'LifecycleRunNotFoundException',
        message: `There is no run ${runId}, or it ended too long ago`,
      })
    }
  })
})

test('ListLifecycleRuns lists the runs that changed images, the newest first, in pages', async ({
  repository,
  runOf,
  ask,
}) => {
  const ids: string[] = []
  for (const n of [3, 4, 5]) {
    await repository.pushImage(nthImage(n), `v${n}`)
    ids.unshift((await runOf(repository)).run.runId)
  }
  const { name: repositoryName } = repository
  const first = await ask('ListLifecycleRuns', { repositoryName, maxResults: 2 })
  const second = await ask('ListLifecycleRuns', { repositoryName, maxResults: 2, nextToken: first.nextToken })
  expect([...first.runs, ...second.runs].map(({ runId }) => runId)).toEqual(ids)
  expect(second.nextToken).toBeUndefined()
})

test.for(['StartLifecycleRun', 'GetLifecycleRun', 'ListLifecycleRuns'] as const)(
  '%s needs its right on the repository, and finds no missing one',
  async (action, { repository, userWith, ask }) => {
    const input = { runId: '00000000-0000-0000-0000-000000000000' }
    const user = await userWith('ecr:*')
    const resource = `arn:aws:ecr:${region}:${account}:repository/${repository.name}`
    await expect(ask(action, { ...input, repositoryName: repository.name }, user)).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: `User: ${user.arn} is not authorized to perform: ecrd:${action} on resource: ${resource} because no identity-based policy allows the ecrd:${action} action`,
    })
    const allowed = await userWith(`ecrd:${action}`)
    await expect(ask(action, { ...input, repositoryName: 'nowhere' }, allowed)).rejects.toMatchObject({
      name: 'RepositoryNotFoundException',
    })
  },
)
