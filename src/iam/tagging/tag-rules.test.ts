import { expect, test } from 'vitest'
import { parseTags, shownTags, tagsOfRequest } from './tag-rules.ts'

test('tag keys are kept as they were given', () => {
  const tags = [
    { Key: 'Team', Value: 'a' },
    { Key: 'empty', Value: '' },
  ]
  expect([...parseTags(tags)]).toEqual([
    ['Team', 'a'],
    ['empty', ''],
  ])
  expect(parseTags().size).toBe(0)
})

test('tag keys that differ only in case are refused as duplicates', () => {
  const tags = [
    { Key: 'Team', Value: 'a' },
    { Key: 'TEAM', Value: 'b' },
  ]
  const message = 'Duplicate tag keys found. Please note that Tag keys are case insensitive.'
  expect(() => parseTags(tags)).toThrow(expect.objectContaining({ code: 'InvalidInputException', message }))
})

test.each(['aws:team', 'AWS:', 'Aws:x'])('the tag key %s is refused as reserved', (Key) => {
  const message = `Tag key ${Key} is invalid: keys that start with aws: are reserved.`
  expect(() => parseTags([{ Key, Value: '' }])).toThrow(
    expect.objectContaining({ code: 'InvalidInputException', message }),
  )
})

test('an identity without tags is shown without a list of tags', () => {
  expect(shownTags([])).toBeUndefined()
  expect(shownTags([{ key: 'a', value: 'b' }])).toEqual([{ Key: 'a', Value: 'b' }])
})

test('an identity that is made without tags is answered without a list of tags', () => {
  expect([tagsOfRequest(), tagsOfRequest([])]).toEqual([undefined, undefined])
  expect(tagsOfRequest([{ Key: 'a', Value: 'b' }])).toEqual([{ Key: 'a', Value: 'b' }])
})
