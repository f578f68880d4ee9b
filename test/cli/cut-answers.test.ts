import { once } from 'node:events'
import { open, readdir } from 'node:fs/promises'
import { type IncomingMessage, request } from 'node:http'
import { join } from 'node:path'
import {
  CreateRepositoryCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
  GetDownloadUrlForLayerCommand,
} from '@aws-sdk/client-ecr'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RequestLine } from '../../src/http/ops/request-log.ts'
import { ACCOUNT, type Ecrd, REGION, startEcrd } from '../support/ecrd.ts'
import { blobOf, imageOf, type Layer } from '../support/images.ts'
import { requestsOf } from '../support/logged-requests.ts'
import { waitFor } from '../support/processes.ts'
import { registryClient } from '../support/registry-client.ts'
import { noise } from '../support/upload-rows.ts'

const mebibyte = 1024 * 1024
// More than any socket takes while nobody reads.
const blob = blobOf(noise(24 * mebibyte))
const layer: Layer = { ...blob, diffId: blob.digest }
const principal = `arn:aws:iam::${ACCOUNT}:root`

let server: Ecrd
let ecr: ECRClient
let authorization: string
beforeAll(async () => {
  server = await startEcrd()
  ecr = new ECRClient({ endpoint: server.url, region: REGION, credentials: server.credentials, maxAttempts: 1 })
  await ecr.send(new CreateRepositoryCommand({ repositoryName: 'app' }))
  const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand())
  const authorizationToken = authorizationData?.[0]?.authorizationToken ?? ''
  authorization = `Basic ${authorizationToken}`
  await registryClient(server.url, { authorizationToken }).pushImage('app', imageOf({ layers: [layer] }), 'v1')
})
afterAll(async () => {
  ecr.destroy()
  await server.stop()
})

/** The lines of what was cut since `before`. */
const cutSince = (before: number): Promise<readonly RequestLine[]> =>
  waitFor('the line of a request that was cut', () => {
    const cut = requestsOf(server).filter((record) => record.cut === true)
    return cut.length > before && cut.slice(before)
  })

const cutSoFar = (): number => requestsOf(server).filter((record) => record.cut === true).length

async function startDownload(url: string): Promise<IncomingMessage> {
  const asked = request(url, { headers: { authorization } }).end()
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  return answer
}

test('a client that goes away during a download leaves a line in the log that says so', async () => {
  const before = cutSoFar()
  const answer = await startDownload(`${server.url}/v2/app/blobs/${blob.digest}`)
  await once(answer, 'readable')
  answer.destroy()
  const expected = { principal, operation: 'GetDownloadUrlForLayer', repository: 'app', status: 200 }
  expect(await cutSince(before)).toMatchObject([{ level: 'info', ...expected, bytes: blob.bytes.length }])
})

test('a client that goes away before its answer leaves a line in the log without a status', async () => {
  const before = cutSoFar()
  const headers = { authorization, 'content-length': mebibyte }
  const asked = request(`${server.url}/v2/app/blobs/uploads/?digest=${blob.digest}`, { method: 'POST', headers })
  await new Promise<void>((resolve) => asked.write(Buffer.alloc(1), () => resolve()))
  asked.once('error', () => undefined).destroy()
  const [line] = await cutSince(before)
  expect(line).toMatchObject({ level: 'info', principal, repository: 'app' })
  expect(line).not.toHaveProperty('status')
})

test('a layer whose bytes turn out damaged during a download is logged as an error, on the API and the registry', async () => {
  const { downloadUrl = '' } = await ecr.send(
    new GetDownloadUrlForLayerCommand({ repositoryName: 'app', layerDigest: blob.digest }),
  )
  await damageFiles(join(server.folder, 'blobs'), 20 * mebibyte)
  for (const url of [`${server.url}/v2/app/blobs/${blob.digest}`, downloadUrl]) {
    const before = cutSoFar()
    const answer = await startDownload(url)
    await expect(answer.toArray()).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(await cutSince(before)).toMatchObject([
      { level: 'error', message: 'request failed', principal, status: 200, err: { type: 'DamagedBlob' } },
    ])
  }
})

async function damageFiles(folder: string, position: number): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  for (const entry of entries.filter((each) => each.isFile())) {
    await using file = await open(join(entry.parentPath, entry.name), 'r+')
    await file.write(Buffer.from('damaged'), 0, 7, position)
  }
}
