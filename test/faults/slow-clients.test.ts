import { get } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { expect } from 'vitest'
import { test } from '../oci/oci-test.ts'
import { blobOf } from '../support/images.ts'
import { openRequest } from '../support/open-request.ts'
import type { TestServer } from '../support/test-server.ts'
import { noise } from '../support/upload-rows.ts'

/** Clients that take their time, and are given it. The server's seconds pass as the test says. */

const mebibyte = 1024 * 1024

function pass(seconds: number, { running: { bodies } }: TestServer): void {
  for (let second = 0; second < seconds; second += 1) bodies.arrivals.tick(bodies.memory.wasScarce())
}

test('a push that pauses for twenty seconds after each piece succeeds', async ({ repository, server }) => {
  const blob = blobOf(noise(2 * mebibyte))
  const upload = await repository.openUpload()
  const pushing = openRequest(server, 'PATCH', `/v2/${repository.name}/${upload}`, { 'transfer-encoding': 'chunked' })
  for (let at = 0; at < blob.bytes.length; at += 128 * 1024) {
    await pushing.send(blob.bytes.subarray(at, at + 128 * 1024))
    pass(20, server)
  }
  pushing.end()
  expect((await pushing.answer).status).toBe(202)
  expect((await repository.ask('PUT', `${upload}?digest=${blob.digest}`)).status).toBe(201)
})

test('a client that stops reading a layer for an hour gets the rest', async ({ repository, server }) => {
  const blob = blobOf(noise(32 * mebibyte))
  await repository.pushBlob(blob)
  const headers = { authorization: `Basic ${server.authorizationToken}` }
  const url = new URL(`/v2/${repository.name}/blobs/${blob.digest}`, server.url)
  const reader = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, { headers, agent: false }, resolve).on('error', reject)
  })
  await new Promise((resolve) => reader.once('readable', resolve))
  const first = reader.read() as Buffer
  pass(3_600, server)
  const pieces = [first]
  for await (const piece of reader as AsyncIterable<Buffer>) pieces.push(piece)
  expect(Buffer.concat(pieces).equals(blob.bytes)).toBe(true)
})
