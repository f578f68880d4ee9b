import { BatchCheckLayerAvailabilityCommand, BatchDeleteImageCommand } from '@aws-sdk/client-ecr'
import { expect } from 'vitest'
import { imageOf, layerOf, OCI } from '../../support/images.ts'
import { registryClient } from '../../support/registry-client.ts'
import { account, arnOf, expectInvalid, expectNoRepository, outputOf, test } from '../ecr-test.ts'

const layer = layerOf({ motd: 'layer\n' })
const image = imageOf({ layers: [layer] })
const absent = `sha256:${'0'.repeat(64)}`

const check = (repositoryName: string, ...layerDigests: string[]) =>
  new BatchCheckLayerAvailabilityCommand({ repositoryName, layerDigests })
const available = ({ digest, bytes }: { digest: string; bytes: Buffer }) => ({
  layerDigest: digest,
  layerAvailability: 'AVAILABLE',
  layerSize: bytes.length,
})

test('BatchCheckLayerAvailability tells which layers are available, and reports malformed digests as failures', async ({
  ecr,
  repository,
}) => {
  await repository.pushLayer(layer)
  const answer = await outputOf(ecr.send(check(repository.name, layer.digest, absent, 'nonsense', '', layer.digest)))
  expect(answer).toEqual({
    layers: [available(layer), { layerDigest: absent, layerAvailability: 'UNAVAILABLE' }, available(layer)],
    failures: [
      {
        layerDigest: 'nonsense',
        failureCode: 'InvalidLayerDigest',
        failureReason:
          "Invalid request parameters: layer digest should satisfy the regex '[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+'",
      },
      {
        layerDigest: '',
        failureCode: 'MissingLayerDigest',
        failureReason: 'Invalid request parameters: layer digest cannot be null',
      },
    ],
  })
})

test('BatchCheckLayerAvailability answers the media type that the manifest gives the layer', async ({
  ecr,
  repository,
}) => {
  await repository.pushImage(image)
  const { layers } = await ecr.send(check(repository.name, layer.digest, image.config.digest))
  expect(layers).toEqual([
    { ...available(layer), mediaType: OCI.layer },
    { ...available(image.config), mediaType: OCI.config },
  ])
})

test('BatchCheckLayerAvailability calls a layer that only another repository has UNAVAILABLE', async ({
  ecr,
  repository,
  newRepository,
}) => {
  const other = await newRepository()
  await other.pushImage(image, 'v1')
  const { layers } = await ecr.send(check(repository.name, layer.digest))
  expect(layers).toEqual([{ layerDigest: layer.digest, layerAvailability: 'UNAVAILABLE' }])
})

test('HEAD finds a layer without an image until an hour before it may be collected', async ({
  server,
  ecr,
  repository,
}) => {
  await repository.pushImage(image, 'v1')
  await ecr.send(new BatchDeleteImageCommand({ repositoryName: repository.name, imageIds: [{ imageTag: 'v1' }] }))
  const statusAfter = async (timeMs: number) => {
    server.clock.advance(timeMs)
    const { ecr: later, authorizationToken } = await server.otherAccount(account)
    const registry = registryClient(server.url, { authorizationToken })
    const { status } = await registry.request('HEAD', `/v2/${repository.name}/blobs/${layer.digest}`)
    server.clock.advance(-timeMs)
    later.destroy()
    return status
  }
  const minuteMs = 60_000
  expect(await statusAfter(0)).toBe(200)
  expect(await statusAfter(23 * 60 * minuteMs - minuteMs)).toBe(200)
  expect(await statusAfter(23 * 60 * minuteMs)).toBe(404)
})

test('BatchCheckLayerAvailability refuses fewer than 1 and more than 100 digests', async ({ ecr, repository }) => {
  const length = (rule: string) => `Member must have length ${rule}`
  await expectInvalid(ecr.send(check(repository.name)), 'layerDigests', length('greater than or equal to 1'))
  const many = Array.from({ length: 101 }, () => absent)
  await expectInvalid(ecr.send(check(repository.name, ...many)), 'layerDigests', length('less than or equal to 100'))
})

test('BatchCheckLayerAvailability in a missing repository answers RepositoryNotFoundException', async ({ ecr }) => {
  await expectNoRepository(ecr.send(check('nowhere', absent)), 'nowhere')
})

test('BatchCheckLayerAvailability is denied to another account', async ({ expectDenied, repository }) => {
  const input = { registryId: account, repositoryName: repository.name, layerDigests: [absent] }
  const ask = new BatchCheckLayerAvailabilityCommand(input)
  await expectDenied((ecr) => ecr.send(ask), 'BatchCheckLayerAvailability', arnOf(repository.name))
})
