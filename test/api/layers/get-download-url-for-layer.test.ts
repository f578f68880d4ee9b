import {
  BatchDeleteImageCommand,
  CreateRepositoryCommand,
  DeleteRepositoryCommand,
  type ECRClient,
  GetDownloadUrlForLayerCommand,
} from '@aws-sdk/client-ecr'
import { describe, expect } from 'vitest'
import { query } from '../../../src/database/statement.ts'
import { imageOf, layerOf } from '../../support/images.ts'
import { type RegistryAnswer, registryClient } from '../../support/registry-client.ts'
import type { TestServer } from '../../support/test-server.ts'
import { noise } from '../../support/upload-rows.ts'
import { account, arnOf, expectInvalid, expectNoRepository, expectRefusal, outputOf, test } from '../ecr-test.ts'

const layer = layerOf({ noise: noise(100_000) })
const image = imageOf({ layers: [layer] })
const absent = `sha256:${'0'.repeat(64)}`
const hourMs = 60 * 60 * 1000

const get = (repositoryName: string, layerDigest = layer.digest) =>
  new GetDownloadUrlForLayerCommand({ repositoryName, layerDigest })

async function urlOf(ecr: ECRClient, repositoryName: string): Promise<URL> {
  const { downloadUrl = '' } = await ecr.send(get(repositoryName))
  return new URL(downloadUrl)
}

/** Without any credentials. */
const download = (server: TestServer, url: URL, range?: string, method = 'GET'): Promise<RegistryAnswer> =>
  registryClient(server.url, { host: url.host }).request(method, url.pathname, { headers: range ? { range } : {} })

const refusal = (sentence: string, status = 403) => ({ status, text: `${sentence}\n` })

describe('the URL of GetDownloadUrlForLayer', () => {
  test('is on the registry’s own host', async ({ server, ecr, repository }) => {
    await repository.pushImage(image, 'v1')
    const { layerDigest, downloadUrl } = await outputOf(ecr.send(get(repository.name)))
    expect(layerDigest).toBe(layer.digest)
    const host = new URL(server.url).host.replace('127.0.0.1', 'localhost')
    expect(downloadUrl?.slice(0, `http://${host}/downloads/`.length)).toBe(`http://${host}/downloads/`)
  })

  test('serves the layer without credentials, whole, in ranges and to HEAD', async ({ server, ecr, repository }) => {
    await repository.pushImage(image, 'v1')
    const url = await urlOf(ecr, repository.name)
    const whole = await download(server, url)
    expect([whole.status, whole.body.equals(layer.bytes)]).toEqual([200, true])
    expect(whole.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': String(layer.bytes.length),
      'docker-content-digest': layer.digest,
      'accept-ranges': 'bytes',
    })
    const part = await download(server, url, 'bytes=65530-65545')
    expect([part.status, part.headers['content-range']]).toEqual([206, `bytes 65530-65545/${layer.bytes.length}`])
    expect(part.body).toEqual(layer.bytes.subarray(65_530, 65_546))
    const beyond = await download(server, url, `bytes=${layer.bytes.length}-`)
    expect([beyond.status, beyond.headers['content-range']]).toEqual([416, `bytes */${layer.bytes.length}`])
    const head = await download(server, url, undefined, 'HEAD')
    expect(head).toMatchObject({ status: 200, text: '' })
    expect(head.headers['content-length']).toBe(String(layer.bytes.length))
  })

  test('expires after an hour', async ({ server, ecr, repository }) => {
    await repository.pushImage(image, 'v1')
    const url = await urlOf(ecr, repository.name)
    server.clock.advance(hourMs - 60_000)
    const inTime = await download(server, url)
    server.clock.advance(60_000)
    const late = await download(server, url)
    server.clock.advance(-hourMs)
    expect(inTime.status).toBe(200)
    expect(late).toMatchObject(refusal('The URL has expired.'))
  })

  test('is refused when it was changed', async ({ server, ecr, repository }) => {
    await repository.pushImage(image, 'v1')
    const url = await urlOf(ecr, repository.name)
    const token = url.pathname.slice('/downloads/'.length)
    const flipped = token.slice(0, 40) + (token[40] === 'A' ? 'B' : 'A') + token.slice(41)
    for (const changed of [flipped, token.slice(0, -4), 'nonsense', '%00', 'a'.repeat(3_000)]) {
      const answer = await download(server, new URL(`/downloads/${changed}`, url))
      expect(answer).toMatchObject(refusal('The URL is not valid.'))
    }
  })

  test('is refused while the access key that asked for it is inactive', async ({ server, stranger }) => {
    const repositoryName = 'theirs/app'
    await stranger.send(new CreateRepositoryCommand({ repositoryName }))
    const { authorizationToken } = await server.otherAccount('999999999999')
    const host = `999999999999.dkr.ecr.us-east-1.localhost:${new URL(server.url).port}`
    await registryClient(server.url, { authorizationToken, host }).pushImage(repositoryName, image, 'v1')
    const url = await urlOf(stranger, repositoryName)
    expect(url.host).toBe(host)
    expect((await download(server, url)).status).toBe(200)
    const setStatus = (status: 'Active' | 'Inactive') =>
      server.running.ctx.database.change(() =>
        query((db) => db.updateTable('access_key').set({ status }).where('account', '=', '999999999999')),
      )
    await setStatus('Inactive')
    expect(await download(server, url)).toMatchObject(refusal('The URL is not valid.'))
    await setStatus('Active')
  })

  test('does not serve a later repository of the same name', async ({ server, ecr, repository }) => {
    const repositoryName = repository.name
    await repository.pushImage(image, 'v1')
    const url = await urlOf(ecr, repositoryName)
    await ecr.send(new DeleteRepositoryCommand({ repositoryName, force: true }))
    expect(await download(server, url)).toMatchObject(refusal('The layer does not exist.', 404))
    await ecr.send(new CreateRepositoryCommand({ repositoryName }))
    await repository.pushImage(image, 'v1')
    expect(await download(server, url)).toMatchObject(refusal('The layer does not exist.', 404))
    expect((await download(server, await urlOf(ecr, repositoryName))).status).toBe(200)
  })
})

