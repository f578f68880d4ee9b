import {
  CreateRepositoryCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
  ListImagesCommand,
} from '@aws-sdk/client-ecr'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Ecrd, REGION, startEcrd } from '../support/ecrd.ts'
import type { Descriptor } from '../support/images.ts'
import { type RegistryClient, registryClient } from '../support/registry-client.ts'
import { digestOf } from '../support/upload-rows.ts'
import { newLedger, type OpenUpload } from './push-ledger.ts'
import { dice, expectStatus, pushUntilCut } from './pushing-client.ts'

const kills = 10
const repositories = ['first', 'second'] as const
const clients = [0, 1, 2, 3]

let server: Ecrd
let ecr: ECRClient
let registry: RegistryClient
const ledger = newLedger()

beforeAll(async () => {
  server = await startEcrd()
  ecr = new ECRClient({ endpoint: server.url, region: REGION, credentials: server.credentials, maxAttempts: 1 })
  for (const repositoryName of repositories) await ecr.send(new CreateRepositoryCommand({ repositoryName }))
  const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand())
  const authorizationToken = authorizationData?.[0]?.authorizationToken ?? ''
  registry = registryClient(server.url, { authorizationToken })
})
afterAll(async () => {
  ecr.destroy()
  await server.stop()
})

test('what was promised is there, and nothing is there by half, however often the server is killed', async () => {
  const roll = dice(20_260_101)
  for (let kill = 1; kill <= kills; kill += 1) {
    await pushAndKill(kill, 1 + roll(60))
    for (const upload of ledger.uploads) await goOn(upload)
    ledger.uploads.clear()
    for (const [name, { sent, acknowledged }] of ledger.tags) {
      const [repository = '', tag = ''] = name.split(':')
      const found = await digestOfTag(repository, tag)
      // Before the first answer there may be no tag at all.
      const possible = [...(acknowledged === 0 ? [undefined] : []), ...sent.slice(Math.max(0, acknowledged - 1))]
      expect(possible).toContain(found)
    }
  }
  verified.clear()
  for (const name of ledger.blobs) await expectBlob(name)
  const listed = await listManifests()
  expect([...ledger.manifests].filter((name) => !listed.includes(name))).toEqual([])
  for (const name of listed) await expectWholeImage(name)
})

/** All clients push at once; the server is killed when it has promised so much. */
async function pushAndKill(kill: number, promisesBeforeKill: number): Promise<void> {
  let promises = 0
  let crash: Promise<void> | undefined
  const promised = (): void => {
    promises += 1
    if (promises === promisesBeforeKill) crash = server.crash()
  }
  const cut = clients.map((at) => {
    const repository = repositories[at % 2] ?? 'first'
    return pushUntilCut({ registry, ledger, roll: dice(100 * kill + at), repository, tag: `client-${at}`, promised })
  })
  for (const end of await Promise.allSettled(cut)) {
    // A connection that broke has a code: anything else is the server's fault or the test's.
    if (end.status === 'rejected' && !(end.reason instanceof Error && 'code' in end.reason)) throw end.reason
  }
  await crash
}

/** An upload goes on from where it stands, which is not before what was acknowledged, and ends right. */
async function goOn({ repository, path, blob, ...upload }: OpenUpload): Promise<void> {
  const { bytes, digest } = blob
  const { status, headers } = await registry.request('GET', path)
  if (status === 404 && upload.isEnding) return expectBlob(`${repository}@${digest}`)
  expect(status).toBe(204)
  const last = Number(/^0-([0-9]+)$/.exec(String(headers.range))?.[1])
  // `0-0` says one byte or none.
  const stands = last === 0 ? [0, 1] : [last + 1]
  const possible = stands.filter((size) => size >= upload.acknowledgedBytes && size <= upload.sentBytes)
  const statuses: number[] = []
  for (const start of possible) {
    if (!statuses.includes(202)) statuses.push((await registry.request('PATCH', path, restFrom(bytes, start))).status)
  }
  expect(statuses).toContain(202)
  expectStatus(201, await registry.request('PUT', `${path}?digest=${digest}`))
  await expectBlob(`${repository}@${digest}`)
}

/** The rest of a blob, told where it begins; nothing when there is none. */
function restFrom(bytes: Buffer, start: number) {
  const rest = bytes.subarray(start)
  const length = { 'content-length': rest.length }
  return {
    headers: rest.length === 0 ? length : { ...length, 'content-range': `${start}-${bytes.length - 1}` },
    body: rest,
  }
}

async function digestOfTag(repository: string, tag: string): Promise<string | undefined> {
  const { status, body } = await registry.getManifest(repository, tag)
  return status === 200 ? digestOf(body) : undefined
}

async function listManifests(): Promise<string[]> {
  const listed = new Set<string>()
  for (const repositoryName of repositories) {
    const { imageIds = [] } = await ecr.send(new ListImagesCommand({ repositoryName, maxResults: 1_000 }))
    for (const { imageDigest = '' } of imageIds) listed.add(`${repositoryName}@${imageDigest}`)
  }
  return [...listed]
}

async function expectWholeImage(name: string): Promise<void> {
  const [repository = '', digest = ''] = name.split('@')
  const manifest = expectStatus(200, await registry.getManifest(repository, digest))
  expect(digestOf(manifest.body)).toBe(digest)
  const { config, layers } = manifest.json() as { config: Descriptor; layers: Descriptor[] }
  for (const blob of [config, ...layers]) await expectBlob(`${repository}@${blob.digest}`)
}

/** Each is read once after a round of kills, and all of them in the end. */
const verified = new Set<string>()

async function expectBlob(name: string): Promise<void> {
  if (verified.has(name)) return
  const [repository = '', digest = ''] = name.split('@')
  const { body } = expectStatus(200, await registry.getBlob(repository, digest))
  expect(digestOf(body)).toBe(digest)
  verified.add(name)
}
