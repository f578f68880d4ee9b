import { TagResourceCommand } from '@aws-sdk/client-ecr'
import {
  GetTagKeysCommand,
  GetTagValuesCommand,
  paginateGetTagKeys,
  paginateGetTagValues,
} from '@aws-sdk/client-resource-groups-tagging-api'
import { expect } from 'vitest'
import { expectRefusal, outputOf } from '../ecr-test.ts'
import { newTagged, test } from './tagging-test.ts'

const numbered = (count: number) => Array.from({ length: count }, (_, at) => String(at).padStart(3, '0'))

test('GetTagKeys and GetTagValues list each key and value once, in bytewise order', async ({ ownAccount }) => {
  const { id, ecr, tagging } = await ownAccount()
  expect(await outputOf(tagging.send(new GetTagKeysCommand({})))).toEqual({ TagKeys: [], PaginationToken: '' })
  await newTagged(ecr, { team: 'red', Team: 'green' }, id)
  await newTagged(ecr, { team: '', stage: 'test' }, id)
  await newTagged(ecr, { team: 'red' }, id)
  const keys = await outputOf(tagging.send(new GetTagKeysCommand({})))
  expect(keys).toEqual({ TagKeys: ['Team', 'stage', 'team'], PaginationToken: '' })
  const values = await outputOf(tagging.send(new GetTagValuesCommand({ Key: 'team' })))
  expect(values).toEqual({ TagValues: ['', 'red'], PaginationToken: '' })
  expect((await tagging.send(new GetTagValuesCommand({ Key: 'absent' }))).TagValues).toEqual([])
})

test('GetTagKeys and GetTagValues answer a hundred items a page', async ({ ownAccount }) => {
  const { id, ecr, tagging } = await ownAccount()
  const keys = numbered(120)
  for (const [from, to] of [
    [0, 40],
    [40, 80],
    [80, 120],
  ] as const) {
    await newTagged(ecr, Object.fromEntries(keys.slice(from, to).map((key) => [key, ''])), id)
  }
  const pages: unknown[] = []
  for await (const { TagKeys } of paginateGetTagKeys({ client: tagging }, {})) pages.push(TagKeys)
  expect(pages).toEqual([keys.slice(0, 100), keys.slice(100)])

  const { id: other, ecr: ecrOfOther, tagging: taggingOfOther } = await ownAccount()
  const values = numbered(101)
  for (const value of values) await newTagged(ecrOfOther, { key: value }, other)
  const valuePages: unknown[] = []
  for await (const { TagValues } of paginateGetTagValues({ client: taggingOfOther }, { Key: 'key' })) {
    valuePages.push(TagValues)
  }
  expect(valuePages).toEqual([values.slice(0, 100), values.slice(100)])
})

test('a token of GetTagKeys is refused by GetTagValues and in another account', async ({ ownAccount }) => {
  const { id, ecr, tagging } = await ownAccount()
  const arn = await newTagged(ecr, {}, id)
  const other = await newTagged(ecr, {}, id)
  const third = await newTagged(ecr, {}, id)
  for (const [at, resourceArn] of [arn, other, third].entries()) {
    const tags = numbered(40).map((key) => ({ Key: `${at}-${key}`, Value: '' }))
    await ecr.send(new TagResourceCommand({ resourceArn, tags }))
  }
  const { PaginationToken } = await tagging.send(new GetTagKeysCommand({}))
  expect(PaginationToken).not.toBe('')
  const message = 'The PaginationToken is not one of this list.'
  const elsewhere = tagging.send(new GetTagValuesCommand({ Key: 'team', PaginationToken }))
  await expectRefusal(elsewhere, 'InvalidParameterException', message)
  const foreign = (await ownAccount()).tagging.send(new GetTagKeysCommand({ PaginationToken }))
  await expectRefusal(foreign, 'InvalidParameterException', message)
})

test.for(['GetTagKeys', 'GetTagValues'] as const)(
  '%s is denied to a user without the right to it',
  async (name, { allowed }) => {
    const user = await allowed({ Action: 'ecr:*' })
    const ask =
      name === 'GetTagKeys'
        ? user.tagging.send(new GetTagKeysCommand({}))
        : user.tagging.send(new GetTagValuesCommand({ Key: 'team' }))
    const message = `User: ${user.arn} is not authorized to perform: tag:${name} on resource: * because no identity-based policy allows the tag:${name} action`
    await expectRefusal(ask, 'AccessDeniedException', message)
  },
)
