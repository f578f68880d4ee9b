import { expect } from 'vitest'
import { apiRepository } from '../api/api-repository.ts'
import { ACCOUNT, REGION, startEcrd } from '../support/ecrd.ts'
import { imageOf, layerOf } from '../support/images.ts'
import { sdkClients, test } from '../support/sdk-js.ts'

const motd = imageOf({ layers: [layerOf({ motd: 'welcome\n' })] })
const arnOf = (repositoryName: string, region = REGION, account = ACCOUNT): string =>
  `arn:aws:ecr:${region}:${account}:repository/${repositoryName}`

test('the SDK for JavaScript sees nothing of one region in another', async ({ ecr, server, newRepository }) => {
  const { ecr: elsewhere, sts } = sdkClients(server, { region: 'eu-central-1' })
  const repositoryName = 'regional'
  await (await newRepository(repositoryName)).pushImage(motd, 'v1')
  const describing = { repositoryNames: [repositoryName] }
  expect((await elsewhere.describeRepositories({})).repositories).toEqual([])
  await expect(elsewhere.describeRepositories(describing)).rejects.toThrow('does not exist')
  const { repository } = await elsewhere.createRepository({ repositoryName })
  expect(repository).toMatchObject({
    repositoryArn: arnOf(repositoryName, 'eu-central-1'),
    repositoryUri: `${server.hostOf(ACCOUNT, 'eu-central-1')}:${server.port}/${repositoryName}`,
  })
  expect((await elsewhere.listImages({ repositoryName })).imageIds).toEqual([])
  const layerDigests = [motd.config.digest]
  const { layers } = await elsewhere.batchCheckLayerAvailability({ repositoryName, layerDigests })
  expect(layers).toMatchObject([{ layerAvailability: 'UNAVAILABLE' }])
  expect(await sts.getCallerIdentity({})).toMatchObject({ Account: ACCOUNT })

  await elsewhere.deleteRepository({ repositoryName })
  expect((await ecr.describeRepositories(describing)).repositories).toMatchObject([
    { repositoryArn: arnOf(repositoryName) },
  ])
})

test('the SDK for JavaScript keeps the leading zero of an account id', async ({ onTestFinished }) => {
  const account = '012345678910'
  const server = await startEcrd(['--account', account])
  onTestFinished(server.stop)
  const { ecr, sts } = sdkClients(server)
  const repositoryName = 'app'
  const { repository } = await ecr.createRepository({ registryId: account, repositoryName })
  expect(repository).toMatchObject({ registryId: account, repositoryArn: arnOf(repositoryName, REGION, account) })
  await apiRepository(ecr, repositoryName).pushImage(motd, 'v1')
  const about = { registryId: account, repositoryName }
  expect((await ecr.describeImages(about)).imageDetails).toMatchObject([about])
  expect((await ecr.batchGetImage({ ...about, imageIds: [{ imageTag: 'v1' }] })).images).toMatchObject([about])
  expect((await ecr.describeRegistry({})).registryId).toBe(account)
  expect(await sts.getCallerIdentity({})).toMatchObject({
    UserId: account,
    Account: account,
    Arn: `arn:aws:iam::${account}:root`,
  })
  const { authorizationData } = await ecr.getAuthorizationToken({ registryIds: [account] })
  expect(authorizationData).toMatchObject([{ proxyEndpoint: `http://${server.registry}` }])
})