describe('what GetDownloadUrlForLayer refuses', () => {
  test('GetDownloadUrlForLayer of a layer that no image names answers LayerInaccessibleException', async ({
    ecr,
    repository,
  }) => {
    const sentence = `Layer with digest '${layer.digest}' is not associated with any image in the repository with name '${repository.name}' in registry with id '${account}'`
    await repository.pushLayer(layer)
    await expectRefusal(ecr.send(get(repository.name)), 'LayerInaccessibleException', sentence)
    await repository.pushImage(image, 'v1')
    await urlOf(ecr, repository.name)
    const imageIds = [{ imageTag: 'v1' }]
    await ecr.send(new BatchDeleteImageCommand({ repositoryName: repository.name, imageIds }))
    await expectRefusal(ecr.send(get(repository.name)), 'LayerInaccessibleException', sentence)
  })

  test('GetDownloadUrlForLayer of a layer that the repository does not have answers LayersNotFoundException', async ({
    ecr,
    repository,
    newRepository,
  }) => {
    const other = await newRepository()
    await other.pushImage(image, 'v1')
    for (const digest of [absent, layer.digest]) {
      await expectRefusal(
        ecr.send(get(repository.name, digest)),
        'LayersNotFoundException',
        `The layer with digest '${digest}' does not exist in the repository with name '${repository.name}' in the registry with id '${account}'`,
      )
    }
  })

  test('GetDownloadUrlForLayer refuses a malformed digest', async ({ ecr, repository }) => {
    const constraint = 'Member must satisfy regular expression pattern: [a-zA-Z0-9-_+.]+:[a-fA-F0-9]+'
    await expectInvalid(ecr.send(get(repository.name, 'nonsense')), 'layerDigest', constraint)
  })

  test('GetDownloadUrlForLayer in a missing repository answers RepositoryNotFoundException', async ({ ecr }) => {
    await expectNoRepository(ecr.send(get('nowhere')), 'nowhere')
  })

  test('GetDownloadUrlForLayer is denied to another account', async ({ expectDenied, repository }) => {
    await repository.pushImage(image, 'v1')
    const ask = get(repository.name)
    ask.input.registryId = account
    await expectDenied((ecr) => ecr.send(ask), 'GetDownloadUrlForLayer', arnOf(repository.name))
  })
})
