import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { BodyTimedOut } from '../../errors.ts'
import { createArrivals } from './arrivals.ts'
import { readChunks } from './read-chunks.ts'
import { receivedBytes } from './received-bytes.ts'

const pace = { silenceSeconds: 20, bytesPerSecond: 1_024 }

test('a body is read to its end, chunk by chunk', async () => {
  const body = new PassThrough()
  const chunks = readChunks(body, createArrivals(pace), false)
  body.write('one')
  expect((await chunks.next()).value?.toString()).toBe('one')
  const second = chunks.next()
  body.end('two')
  expect((await second).value?.toString()).toBe('two')
  expect((await chunks.next()).done).toBe(true)
})

test('what has come of a body is known before its end, or without one', async () => {
  const body = new PassThrough()
  const chunks = readChunks(body, createArrivals(pace), false)
  body.write('one')
  await chunks.next()
  expect(receivedBytes(body)).toBe(3)
  body.destroy()
})

test('a body that pauses for less than the limit, again and again, is read to its end', async () => {
  const body = new PassThrough()
  const arrivals = createArrivals(pace)
  const chunks = readChunks(body, arrivals, false)
  for (let at = 0; at < 20; at += 1) {
    const next = chunks.next()
    for (let second = 0; second < 20; second += 1) arrivals.tick(false)
    body.write(Buffer.alloc(64 * 1024, at))
    expect((await next).value?.byteLength).toBe(64 * 1024)
  }
  body.end()
  expect((await chunks.next()).done).toBe(true)
})

test('a body that stops arriving times out, and its stream stays open for the answer', async () => {
  const body = new PassThrough()
  const arrivals = createArrivals(pace)
  const chunks = readChunks(body, arrivals, false)
  body.write('one')
  await chunks.next()
  const next = chunks.next()
  for (let second = 0; second < 22; second += 1) arrivals.tick(false)
  await expect(next).rejects.toThrow(BodyTimedOut)
  expect(body.destroyed).toBe(false)
})

test('a body whose stream breaks off fails with the error of the stream', async () => {
  const body = new PassThrough()
  const chunks = readChunks(body, createArrivals(pace), false)
  const next = chunks.next()
  const broken = new Error('broken')
  body.destroy(broken)
  await expect(next).rejects.toBe(broken)
})

test('a body whose reader stops keeps its stream open, and its rest can be discarded', async () => {
  const body = new PassThrough()
  const chunks = readChunks(body, createArrivals(pace), false)
  body.write('one')
  await chunks.next()
  await chunks.return(undefined)
  expect(body.destroyed).toBe(false)
  const ended = new Promise((resolve) => body.once('end', resolve))
  body.resume()
  body.end('two')
  await ended
})
