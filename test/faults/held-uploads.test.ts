import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { memoryStore } from '../../src/blobs/memory/memory-store.ts'
import { query } from '../../src/database/statement.ts'
import { expireLeasesOfLastRun } from '../../src/ecr/layers/upload-lease.ts'
import { initiateLayerUpload } from '../../src/ecr/layers/initiate-layer-upload.ts'
import { leaseMs, leaseRenewalMs } from '../../src/ecr/layers/layer-rules.ts'
import { ociCancelUpload } from '../../src/ecr/layers/oci-cancel-upload.ts'
import { ociGetUpload, ociUploadChunk } from '../../src/ecr/layers/oci-upload.ts'
import { createRepository } from '../../src/ecr/repository-lifetime/create-repository.ts'
import { frameSizeBytes } from '../../src/sealing/frames.ts'
import { type Node, openTwoNodes, type TwoNodes } from '../support/two-nodes.ts'
import { noise } from '../support/upload-rows.ts'

const repositoryName = 'app'
/** A busy machine may take long. */
const patience = { timeout: 60_000 }

describe('an upload that a request on one server is writing to', () => {
  let two: TwoNodes
  let one: Node
  let other: Node
  let uploadId: string
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const store = memoryStore()
    two = await openTwoNodes(() => store)
    ;[one, other] = two.nodes
    await one.run(createRepository, { repositoryName })
    uploadId = (await one.run(initiateLayerUpload, { repositoryName })).uploadId ?? ''
  })
  afterEach(async () => {
    vi.useRealTimers()
    await two.close()
  })

  async function leaseExpiresAt(): Promise<number> {
    const [row] = await one.ctx.database.read(() => query((db) => db.selectFrom('upload').select('lease_expires_at')))
    return row?.lease_expires_at ?? -1
  }

  function append(node: Node, bytes: AsyncIterable<Uint8Array>): Promise<number> {
    return node.run(ociUploadChunk, { repositoryName, uploadId, range: undefined, lengthBytes: undefined, bytes })
  }

  /** A request whose body has begun, and goes on when it is told to. */
  async function beginSlowly() {
    const rest = Promise.withResolvers<Uint8Array>()
    const size = append(one, slowBody(rest.promise))
    await vi.waitFor(async () => expect(await leaseExpiresAt()).toBeGreaterThan(0), patience)
    return { size, goOn: rest.resolve }
  }

  test('is held while the request lives, however slow it is, and not longer', async () => {
    const { size, goOn } = await beginSlowly()
    for (let renewals = 0; renewals < 5; renewals += 1) {
      const before = await leaseExpiresAt()
      two.advance(leaseRenewalMs)
      vi.advanceTimersByTime(leaseRenewalMs)
      await vi.waitFor(async () => expect(await leaseExpiresAt()).toBe(before + leaseRenewalMs), patience)
    }
    const next = append(other, slowBody(noise(10)))
    goOn(noise(5))
    expect(await size).toBe(2 * frameSizeBytes + 5)
    expect(await next).toBe(4 * frameSizeBytes + 15)
    expect(await leaseExpiresAt()).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('is free at once when that request fails', async () => {
    const rest = Promise.withResolvers<Uint8Array>()
    const size = append(one, slowBody(rest.promise))
    await vi.waitFor(async () => expect(await leaseExpiresAt()).toBeGreaterThan(0), patience)
    rest.reject(new Error('the client hung up'))
    await expect(size).rejects.toThrow('the client hung up')
    expect(await leaseExpiresAt()).toBe(0)
    expect(await append(other, slowBody(noise(10)))).toBe(4 * frameSizeBytes + 10)
  })

  test('is gone for that request when another request cancels it', async () => {
    const { size, goOn } = await beginSlowly()
    await other.run(ociCancelUpload, { repositoryName, uploadId })
    goOn(noise(5))
    await expect(size).rejects.toThrow(`The upload with id '${uploadId}'`)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('refuses that request when it was taken for dead and another has continued', async () => {
    const { size, goOn } = await beginSlowly()
    two.advance(leaseMs + 1)
    expect(await append(other, slowBody(noise(10)))).toBe(2 * frameSizeBytes + 10)
    goOn(noise(5))
    await expect(size).rejects.toThrow('Another request has gone on with this upload meanwhile')
    expect(await one.run(ociGetUpload, { repositoryName, uploadId })).toBe(2 * frameSizeBytes + 10)
  })

  test('is free when the database’s only server starts again', async () => {
    const { size, goOn } = await beginSlowly()
    await expireLeasesOfLastRun(other.ctx)
    expect(await append(other, slowBody(noise(10)))).toBe(2 * frameSizeBytes + 10)
    goOn(noise(5))
    await expect(size).rejects.toThrow('Another request')
  })
})

/** Two frames, and what comes. */
async function* slowBody(rest: Promise<Uint8Array> | Uint8Array): AsyncGenerator<Uint8Array> {
  yield noise(2 * frameSizeBytes)
  yield await rest
}
