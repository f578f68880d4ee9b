import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { noise } from '../../test/support/upload-rows.ts'
import { type BlobKey, frameSizeBytes, nonceSizeBytes } from '../sealing/frames.ts'
import { createFrameBuffers, type FrameBuffer, plainPart } from './frame-buffers.ts'
import { createFrameWork, type HashName } from './frame-work.ts'

const frames = [noise(frameSizeBytes, 1), noise(frameSizeBytes, 2)]
const key: BlobKey = { storageKey: '000102030405060708090a0b0c0d0e0f', dataKey: new Uint8Array(32).fill(1) }
const buffers = createFrameBuffers(0)
const hash: HashName = { number: 1, algorithm: 'sha256' }

function bufferOf(index: number): FrameBuffer {
  const buffer = buffers.take()
  buffer.bytes.fill(index + 1, 0, nonceSizeBytes)
  plainPart(buffer, frameSizeBytes).set(frames[index] ?? [])
  return buffer
}

const digestOf = (work: ReturnType<typeof createFrameWork>, frameCount: number, name = hash) =>
  work({ do: 'digest', hash: name, frameCount, frameBuffer: buffers.take(), sizeBytes: 0 })

test.each([
  ['sealed', key],
  ['not sealed', undefined],
] as const)('stored frames that are %s have the digest that they had when they were written', (_, key) => {
  const work = createFrameWork()
  const again: HashName = { number: 2, algorithm: 'sha256' }
  for (const index of frames.keys()) {
    const frameBuffer = bufferOf(index)
    expect(work({ do: 'seal', hashes: [hash], key, index, frameBuffer })).toBe(true)
    expect(plainPart(frameBuffer, frameSizeBytes).every((byte, at) => byte === frames[index]?.[at])).toBe(!key)
    expect(work({ do: 'rehash', hash: again, key, index, frameBuffer })).toBe(true)
  }
  const expected = createHash('sha256').update(Buffer.concat(frames)).digest('hex')
  expect([digestOf(work, 2), digestOf(work, 2, again)]).toEqual([expected, expected])
})

test('a frame in another place than its own does not open, and its hash does not go on', () => {
  const work = createFrameWork()
  const frameBuffer = bufferOf(0)
  work({ do: 'seal', hashes: [], key, index: 0, frameBuffer })
  expect(work({ do: 'rehash', hash, key, index: 1, frameBuffer })).toBe(false)
  expect(digestOf(work, 2)).toBeUndefined()
})

test('a hash that misses a frame, or is dropped, has no digest', () => {
  const work = createFrameWork()
  work({ do: 'seal', hashes: [hash], key: undefined, index: 0, frameBuffer: bufferOf(0) })
  expect(digestOf(work, 2)).toBeUndefined()
  work({ do: 'seal', hashes: [hash], key: undefined, index: 2, frameBuffer: bufferOf(1) })
  expect(digestOf(work, 1)).toBeUndefined()
  work({ do: 'seal', hashes: [hash], key: undefined, index: 0, frameBuffer: bufferOf(0) })
  expect(work({ do: 'drop', hash })).toBe(true)
  expect(digestOf(work, 1)).toBeUndefined()
})
