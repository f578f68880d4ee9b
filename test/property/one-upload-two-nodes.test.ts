import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { BlobStore } from '../../src/blobs/blob-store.ts'
import { filesystemStore } from '../../src/blobs/filesystem/filesystem-store.ts'
import { memoryStore } from '../../src/blobs/memory/memory-store.ts'
import { initiateLayerUpload } from '../../src/ecr/layers/initiate-layer-upload.ts'
import { leaseMs } from '../../src/ecr/layers/layer-rules.ts'
import { ociReadBlob } from '../../src/ecr/layers/oci-read-blob.ts'
import { ociFinishUpload, ociUploadChunk } from '../../src/ecr/layers/oci-upload.ts'
import { createRepository } from '../../src/ecr/repository-lifetime/create-repository.ts'
import { deleteRepository } from '../../src/ecr/repository-lifetime/delete-repository.ts'
import { ServiceError } from '../../src/errors.ts'
import { frameSizeBytes } from '../../src/sealing/frames.ts'
import { hasGoProgram } from '../support/go-programs.ts'
import { s3StoreAt } from '../support/s3-blobs.ts'
import { type S3Server, startS3Server } from '../support/s3-server.ts'
import { type Node, openTwoNodes, type TwoNodes } from '../support/two-nodes.ts'
import { digestOf, gathered, noise } from '../support/upload-rows.ts'

/**
 * Two servers write to one upload. One of them freezes in the midst of a request, at any call of the database or the
 * store; the other one takes it for dead, or only slow; and then it goes on.
 */
interface Schedule {
  /** What was there before. */
  readonly startBytes: number
  readonly slow: Request
  readonly frozenAfter: number
  readonly isTakenForDead: boolean
  readonly meanwhile: readonly Request[]
  /** Who ends the upload, if nobody has. */
  readonly lastOnSlow: boolean
}

interface Request {
  readonly sizeBytes: number
  /** Ends the upload with its bytes. */
  readonly ends: boolean
}

const sizeBytes = (maxFrames: number) =>
  fc.oneof(fc.nat(maxFrames * frameSizeBytes), fc.constantFrom(1, frameSizeBytes, 2 * frameSizeBytes, 1_500_000))
const request = fc.record({ sizeBytes: sizeBytes(3), ends: fc.boolean() })
const schedule: fc.Arbitrary<Schedule> = fc.record({
  startBytes: sizeBytes(10),
  slow: request,
  frozenAfter: fc.nat(12),
  isTakenForDead: fc.boolean(),
  meanwhile: fc.array(request, { minLength: 1, maxLength: 2 }),
  lastOnSlow: fc.boolean(),
})

/** Both come as far, with other bytes; the slow one is taken for dead at each of its calls in turn. */
const sizeOfBoth = { sizeBytes: 1_500_000, ends: false }
const asFar: readonly Schedule[] = Array.from({ length: 13 }, (_, frozenAfter) => ({
  startBytes: sizeOfBoth.sizeBytes,
  slow: sizeOfBoth,
  frozenAfter,
  isTakenForDead: true,
  meanwhile: [sizeOfBoth],
  lastOnSlow: true,
}))

describe('an upload to the blob store in memory', () => {
  uploadSuite(40, async () => {
    const store = memoryStore()
    return () => store
  })
})

describe('an upload to the blob store on the filesystem', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'two-nodes-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  uploadSuite(
    40,
    async () => () => filesystemStore(folder),
    async () => {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true })
      expect(entries.filter((entry) => entry.isFile())).toEqual([])
    },
  )
})

describe.runIf(hasGoProgram('versitygw'))('an upload to the blob store on S3', () => {
  let s3: S3Server
  beforeAll(async () => {
    s3 = await startS3Server()
    for (const [name, value] of Object.entries(s3.env)) vi.stubEnv(name, value)
  })
  afterAll(async () => {
    vi.unstubAllEnvs()
    await s3.stop()
  })

  uploadSuite(25, async () => {
    const location = s3.location()
    return () => s3StoreAt(location)
  })
})

