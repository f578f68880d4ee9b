import { createHash } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { noise } from '../../test/support/upload-rows.ts'
import { frameSizeBytes } from '../sealing/frames.ts'
import { createFrameWorker, type FrameWorker } from './frame-worker-client.ts'
import { createFrameBuffers, plainPart, type FrameBuffer } from './frame-buffers.ts'

const bytes = noise(frameSizeBytes)
const frameBuffers = createFrameBuffers(1)
let frameBuffer: FrameBuffer
beforeEach(() => {
  frameBuffer = frameBuffers.take()
})

test('a hash covers the frames in their order, and can continue after it gave a digest', async () => {
  await using worker = startWorker()
  const hash = worker.newHash('sha256')
  const expected = createHash('sha256')
  for (const index of [0, 1]) {
    await sealUnsealed(worker, { hashes: [hash], index })
    expected.update(bytes)
    const hex = await worker.digest({ hash, frameCount: index + 1, frameBuffer, sizeBytes: 5 })
    expect(hex).toBe(expected.copy().update(bytes.subarray(0, 5)).digest('hex'))
  }
})

test('a hash that has not seen exactly the expected frames has no digest', async () => {
  await using worker = startWorker()
  const skipped = worker.newHash('sha256')
  await sealUnsealed(worker, { hashes: [skipped], index: 0 })
  expect(await worker.digest({ hash: skipped, frameCount: 2, frameBuffer, sizeBytes: 0 })).toBeUndefined()
  await sealUnsealed(worker, { hashes: [skipped], index: 2 })
  expect(await worker.digest({ hash: skipped, frameCount: 2, frameBuffer, sizeBytes: 0 })).toBeUndefined()

  const dropped = worker.newHash('sha256')
  await sealUnsealed(worker, { hashes: [dropped], index: 0 })
  worker.drop(dropped)
  expect(await worker.digest({ hash: dropped, frameCount: 1, frameBuffer, sizeBytes: 0 })).toBeUndefined()
})

test('when the thread dies, its jobs fail, its hashes are gone, and another thread takes the next job', async () => {
  await using worker = startWorker()
  const hash = worker.newHash('sha256')
  await sealUnsealed(worker, { hashes: [hash], index: 0 })
  const tooShort = { storageKey: '00', dataKey: new Uint8Array(5) }
  await expect(worker.seal({ hashes: [], key: tooShort, index: 0, frameBuffer })).rejects.toThrow('Invalid key length')
  expect(await worker.digest({ hash, frameCount: 1, frameBuffer: frameBuffers.take(), sizeBytes: 0 })).toBeUndefined()
})

test('a closed frame worker rejects pending and new jobs', async () => {
  const worker = createFrameWorker()
  const hash = worker.newHash('sha256')
  await sealUnsealed(worker, { hashes: [hash], index: 0 })
  const pending = worker.digest({ hash, frameCount: 1, frameBuffer, sizeBytes: 0 })
  const closed = worker.close()
  await expect(pending).rejects.toThrow('the frame worker is closed')
  await closed
  frameBuffer = frameBuffers.take()
  await expect(sealUnsealed(worker, { hashes: [hash], index: 1 })).rejects.toThrow('the frame worker is closed')
})

function startWorker(): FrameWorker & AsyncDisposable {
  const worker = createFrameWorker()
  return { ...worker, [Symbol.asyncDispose]: () => worker.close() }
}

async function sealUnsealed(
  worker: FrameWorker,
  job: Pick<Parameters<FrameWorker['seal']>[0], 'hashes' | 'index'>,
): Promise<void> {
  plainPart(frameBuffer, frameSizeBytes).set(bytes)
  await worker.seal({ ...job, key: undefined, frameBuffer })
}
