import { expect } from 'vitest'
import { atLeast, atMost, expectInvalid, outputOf } from '../ecr-test.ts'
import { deregister, list, register, roleArn, test } from './exclusion-test.ts'

test('ListPullTimeUpdateExclusions of a new registry gives none', async ({ ecr }) => {
  expect(await outputOf(ecr.send(list()))).toEqual({ pullTimeUpdateExclusions: [] })
})

/** The SDK has no paginator for this operation. */
test.for([undefined, 1, 2, 1000])(
  'ListPullTimeUpdateExclusions gives each principal once in the order of ARNs, in pages of %s',
  async (pageSize, { ecr }) => {
    const arns = ['a', 'b/c', 'b/d', 'bb', 'c'].map(roleArn)
    for (const arn of arns.toReversed()) await ecr.send(register(arn))
    const seen: string[] = []
    let nextToken: string | undefined
    do {
      const page = await ecr.send(list({ maxResults: pageSize, nextToken }))
      expect(page.pullTimeUpdateExclusions?.length).toBeLessThanOrEqual(pageSize ?? 100)
      seen.push(...(page.pullTimeUpdateExclusions ?? []))
      nextToken = page.nextToken
    } while (nextToken !== undefined)
    expect(seen).toEqual(arns)
    for (const arn of arns) await ecr.send(deregister(arn))
  },
)

test('ListPullTimeUpdateExclusions refuses sizes and tokens out of bounds', async ({ ecr }) => {
  await expectInvalid(ecr.send(list({ maxResults: 0 })), 'maxResults', atLeast(1))
  await expectInvalid(ecr.send(list({ maxResults: 1_001 })), 'maxResults', atMost(1_000))
  await expectInvalid(ecr.send(list({ nextToken: 'x' })), 'nextToken', 'Invalid token')
})
