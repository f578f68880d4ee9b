import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { createArrivals } from './arrivals.ts'
import { createMemoryBudget } from './memory-budget.ts'
import { bodyOf } from './request-bodies.ts'

const bodies = {
  arrivals: createArrivals({ silenceSeconds: 20, bytesPerSecond: 1_024 }),
  memory: createMemoryBudget(1024 * 1024),
  silenceMs: 20_000,
}

/** Each is taken before the next one comes; `null` ends it. */
async function readEach(request: IncomingMessage, chunks: readonly (Buffer | null)[]): Promise<void> {
  for (const chunk of chunks) {
    request.push(chunk)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const chunkOf = (text: string): Buffer => Buffer.from(Uint8Array.from(Buffer.from(text)).buffer)

test('a body that states no length is put together of its chunks, none of which is kept', async () => {
  const request = new IncomingMessage(new Socket())
  const chunks = ['{"a":', '"many ', 'small ', 'chunks', '"', '}'].map(chunkOf)
  const whole = bodyOf(bodies, request).whole(1024)
  await readEach(request, [...chunks, null])
  using body = await whole
  expect(body.bytes.toString()).toBe('{"a":"many small chunks"}')
  expect(chunks.map(({ buffer }) => buffer.byteLength)).toEqual(chunks.map(() => 0))
  expect(bodies.memory.heldBytes).toBe(body.bytes.byteLength)
})

test('a body that states no length and has none is empty', async () => {
  const request = new IncomingMessage(new Socket())
  const whole = bodyOf(bodies, request).whole(1024)
  await readEach(request, [null])
  using body = await whole
  expect(body.bytes.byteLength).toBe(0)
})
