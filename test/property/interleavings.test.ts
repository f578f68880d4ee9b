import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestRegistry, type TestRegistry } from '../support/test-registry.ts'
import { createModel, type Seen, type Step } from './registry-model.ts'
import { blobs, images, leftovers, look, repositories, takeStep } from './registry-steps.ts'

/** Pushing, mounting, deleting and collecting, on few repositories and few digests so that they meet. */
let registry: TestRegistry
beforeAll(async () => {
  registry = await openTestRegistry()
})
afterAll(() => registry.close())

const repository = fc.constantFrom(...repositories)
const blob = fc.nat(blobs.length - 1)
const image = fc.nat(images.length - 1)
const tag = fc.constantFrom(undefined, 'v1', 'v2')
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('create' as const), repository }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete-repository' as const), repository }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('push' as const), repository, blob }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('mount' as const), repository, blob, from: repository }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('begin' as const), repository, blob }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('put' as const), repository, image, tag }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('delete-image' as const), repository, image }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('delete-blob' as const), repository, blob }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.constantFrom(1, 11, 23, 24, 25) }) },
  { weight: 3, arbitrary: fc.constant({ do: 'collect' as const }) },
)

test('random steps one after the other leave what a plain model says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const model = createModel(images)
      for (const next of steps) {
        expect({ next, done: await takeStep(registry, next) }).toEqual({ next, done: model.take(next) })
      }
      expect(await look(registry)).toEqual(model.seen())
      expect(await leftovers(registry)).toEqual([])
    }),
    { numRuns: 60 },
  )
})

test('random steps at once never leave a manifest without its blobs, or anything for ever', async () => {
  const schedule = fc.array(fc.array(step, { minLength: 1, maxLength: 8 }), { minLength: 3, maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(schedule, async (rounds) => {
      for (const name of repositories.slice(0, 2)) await takeStep(registry, { do: 'create', repository: name })
      for (const round of rounds) {
        await Promise.all(round.map((next) => takeStep(registry, next)))
        expect(danglingIn(await look(registry))).toEqual([])
      }
      expect(await leftovers(registry)).toEqual([])
    }),
    { numRuns: 60 },
  )
})

/** Images whose blobs can't be read or whose images are not there. */
function danglingIn(seen: Seen): unknown[] {
  return Object.entries(seen).flatMap(([name, { images: there, readable, present }]) =>
    there.flatMap((at) => {
      const { blobs: named = [], children = [] } = images[at] ?? {}
      const missing = named.filter((needed) => !readable.includes(needed) || !present.includes(needed))
      const lost = children.filter((child) => !there.includes(child))
      return missing.length + lost.length === 0 ? [] : [{ name, image: at, missing, lost }]
    }),
  )
}
