import { expect, test, vi } from 'vitest'
import { partSizeBytes } from './multipart.ts'
import { type BufferHolder, createPartBuffers, type PartBuffers } from './part-buffers.ts'

/** Keeps its buffer until it is asked. */
function holderOf(buffers: PartBuffers, buffer: Buffer): BufferHolder & { asked: number } {
  const holder = {
    asked: 0,
    async giveUp() {
      holder.asked += 1
      buffers.giveBack(buffer)
    },
  }
  return holder
}

test('there is a fixed number of part buffers, and a later taker waits for one', async () => {
  const buffers = createPartBuffers(2)
  const [first, second] = [await buffers.take(), await buffers.take()]
  expect([first.byteLength, second.byteLength]).toEqual([partSizeBytes, partSizeBytes])
  const waited = [buffers.take(), buffers.take()]
  buffers.giveBack(second)
  buffers.giveBack(first)
  const given = await Promise.all(waited)
  expect(given.map((buffer) => [first, second].indexOf(buffer))).toEqual([1, 0])
})

test('the holder that set its buffer aside first gives it up, but only when another one waits', async () => {
  vi.useFakeTimers()
  try {
    const buffers = createPartBuffers(2)
    const oldest = holderOf(buffers, await buffers.take())
    const newer = holderOf(buffers, await buffers.take())
    buffers.setAside(oldest)
    buffers.setAside(newer)
    await vi.advanceTimersByTimeAsync(60_000)
    expect([oldest.asked, newer.asked]).toEqual([0, 0])
    await buffers.take()
    expect([oldest.asked, newer.asked]).toEqual([1, 0])
  } finally {
    vi.useRealTimers()
  }
})

test('a holder that takes up its buffer again within a second keeps it, even if another one waits', async () => {
  vi.useFakeTimers()
  try {
    const buffers = createPartBuffers(1)
    const busy = holderOf(buffers, await buffers.take())
    const waiting = buffers.take()
    for (let call = 0; call < 100; call += 1) {
      buffers.setAside(busy)
      await vi.advanceTimersByTimeAsync(900)
      await buffers.resume(busy)
    }
    expect(busy.asked).toBe(0)
    buffers.setAside(busy)
    await vi.advanceTimersByTimeAsync(1_000)
    expect((await waiting).byteLength).toBe(partSizeBytes)
    expect(busy.asked).toBe(1)
  } finally {
    vi.useRealTimers()
  }
})

test('a holder that takes up its buffer while giving it up waits until that has ended', async () => {
  vi.useFakeTimers()
  try {
    const buffers = createPartBuffers(1)
    const buffer = await buffers.take()
    const saved = Promise.withResolvers<undefined>()
    const holder: BufferHolder = {
      async giveUp() {
        await saved.promise
        buffers.giveBack(buffer)
      },
    }
    buffers.setAside(holder)
    const waiting = buffers.take()
    await vi.advanceTimersByTimeAsync(1_000)
    const order: string[] = []
    const back = buffers.resume(holder).then(() => order.push('back'))
    const taken = waiting.then(() => order.push('taken'))
    saved.resolve(undefined)
    await Promise.all([back, taken])
    expect(order).toEqual(['taken', 'back'])
  } finally {
    vi.useRealTimers()
  }
})
