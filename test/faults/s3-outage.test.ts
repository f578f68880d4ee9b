import { readdir } from 'node:fs/promises'
import { CompleteLayerUploadCommand, InitiateLayerUploadCommand, UploadLayerPartCommand } from '@aws-sdk/client-ecr'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startEcrdOnS3 } from '../support/ecrd-on-s3.ts'
import type { EcrdWithApp } from '../support/ecrd-with-app.ts'
import { hasGoProgram } from '../support/go-programs.ts'
import { blobOf, imageOf, layerOf } from '../support/images.ts'
import { apiOutage, failureOf, outage } from '../support/outages.ts'
import { type S3Proxy, startS3Proxy } from '../support/s3-proxy.ts'
import { type S3Server, startS3Server } from '../support/s3-server.ts'
import { noise } from '../support/upload-rows.ts'

const mebibyte = 1024 * 1024

describe.runIf(hasGoProgram('versitygw'))('a server whose blobs are in S3', () => {
  let s3: S3Server
  let proxy: S3Proxy
  let server: EcrdWithApp
  beforeAll(async () => {
    s3 = await startS3Server()
    proxy = await startS3Proxy(s3)
    server = await startEcrdOnS3(s3, proxy.url)
  })
  afterEach(() => {
    proxy.fault = undefined
  })
  afterAll(async () => {
    await server.stop()
    await proxy.stop()
    await s3.stop()
  })

  async function openUpload(): Promise<string> {
    const opened = await server.client.request('POST', '/v2/app/blobs/uploads/')
    expect(opened.status).toBe(202)
    return `/v2/app/blobs/uploads/${String(opened.headers['docker-upload-uuid'])}`
  }

  test('keeps no blob in its data folder', async () => {
    const image = imageOf({ layers: [layerOf({ big: noise(10 * mebibyte) })] })
    await server.client.pushImage('app', image, 'v1')
    for (const { digest, bytes } of image.blobs) {
      expect((await server.client.getBlob('app', digest)).body.equals(bytes)).toBe(true)
    }
    expect(await readdir(server.folder)).not.toContain('blobs')
  })

  test('continues an upload after it was killed in the middle', async () => {
    const { bytes, digest } = blobOf(noise(30 * mebibyte, 2))
    const path = await openUpload()
    const parts = [bytes.subarray(0, 12_345_678), bytes.subarray(12_345_678, 20_000_000), bytes.subarray(20_000_000)]
    for (const body of parts) {
      expect((await server.client.request('PATCH', path, { body })).status).toBe(202)
      await server.crash()
    }
    expect((await server.client.request('PUT', `${path}?digest=${digest}`)).status).toBe(201)
    expect((await server.client.getBlob('app', digest)).body.equals(bytes)).toBe(true)
  })

  test('refuses a wrong digest and keeps the upload as it was, also after a crash', async () => {
    const { bytes, digest } = blobOf(noise(10 * mebibyte + 3, 3))
    const path = await openUpload()
    const wrong = `${path}?digest=sha256:${'0'.repeat(64)}`
    expect((await server.client.request('PATCH', path, { body: bytes.subarray(0, 9_999_999) })).status).toBe(202)
    await server.crash()
    for (let i = 0; i < 2; i += 1) expect((await server.client.request('PUT', wrong)).status).toBe(400)
    expect((await server.client.request('GET', path)).headers.range).toBe('0-9999998')
    const rest = { body: bytes.subarray(9_999_999) }
    expect((await server.client.request('PUT', `${path}?digest=${digest}`, rest)).status).toBe(201)
    expect((await server.client.getBlob('app', digest)).body.equals(bytes)).toBe(true)
  })

  test('answers 503 while S3 fails, serves what needs no S3, and continues later', async () => {
    const layer = layerOf({ big: noise(2 * mebibyte, 4) })
    const small = layerOf({ small: 'kept in its row' })
    const image = imageOf({ layers: [layer, small] })
    await server.client.pushImage('app', image, 'v2')
    const { bytes, digest } = blobOf(noise(20 * mebibyte, 5))
    const path = await openUpload()
    const acknowledged = 9 * mebibyte
    const first = { body: bytes.subarray(0, acknowledged) }
    expect((await server.client.request('PATCH', path, first)).status).toBe(202)

    proxy.fault = () => 'reset'
    const rest = { body: bytes.subarray(acknowledged) }
    expect(failureOf(await server.client.request('PATCH', path, rest))).toEqual(outage)
    expect(failureOf(await server.client.request('PUT', `${path}?digest=${digest}`, rest))).toEqual(outage)
    expect(failureOf(await server.client.getBlob('app', layer.digest))).toEqual(outage)
    expect((await server.client.getManifest('app', 'v2')).body.equals(image.bytes)).toBe(true)
    expect((await server.client.getBlob('app', small.digest)).body.equals(small.bytes)).toBe(true)
    expect((await server.client.request('GET', path)).headers.range).toBe(`0-${acknowledged - 1}`)

    proxy.fault = undefined
    expect((await server.client.request('PUT', `${path}?digest=${digest}`, rest)).status).toBe(201)
    expect((await server.client.getBlob('app', digest)).body.equals(bytes)).toBe(true)
    // The operator is told why, and not with which key.
    expect(server.output()).toContain('ECONNRESET')
    expect(server.output()).not.toMatch(new RegExp(`Signature=|${Object.values(s3.env).join('|')}`))
  })

  test('answers 503 on the JSON API too, and completes the upload later', async () => {
    const { bytes, digest } = blobOf(noise(6 * mebibyte, 6))
    const { uploadId } = await server.ecr.send(new InitiateLayerUploadCommand({ repositoryName: 'app' }))
    const upload = { repositoryName: 'app', uploadId }
    const part = { ...upload, partFirstByte: 0, partLastByte: bytes.byteLength - 1, layerPartBlob: bytes }
    const complete = new CompleteLayerUploadCommand({ ...upload, layerDigests: [digest] })

    proxy.fault = () => '503 SlowDown'
    await expect(server.ecr.send(new UploadLayerPartCommand(part))).rejects.toMatchObject(apiOutage)
    proxy.fault = undefined
    await server.ecr.send(new UploadLayerPartCommand(part))
    proxy.fault = () => '500'
    await expect(server.ecr.send(complete)).rejects.toMatchObject(apiOutage)
    proxy.fault = undefined
    await server.ecr.send(complete)
    expect((await server.client.getBlob('app', digest)).body.equals(bytes)).toBe(true)
  })

  test('answers 503 when S3 takes connections and does not answer', async () => {
    const blob = blobOf(noise(2 * mebibyte, 7))
    await server.client.pushBlob('app', blob)
    proxy.fault = () => 'silent'
    expect(failureOf(await server.client.getBlob('app', blob.digest))).toEqual(outage)
  })
})
