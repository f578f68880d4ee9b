import { expect, test } from 'vitest'
import { requestTags, tagKeys } from './request-tags.ts'

test('the tags of a request become context keys in lower case', () => {
  const tags = [
    { Key: 'Team', Value: 'a' },
    { Key: 'cost', Value: '' },
  ]
  expect(requestTags(tags)).toEqual({
    'aws:requesttag/team': ['a'],
    'aws:requesttag/cost': [''],
    'aws:tagkeys': ['Team', 'cost'],
  })
})

test('tags whose keys differ only in case become one context key', () => {
  const tags = [
    { Key: 'team', Value: 'a' },
    { Key: 'Team', Value: 'b' },
  ]
  expect(requestTags(tags)).toEqual({ 'aws:requesttag/team': ['a', 'b'], 'aws:tagkeys': ['team', 'Team'] })
})

test('tag keys without values become aws:TagKeys alone', () => {
  expect(tagKeys(['a'])).toEqual({ 'aws:tagkeys': ['a'] })
})
