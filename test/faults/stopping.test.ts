import { once } from 'node:events'
import { Agent, type IncomingMessage, request } from 'node:http'
import { CreateRepositoryCommand, ECRClient } from '@aws-sdk/client-ecr'
import { expect, test } from 'vitest'
import { addAccount } from '../../src/iam/accounts/add-account.ts'
import { findRootKey } from '../../src/iam/accounts/root-keys.ts'
import { sealToken } from '../../src/ecr/tokens/registry-token.ts'
import type { Log } from '../../src/log.ts'
import { type RunningServer, startServer } from '../../src/server.ts'
import { freshFolder } from '../support/databases.ts'
import { blobOf } from '../support/images.ts'
import { openRequest } from '../support/open-request.ts'
import { waitFor } from '../support/processes.ts'
import { registryClient } from '../support/registry-client.ts'
import { serverOptions } from '../support/server-options.ts'
import { noise } from '../support/upload-rows.ts'
import { openFilesBelow } from '../support/open-files.ts'

const { account, region } = serverOptions
const mebibyte = 1024 * 1024
/** Longer than any test: who waits for it fails. */
const patienceMs = 10 * 60 * 1000

interface Started {
  readonly running: RunningServer
  readonly url: string
  readonly authorizationToken: string
  readonly errors: readonly unknown[]
}

async function start(folder: string): Promise<Started> {
  const errors: unknown[] = []
  const log: Log = { info: () => undefined, error: (fields) => errors.push(fields), close: () => Promise.resolve() }
  const running = await startServer({
    options: serverOptions,
    databasePath: `${folder}/ecrd.db`,
    blobsPath: `${folder}/blobs`,
    masterKey: Buffer.alloc(32, 1),
    version: '0.0.0-test',
    log,
  })
  const credentials = (await addAccount(running.ctx, account)) ?? (await findRootKey(running.ctx, account))
  if (credentials === undefined) throw new Error('no root key')
  const ecr = new ECRClient({ endpoint: running.url, region, credentials, maxAttempts: 1 })
  await ecr.send(new CreateRepositoryCommand({ repositoryName: 'app' })).catch(() => undefined)
  ecr.destroy()
  const { accessKeyId } = credentials
  const password = sealToken(running.ctx.keys, { accessKeyId, expiresAt: Date.now() + patienceMs })
  const authorizationToken = Buffer.from(`AWS:${password}`).toString('base64')
  return { running, url: running.url, authorizationToken, errors }
}

test('an upload that a stop cuts off continues from the bytes that arrived, and no error is logged', async () => {
  const folder = await freshFolder()
  const before = await start(folder)
  const opened = await registryClient(before.url, before).request('POST', '/v2/app/blobs/uploads/')
  const path = new URL(opened.headers.location ?? '').pathname
  const stalled = openRequest(before, 'PATCH', path, { 'content-length': 8 * mebibyte })
  await stalled.send(noise(3 * mebibyte + 5))
  await waitFor('its file', async () => (await openFilesBelow(`${folder}/blobs`)).length === 1)
  await before.running.close(100)
  await expect(stalled.answer).rejects.toThrow()
  expect(before.errors).toEqual([])

  const after = await start(folder)
  const { status, headers } = await registryClient(after.url, after).request('GET', path)
  expect([status, headers.range]).toEqual([204, `0-${3 * mebibyte + 4}`])
  await after.running.close(100)
})

test('idle keep-alive connections do not delay a stop', async () => {
  const { running, url } = await start(await freshFolder())
  const agent = new Agent({ keepAlive: true })
  const ask = (): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const outgoing = request(url, { agent }, (incoming) => incoming.resume().on('end', resolve))
      outgoing.on('error', reject).end()
    })
  await Promise.all(Array.from({ length: 20 }, ask))
  expect(Object.values(agent.freeSockets).flat()).toHaveLength(20)
  await running.close(patienceMs)
  agent.destroy()
})

test('a stop cuts a client that has stopped reading, and closes its file', async () => {
  const folder = await freshFolder()
  const { running, ...server } = await start(folder)
  const blob = blobOf(noise(16 * mebibyte))
  await registryClient(server.url, server).pushBlob('app', blob)
  const headers = { authorization: `Basic ${server.authorizationToken}` }
  const outgoing = request(new URL(`/v2/app/blobs/${blob.digest}`, server.url), { headers, agent: false }).end()
  const [stalled] = (await once(outgoing, 'response')) as [IncomingMessage]
  stalled.on('error', () => undefined)
  await running.close(100)
  await waitFor('no open file', async () => (await openFilesBelow(`${folder}/blobs`)).length === 0)
})
