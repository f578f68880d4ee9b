import {
  CreateRepositoryCommand,
  DescribeImagesCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
  paginateDescribeImages,
} from '@aws-sdk/client-ecr'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DatabaseProxy, startDatabaseProxy } from '../support/database-proxy.ts'
import { type Ecrd, REGION, startEcrd } from '../support/ecrd.ts'
import { type Image, imageOf, layerOf } from '../support/images.ts'
import { temporaryFolder } from '../support/processes.ts'
import { type RegistryClient, registryClient } from '../support/registry-client.ts'
import { createPostgresStorage } from '../support/storage.ts'

/** Whether a job is due is looked for once a second, beside: of some tries, one has nothing beside it. */
const tries = 4

/** Long enough that a batch is sent before its first answer comes. */
const latencyMs = 20

/** The caller is looked up once, before the operation is known. */
const ofAuthentication = 1

let proxy: DatabaseProxy
let server: Ecrd
let ecr: ECRClient
let registry: RegistryClient
let databaseUrl: string
const cleanUp: (() => Promise<void>)[] = []

beforeAll(async () => {
  const folder = await temporaryFolder()
  const storage = await createPostgresStorage()
  databaseUrl = storage.databaseUrl
  const database = new URL(databaseUrl)
  proxy = await startDatabaseProxy(Number(database.port), latencyMs)
  database.port = `${proxy.port}`
  server = await startEcrd([...(await storage.settingsIn(folder.path)), '--database', database.href])
  cleanUp.push(server.stop, proxy.close, storage.remove, folder.remove)
  ecr = new ECRClient({ endpoint: server.url, region: REGION, credentials: server.credentials })
  await ecr.send(new CreateRepositoryCommand({ repositoryName: 'app' }))
  const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand())
  registry = registryClient(server.url, { authorizationToken: authorizationData?.[0]?.authorizationToken ?? '' })
})
afterAll(async () => {
  ecr.destroy()
  for (const clean of cleanUp) await clean()
})

async function fewestRoundTrips(action: (nth: number) => Promise<unknown>): Promise<number> {
  const counts: number[] = []
  for (let nth = 0; nth < tries; nth++) counts.push(await proxy.countRoundTrips(() => action(nth)))
  return Math.min(...counts)
}

const layers = Array.from({ length: 20 }, (_, n) => layerOf({ [`file-${n}`]: `${n}` }))
const images: readonly Image[] = Array.from({ length: tries }, (_, n) =>
  imageOf({ layers, annotations: { n: `${n}` } }),
)

test('pushing the manifest of an image of 20 layers under a new tag takes at most 8 round trips, beside authentication', async () => {
  const blobs = new Map(images.flatMap((image) => image.blobs.map((blob) => [blob.digest, blob])))
  await Promise.all([...blobs.values()].map((blob) => registry.pushBlob('app', blob)))
  const push = async (nth: number) => {
    const image = images[nth]
    if (image === undefined) throw new Error('too few images')
    expect((await registry.pushManifest('app', image, `v${nth}`)).status).toBe(201)
  }
  expect(await fewestRoundTrips(push)).toBeLessThanOrEqual(8 + ofAuthentication)
})

test('DescribeImages of 1,000 images takes at most 4 round trips, beside authentication', async () => {
  await insertTaggedImages(1_000)
  const page = new DescribeImagesCommand({ repositoryName: 'app', maxResults: 1_000 })
  const describe = async () => expect((await ecr.send(page)).imageDetails).toHaveLength(1_000)
  expect(await fewestRoundTrips(describe)).toBeLessThanOrEqual(4 + ofAuthentication)
  const tags: string[] = []
  for await (const { imageDetails } of paginateDescribeImages({ client: ecr }, { repositoryName: 'app' })) {
    tags.push(...(imageDetails ?? []).flatMap(({ imageTags = [] }) => imageTags))
  }
  expect(new Set(tags).size).toBe(2_000 + images.length)
})

/** Each with two tags, beside those that were pushed. */
async function insertTaggedImages(count: number): Promise<void> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query(`
    with copies as (
      insert into image (repository_id, digest, media_type, artifact_media_type, artifact_type, size, pushed_at)
      select repository_id, 'sha256:' || lpad(n::text, 64, '0'), media_type, artifact_media_type, artifact_type, size, pushed_at
      from (select * from image order by id limit 1) as pushed, generate_series(1, ${count}) as n
      returning id, repository_id
    )
    insert into tag (repository_id, name, image_id)
    select repository_id, 'copy-' || id || '-' || n, id from copies, generate_series(1, 2) as n`)
  await client.end()
}