function uploadSuite(
  numRuns: number,
  openStores: () => Promise<() => BlobStore>,
  expectNothingLeft: () => Promise<void> = () => Promise.resolve(),
): void {
  let two: TwoNodes
  beforeAll(async () => {
    two = await openTwoNodes(await openStores())
    await two.nodes[0].run(createRepository, { repositoryName })
  })
  afterAll(() => two.close())

  test('of two requests on one upload one counts, and no byte of the other gets into the blob', async () => {
    await fc.assert(
      fc.asyncProperty(schedule, (schedule) => follow(two, schedule)),
      { numRuns, examples: asFar.map((schedule) => [schedule]) },
    )
    await two.nodes[0].run(deleteRepository, { repositoryName, force: true })
    for (let day = 0; day < 3; day += 1) {
      await two.collect()
      two.advance(25 * 60 * 60 * 1000)
    }
    await expectNothingLeft()
  })
}

const repositoryName = 'app'

async function follow(two: TwoNodes, schedule: Schedule): Promise<void> {
  const { startBytes, slow, frozenAfter, isTakenForDead, meanwhile, lastOnSlow } = schedule
  const [one, other] = two.nodes
  const upload = await openUpload(one)
  await upload.send(one, { sizeBytes: startBytes, ends: false })
  const frozen = one.freezeAfter(frozenAfter)
  const late = upload.send(one, slow)
  await Promise.race([frozen, late])
  if (isTakenForDead) two.advance(leaseMs + 1)
  const others = sendAll(upload, other, meanwhile)
  if (isTakenForDead) await others
  one.thaw()
  await Promise.all([late, others])
  await upload.end(lastOnSlow ? one : other)
  for (const node of two.nodes) await upload.expectBlob(node)
}

async function sendAll(upload: Upload, node: Node, requests: readonly Request[]): Promise<void> {
  for (const request of requests) await upload.send(node, request)
}

/** An upload, and what clients know of it: the bytes that were acknowledged, by where they end. */
interface Upload {
  readonly send: (node: Node, request: Request) => Promise<void>
  readonly end: (node: Node) => Promise<void>
  readonly expectBlob: (node: Node) => Promise<void>
}

let seed = 0

async function openUpload(node: Node): Promise<Upload> {
  const { uploadId = '' } = await node.run(initiateLayerUpload, { repositoryName })
  let acknowledged = Buffer.alloc(0)
  let hasEnded = false
  const acknowledge = (bytes: Buffer, endBytes: number): void => {
    expect(endBytes).toBe(acknowledged.length + bytes.length)
    acknowledged = Buffer.concat([acknowledged, bytes])
  }
  const finish = async (at: Node, bytes: Buffer): Promise<void> => {
    const digest = digestOf(Buffer.concat([acknowledged, bytes]))
    await at.run(ociFinishUpload, { ...chunkOf(uploadId, bytes), digest })
    expect(hasEnded).toBe(false)
    hasEnded = true
    acknowledge(bytes, acknowledged.length + bytes.length)
    expect(digestOf(acknowledged)).toBe(digest)
  }
  return {
    async send(at, { sizeBytes, ends }) {
      seed += 1
      const bytes = noise(sizeBytes, seed)
      try {
        if (ends) await finish(at, bytes)
        else acknowledge(bytes, await at.run(ociUploadChunk, chunkOf(uploadId, bytes)))
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error
      }
    },
    async end(at) {
      if (!hasEnded) await finish(at, Buffer.alloc(0))
    },
    async expectBlob(at) {
      const blob = await at.run(ociReadBlob, { repositoryName, digest: digestOf(acknowledged) })
      if (blob === undefined) throw new Error('what was acknowledged is not there')
      expect((await gathered(blob.read())).equals(acknowledged)).toBe(true)
    },
  }
}

function chunkOf(uploadId: string, bytes: Uint8Array) {
  return { repositoryName, uploadId, range: undefined, lengthBytes: bytes.length, bytes: streamOf(bytes) }
}

async function* streamOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes)
}
