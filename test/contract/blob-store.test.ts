import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { filesystemStore } from '../../src/blobs/filesystem/filesystem-store.ts'
import { memoryStore } from '../../src/blobs/memory/memory-store.ts'
import { hasGoProgram } from '../support/go-programs.ts'
import { s3StoreAt } from '../support/s3-blobs.ts'
import { type S3Server, startS3Server } from '../support/s3-server.ts'
import { blobStoreSuite } from './blob-store.suite.ts'

describe('the blob store in memory', () => {
  blobStoreSuite(async () => {
    const store = memoryStore()
    return { reopen: () => store }
  })
})

describe('the blob store on the filesystem', () => {
  let root: string
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'blob-store-'))
  })
  afterAll(() => rm(root, { recursive: true }))

  blobStoreSuite(async () => {
    const folder = await mkdtemp(join(root, 'store-'))
    return { reopen: () => filesystemStore(join(folder, 'blobs')) }
  })

  test('the filesystem store puts a file into a folder named by the first two digits of its key', async () => {
    const folder = await mkdtemp(join(root, 'store-'))
    const writer = await filesystemStore(folder).openWriter('000102030405060708090a0b0c0d0e0f', 0)
    await writer.write(Buffer.from('x'))
    await writer.commit()
    expect(await readdir(folder, { recursive: true })).toEqual(['00', '00/0102030405060708090a0b0c0d0e0f'])
  })
})

describe.runIf(hasGoProgram('versitygw'))('the blob store on S3', () => {
  let s3: S3Server
  beforeAll(async () => {
    s3 = await startS3Server()
    for (const [name, value] of Object.entries(s3.env)) vi.stubEnv(name, value)
  })
  afterAll(async () => {
    vi.unstubAllEnvs()
    await s3.stop()
  })

  blobStoreSuite(async () => {
    const location = s3.location()
    return { reopen: () => s3StoreAt(location) }
  })
})
