import { expect, it, vi } from 'vitest'
import { groupedSync } from './grouped-sync.ts'

it('one sync serves all commits of a turn, and one more serves all that arrive during it', async () => {
  const { disk, durable, log } = fixture()
  const commits = [durable('a', true), durable('b', true)]
  await disk.isSyncing()
  commits.push(durable('c', true), durable('d', true), durable('e', true))
  expect(log).toEqual([])
  disk.finish()
  await disk.isSyncing()
  expect(log).toEqual(['a', 'b'])
  disk.finish()
  await Promise.all(commits)
  expect(log).toEqual(['a', 'b', 'c', 'd', 'e'])
  expect(disk.syncs).toBe(2)
})

it('a read waits for the sync of the commits that it may have read', async () => {
  const { disk, durable, log } = fixture()
  await durable('nothing is pending', false)
  const commits = [durable('writer', true), durable('saw the writer', false)]
  await disk.isSyncing()
  commits.push(durable('saw the writer sync', false), durable('later writer', true), durable('saw both', false))
  expect(log).toEqual(['nothing is pending'])
  disk.finish()
  await disk.isSyncing()
  expect(log).toEqual(['nothing is pending', 'writer', 'saw the writer', 'saw the writer sync'])
  disk.finish()
  await Promise.all(commits)
  expect(log.slice(4)).toEqual(['later writer', 'saw both'])
})

it('a failed sync rejects every change that waited for it', async () => {
  const { durable } = groupedSync(() => Promise.reject(new Error('EIO')))
  const results = await Promise.allSettled([durable(true), durable(true), durable(false)])
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
})

/** A disk whose syncs end when the test says so, and what became durable in which order. */
function fixture() {
  let ending: PromiseWithResolvers<void> | undefined
  const disk = {
    syncs: 0,
    finish: () => {
      ending?.resolve()
      ending = undefined
    },
    isSyncing: () => vi.waitUntil(() => ending),
  }
  const log: string[] = []
  const syncs = groupedSync(() => {
    disk.syncs++
    ending = Promise.withResolvers()
    return ending.promise
  })
  const durable = async (name: string, wrote: boolean): Promise<void> => {
    await syncs.durable(wrote)
    log.push(name)
  }
  return { disk, durable, log }
}
