import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CreateRepositoryCommand, ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr'
import { expect, onTestFinished, test } from 'vitest'
import { REGION, startEcrd } from '../support/ecrd.ts'
import { blobOf } from '../support/images.ts'
import { registryClient } from '../support/registry-client.ts'
import { noise } from '../support/upload-rows.ts'

const blob = blobOf(noise(100_000))

/** Pushes and pulls; what lies in the data folder afterwards, as files of layers. */
async function storedBy(settings: readonly string[]): Promise<readonly Buffer[]> {
  const server = await startEcrd(settings)
  onTestFinished(() => server.stop())
  const ecr = new ECRClient({ endpoint: server.url, region: REGION, credentials: server.credentials })
  await ecr.send(new CreateRepositoryCommand({ repositoryName: 'app' }))
  const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand())
  ecr.destroy()
  const registry = registryClient(server.url, { authorizationToken: authorizationData?.[0]?.authorizationToken ?? '' })
  await registry.pushBlob('app', blob)
  expect((await registry.getBlob('app', blob.digest)).body.equals(blob.bytes)).toBe(true)
  const files = await readdir(join(server.folder, 'blobs'), { recursive: true, withFileTypes: true })
  return Promise.all(files.filter((file) => file.isFile()).map((file) => readFile(join(file.parentPath, file.name))))
}

test('layers are encrypted in the data folder', async () => {
  const [file, ...others] = await storedBy([])
  expect(others).toEqual([])
  expect(file?.includes(blob.bytes.subarray(50_000, 50_016))).toBe(false)
})

test('--sealing none stores layers unencrypted', async () => {
  const files = await storedBy(['--sealing', 'none'])
  expect(files.map((file) => file.equals(blob.bytes))).toEqual([true])
})
