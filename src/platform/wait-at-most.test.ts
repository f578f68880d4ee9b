import { expect, test } from 'vitest'
import { waitAtMost } from './wait-at-most.ts'

const never = new Promise<never>(() => undefined)

test('waitAtMost waits for the work, whether it succeeds or fails', async () => {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  let isOver = false
  const waited = waitAtMost(60_000, promise).then(() => (isOver = true))
  await Promise.resolve()
  expect(isOver).toBe(false)
  resolve(undefined)
  await waited
  await waitAtMost(60_000, Promise.reject(new Error('told elsewhere')))
})

test('waitAtMost waits no longer than its limit, and not at all without work', async () => {
  await waitAtMost(1, never)
  await waitAtMost(60_000, undefined)
})
