import { CreateRepositoryCommand, DescribeImagesCommand, ECRClient } from '@aws-sdk/client-ecr'
import { expect, test } from 'vitest'
import type { GetLifecycleRunResponse } from '../../src/generated/ecrd.ts'
import { apiRepository } from '../api/api-repository.ts'
import { nthImage, policyOf, putPolicy } from '../api/lifecycle/lifecycle-test.ts'
import { REGION, startEcrd } from '../support/ecrd.ts'
import { runProcess, waitFor } from '../support/processes.ts'
import { ecrdProgram } from '../support/program.ts'
import { askEcrd } from '../support/signed-ecrd.ts'

const repositoryName = 'app'
const imageCount = 600
const kept = 5

test('a run of a lifecycle policy goes on after the server was killed, and does everything once', async () => {
  const server = await startEcrd()
  const ecr = new ECRClient({ endpoint: server.url, region: REGION, credentials: server.credentials })
  const ask = async (operation: string, input: object): Promise<GetLifecycleRunResponse> => {
    const { json } = await askEcrd({ ...server, region: REGION }, operation, { repositoryName, ...input })
    return json() as GetLifecycleRunResponse
  }
  try {
    await ecr.send(new CreateRepositoryCommand({ repositoryName }))
    const repository = apiRepository(ecr, repositoryName)
    const image = nthImage(1)
    for (const blob of image.blobs) await repository.pushLayer(blob)
    const document = JSON.parse(image.bytes.toString()) as object
    for (let n = 1; n <= imageCount; n += 1) {
      const bytes = Buffer.from(JSON.stringify({ ...document, annotations: { n: `${n}` } }))
      await repository.putManifest({ ...image, bytes }, `v${n}`)
    }
    await ecr.send(putPolicy(repositoryName, policyOf({ countNumber: kept })))

    const { runId } = (await ask('StartLifecycleRun', {})) as unknown as { readonly runId: string }
    const runOf = async () => (await ask('GetLifecycleRun', { runId, maxResults: 1 })).run
    await waitFor('the run to do something', async () => (await runOf()).doneCount > 0)
    await server.crash()

    const run = await waitFor('the run to end', async () => {
      const { state, ...counts } = await runOf()
      return state === 'COMPLETE' && counts
    })
    expect(run).toMatchObject({ doneCount: imageCount - kept, expiredCount: imageCount - kept, failedCount: 0 })
    const { imageDetails = [] } = await ecr.send(new DescribeImagesCommand({ repositoryName, maxResults: 1_000 }))
    expect(imageDetails.map(({ imageTags }) => imageTags)).toEqual(
      Array.from({ length: kept }, (_, index) => [`v${imageCount - kept + 1 + index}`]),
    )

    // A pipe takes less at once than all that is told of so many images.
    const told = ['lifecycle', 'history', '--repository', repositoryName, '--run', runId, '--data', server.folder]
    const piped = await runProcess('sh', ['-c', '"$@" | cat', 'sh', process.execPath, ecrdProgram, ...told])
    const { lifecycleEventImageActions: actions } = JSON.parse(piped.stdout) as GetLifecycleRunResponse
    expect(actions).toHaveLength(imageCount - kept)
  } finally {
    ecr.destroy()
    await server.stop()
  }
})
