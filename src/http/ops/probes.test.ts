import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { type ProbeOptions, probes } from './probes.ts'

async function ask(path: string, ready: () => Promise<unknown>, devClock?: ProbeOptions['devClock']) {
  const app = Fastify()
  app.register(probes, { devClock, ready })
  const { statusCode, body } = await app.inject(path)
  await app.close()
  return [statusCode, body]
}

const serving = () => Promise.resolve()
const broken = () => Promise.reject(new Error('the disk is gone'))

test('/readyz answers 200 when the database answers', async () => {
  expect(await ask('/readyz', serving)).toEqual([200, 'ok\n'])
})

test('/readyz answers 503 without details when the database fails, and /livez answers 200', async () => {
  expect(await ask('/readyz', broken)).toEqual([503, 'not ready\n'])
  expect(await ask('/livez', broken)).toEqual([200, 'ok\n'])
})

test('/readyz says that the server was started with --dev', async () => {
  expect(await ask('/readyz', serving, { offsetMs: 0, now: () => 0 })).toEqual([
    200,
    'ok\ndevelopment mode: every caller is root of every account\n',
  ])
})

test('/readyz says what a clock shows that was moved', async () => {
  const now = () => Date.parse('2027-01-01T00:00:00.500Z')
  expect(await ask('/readyz', serving, { offsetMs: 1, now })).toEqual([
    200,
    "ok\ndevelopment mode: every caller is root of every account\nthe clock is ahead of the system's: 2027-01-01T00:00:00Z\n",
  ])
})
