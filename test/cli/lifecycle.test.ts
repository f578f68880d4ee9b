import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CreateRepositoryCommand, ECRClient, GetLifecyclePolicyCommand, ListImagesCommand } from '@aws-sdk/client-ecr'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { GetLifecycleRunResponse, ListLifecycleRunsResponse } from '../../src/generated/ecrd.ts'
import { apiRepository, type ApiRepository } from '../api/api-repository.ts'
import { dayMs, nthImage, policyOf, putPolicy } from '../api/lifecycle/lifecycle-test.ts'
import { done, refusal } from '../support/account-commands.ts'
import { runEcrd, serveFolder } from '../support/ecrd-command.ts'
import { type Ecrd, parseCredentials, REGION, startEcrd } from '../support/ecrd.ts'
import { temporaryFolder, waitFor } from '../support/processes.ts'

describe('ecrd lifecycle', () => {
  let server: Ecrd
  let ecr: ECRClient
  let repository: ApiRepository
  beforeAll(async () => {
    server = await startEcrd()
    ecr = new ECRClient({ endpoint: server.url, region: REGION, credentials: server.credentials })
    await ecr.send(new CreateRepositoryCommand({ repositoryName: 'app' }))
    repository = apiRepository(ecr, 'app')
    for (const n of [1, 2, 3]) await repository.pushImage(nthImage(n), `v${n}`)
    await ecr.send(putPolicy('app', policyOf({ countNumber: 2 })))
  })
  afterAll(async () => {
    ecr.destroy()
    await server.stop()
  })

  const lifecycle = (command: string, ...args: string[]): string[] => [
    'lifecycle',
    command,
    '--data',
    server.folder,
    '--repository',
    'app',
    ...args,
  ]
  const tagsIn = ({ lifecycleEventImageActions: actions }: GetLifecycleRunResponse): readonly string[] =>
    actions.flatMap(({ lifecycleEventImage }) => lifecycleEventImage.tagList)
  const said = async (...args: Parameters<typeof lifecycle>): Promise<GetLifecycleRunResponse> =>
    JSON.parse(await done(lifecycle(...args))) as GetLifecycleRunResponse
  const images = async (): Promise<unknown> => {
    const { imageIds = [] } = await ecr.send(new ListImagesCommand({ repositoryName: 'app' }))
    return imageIds.map(({ imageTag }) => imageTag)
  }

  test('preview says in JSON what would be done, also by another policy and at another time', async () => {
    const preview = await said('preview')
    expect([tagsIn(preview), preview.run.dryRun, preview.run.state]).toEqual([['v1'], true, 'COMPLETE'])
    const file = join(server.folder, 'policy.json')
    await writeFile(file, policyOf({ countType: 'sinceImagePushed', countUnit: 'days', countNumber: 30 }))
    expect(tagsIn(await said('preview', '--policy', file))).toEqual([])
    const later = new Date(Date.now() + 31 * dayMs).toISOString()
    expect(tagsIn(await said('preview', '--policy', file, '--at', later))).toEqual(['v1', 'v2', 'v3'])
    expect(await images()).toEqual(['v1', 'v2', 'v3'])
  })

  test('run with --dry-run changes nothing; without it, it does what the policy says', async () => {
    expect(tagsIn(await said('run', '--dry-run'))).toEqual(['v1'])
    expect(await images()).toEqual(['v1', 'v2', 'v3'])
    expect(tagsIn(await said('run'))).toEqual(['v1'])
    expect(await images()).toEqual(['v2', 'v3'])
  })

  test('history lists the runs, and shows one of them', async () => {
    const { runs } = JSON.parse(await done(lifecycle('history'))) as ListLifecycleRunsResponse
    expect(runs).toEqual([expect.objectContaining({ state: 'COMPLETE', expiredCount: 1 })])
    expect(tagsIn(await said('history', '--run', runs[0]?.runId ?? ''))).toEqual(['v1'])
  })

  test('asks a server from any machine, with credentials', async () => {
    const args = ['lifecycle', 'run', '--repository', 'app', '--dry-run', '--endpoint-url', server.url]
    const { code, stdout } = await runEcrd(args, server.env)
    expect([code, (JSON.parse(stdout) as GetLifecycleRunResponse).run.imageCount]).toEqual([0, 2])
  })

  test('says in a sentence what is wrong', async () => {
    expect(await refusal(['lifecycle', 'run', '--data', server.folder])).toBe(
      'ecrd: Name the repository: --repository NAME\n',
    )
    expect(await refusal(['lifecycle', 'preview', '--data', server.folder, '--repository', 'nope'])).toBe(
      "ecrd: The repository with name 'nope' does not exist in the registry with id '123456789012'\n",
    )
    expect(await refusal(lifecycle('preview', '--policy', '/nowhere/policy.json'))).toContain(
      'ecrd: The policy cannot be read from /nowhere/policy.json: ENOENT',
    )
    const { stderr } = await runEcrd(lifecycle('preview', '--at', 'tomorrow'))
    expect(stderr).toContain('must be a date and time with its zone')
  })
})

test('ecrd lifecycle run does its work itself where no server runs', async () => {
  await using folder = await temporaryFolder()
  const serving = await serveFolder(folder.path)
  const credentials = parseCredentials(await readFile(join(folder.path, 'credentials'), 'utf8'))
  const ecr = new ECRClient({ endpoint: serving.announcement.url, region: REGION, credentials })
  await ecr.send(new CreateRepositoryCommand({ repositoryName: 'app' }))
  for (const n of [1, 2, 3]) await apiRepository(ecr, 'app').pushImage(nthImage(n), `v${n}`)
  await ecr.send(putPolicy('app', policyOf({ countNumber: 1 })))
  ecr.destroy()
  await serving.process.end()
  const { run } = JSON.parse(
    await done(['lifecycle', 'run', '--data', folder.path, '--repository', 'app']),
  ) as GetLifecycleRunResponse
  expect(run).toMatchObject({ state: 'COMPLETE', imageCount: 3, expiredCount: 2 })
})

test('a policy of thirty days expires images when ecrd clock has gone thirty days ahead', async () => {
  await using folder = await temporaryFolder()
  const serving = await serveFolder(folder.path, ['--dev'])
  const ecr = new ECRClient({ endpoint: serving.announcement.url, region: REGION, credentials: testCredentials })
  const images = async (): Promise<number> =>
    (await ecr.send(new ListImagesCommand({ repositoryName: 'app' }))).imageIds?.length ?? 0
  const lastEvaluatedAt = async (): Promise<number> =>
    (await ecr.send(new GetLifecyclePolicyCommand({ repositoryName: 'app' }))).lastEvaluatedAt?.getTime() ?? 0
  const advance = async (by: string): Promise<void> => {
    const before = await lastEvaluatedAt()
    await done(['clock', 'advance', by, '--data', folder.path])
    await waitFor('the policy to be evaluated', async () => (await lastEvaluatedAt()) > before)
  }
  try {
    await ecr.send(new CreateRepositoryCommand({ repositoryName: 'app' }))
    await apiRepository(ecr, 'app').pushImage(nthImage(1), 'v1')
    await ecr.send(putPolicy('app', policyOf({ countType: 'sinceImagePushed', countUnit: 'days', countNumber: 30 })))
    await advance('29d')
    expect(await images()).toBe(1)
    await advance('2d')
    expect(await images()).toBe(0)
  } finally {
    ecr.destroy()
    await serving.process.end()
  }
})

const testCredentials = { accessKeyId: 'test', secretAccessKey: 'test' }
