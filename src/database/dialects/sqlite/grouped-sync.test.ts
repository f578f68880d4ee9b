import { expect, it } from 'vitest'
import { groupedSync } from './grouped-sync.ts'

it('lets those that come while a sync runs share the next one', async () => {
  const { disk, durable, log } = fixture()
  const commits = ['a', 'b', 'c', 'd'].map((name) => durable(name, true))
  expect(disk.begun).toBe(1)
  await disk.finish()
  expect(log).toEqual(['a'])
  expect(disk.begun).toBe(2)
  await disk.finish()
  expect(log).toEqual(['a', 'b', 'c', 'd'])
  await Promise.all(commits)
  expect(disk.begun).toBe(2)
})

it('has one that only read wait for the commits it may have read from', async () => {
  const { disk, durable, log } = fixture()
  await durable('nothing is pending', false)
  void durable('writer', true)
  void durable('saw the writer', false)
  void durable('later writer', true)
  void durable('saw both', false)
  expect(log).toEqual(['nothing is pending'])
  await disk.finish()
  expect(log).toEqual(['nothing is pending', 'writer', 'saw the writer'])
  await disk.finish()
  expect(log).toEqual(['nothing is pending', 'writer', 'saw the writer', 'later writer', 'saw both'])
})

it('fails all that waited for a sync that failed', async () => {
  const { durable } = groupedSync(() => Promise.reject(new Error('EIO')))
  const results = await Promise.allSettled([durable(true), durable(true), durable(false)])
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
})

/** A disk whose syncs end when the test says so, and what became durable in which order. */
function fixture() {
  let pending: PromiseWithResolvers<void> | undefined
  const disk = {
    begun: 0,
    async finish() {
      pending?.resolve()
      await new Promise(setImmediate)
    },
  }
  const log: string[] = []
  const syncs = groupedSync(() => {
    disk.begun++
    pending = Promise.withResolvers()
    return pending.promise
  })
  const durable = async (name: string, wrote: boolean): Promise<void> => {
    await syncs.durable(wrote)
    log.push(name)
  }
  return { disk, durable, log }
}
