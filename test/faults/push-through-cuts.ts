import {
  CreateRepositoryCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
  ListImagesCommand,
} from '@aws-sdk/client-ecr'
import { expect } from 'vitest'
import { type Ecrd, REGION } from '../support/ecrd.ts'
import type { Descriptor } from '../support/images.ts'
import { type RegistryClient, registryClient } from '../support/registry-client.ts'
import { digestOf } from '../support/upload-rows.ts'
import { type Ledger, newLedger, type OpenUpload } from './push-ledger.ts'
import { dice, expectStatus, pushUntilCut } from './pushing-client.ts'

/** How pushes are cut off, again and again. */
export interface Cuts {
  readonly server: Ecrd
  readonly count: number
  /** Fulfilled when the server can be asked again. */
  readonly cut: () => Promise<void>
  /** Whether a client may end so. */
  readonly isCut: (error: Error) => boolean
}

interface Pushes {
  readonly ecr: ECRClient
  readonly registry: RegistryClient
  readonly ledger: Ledger
}

const repositories = ['first', 'second'] as const
const clients = [0, 1, 2, 3]

/** Four clients push whatever the cuts; what they were promised is there, and nothing is there by half. */
export async function expectPromisesKept(cuts: Cuts): Promise<void> {
  const { server } = cuts
  const ecr = new ECRClient({ endpoint: server.url, region: REGION, credentials: server.credentials, maxAttempts: 1 })
  for (const repositoryName of repositories) await ecr.send(new CreateRepositoryCommand({ repositoryName }))
  const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand())
  const authorizationToken = authorizationData?.[0]?.authorizationToken ?? ''
  const pushes = { ecr, registry: registryClient(server.url, { authorizationToken }), ledger: newLedger() }
  const roll = dice(20_260_101)
  for (let cut = 1; cut <= cuts.count; cut += 1) {
    await pushAndCut(pushes, cuts, cut, 1 + roll(60))
    await expectStanding(pushes)
  }
  verified.clear()
  await expectAll(pushes)
  ecr.destroy()
}

/** What can be seen at once: open uploads go on, and tags name what they may. */
async function expectStanding({ registry, ledger }: Pushes): Promise<void> {
  for (const upload of ledger.uploads) await goOn(registry, upload)
  ledger.uploads.clear()
  for (const [name, { sent, acknowledged }] of ledger.tags) {
    const [repository = '', tag = ''] = name.split(':')
    const found = await digestOfTag(registry, repository, tag)
    // Before the first answer there may be no tag at all.
    const possible = [...(acknowledged === 0 ? [undefined] : []), ...sent.slice(Math.max(0, acknowledged - 1))]
    expect(possible).toContain(found)
  }
}

async function expectAll({ ecr, registry, ledger }: Pushes): Promise<void> {
  for (const name of ledger.blobs) await expectBlob(registry, name)
  const listed = await listManifests(ecr)
  expect([...ledger.manifests].filter((name) => !listed.includes(name))).toEqual([])
  for (const name of listed) await expectWholeImage(registry, name)
}

/** All clients push at once, and are cut off when they were promised so much. */
async function pushAndCut(
  { registry, ledger }: Pushes,
  cuts: Cuts,
  cut: number,
  promisesBefore: number,
): Promise<void> {
  let promises = 0
  let cutting: Promise<void> | undefined
  const promised = (): void => {
    promises += 1
    if (promises === promisesBefore) cutting = cuts.cut()
  }
  const pushing = clients.map((at) => {
    const repository = repositories[at % 2] ?? 'first'
    return pushUntilCut({ registry, ledger, roll: dice(100 * cut + at), repository, tag: `client-${at}`, promised })
  })
  for (const end of await Promise.allSettled(pushing)) {
    if (end.status === 'rejected' && !(end.reason instanceof Error && cuts.isCut(end.reason))) throw end.reason
  }
  await cutting
}

/** An upload goes on from where it stands, which is not before what was acknowledged, and ends right. */
async function goOn(registry: RegistryClient, { repository, path, blob, ...upload }: OpenUpload): Promise<void> {
  const { bytes, digest } = blob
  const { status, headers } = await registry.request('GET', path)
  if (status === 404 && upload.isEnding) return expectBlob(registry, `${repository}@${digest}`)
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
  await expectBlob(registry, `${repository}@${digest}`)
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

async function digestOfTag(registry: RegistryClient, repository: string, tag: string): Promise<string | undefined> {
  const { status, body } = await registry.getManifest(repository, tag)
  return status === 200 ? digestOf(body) : undefined
}

async function listManifests(ecr: ECRClient): Promise<string[]> {
  const listed = new Set<string>()
  for (const repositoryName of repositories) {
    const { imageIds = [] } = await ecr.send(new ListImagesCommand({ repositoryName, maxResults: 1_000 }))
    for (const { imageDigest = '' } of imageIds) listed.add(`${repositoryName}@${imageDigest}`)
  }
  return [...listed]
}

async function expectWholeImage(registry: RegistryClient, name: string): Promise<void> {
  const [repository = '', digest = ''] = name.split('@')
  const manifest = expectStatus(200, await registry.getManifest(repository, digest))
  expect(digestOf(manifest.body)).toBe(digest)
  const { config, layers } = manifest.json() as { config: Descriptor; layers: Descriptor[] }
  for (const blob of [config, ...layers]) await expectBlob(registry, `${repository}@${blob.digest}`)
}

/** Each is read once after a round of cuts, and all of them in the end. */
const verified = new Set<string>()

async function expectBlob(registry: RegistryClient, name: string): Promise<void> {
  if (verified.has(name)) return
  const [repository = '', digest = ''] = name.split('@')
  const { body } = expectStatus(200, await registry.getBlob(repository, digest))
  expect(digestOf(body)).toBe(digest)
  verified.add(name)
}
