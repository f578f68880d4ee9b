import { describe, expect, test } from 'vitest'
import { noTransitiveTags, sessionSourceIdentity, sessionTags } from './session-tag-rules.ts'

const tag = (Key: string, Value = '') => ({ Key, Value })
const inherited = { tags: [{ key: 'Team', value: 'red', isTransitive: true }], sourceIdentity: 'diego' }

describe('the tags of a session', () => {
  test('are those of the request, and the transitive ones are marked in any case of their keys', () => {
    expect(sessionTags([tag('Team', 'red'), tag('Cost')], ['TEAM'], noTransitiveTags)).toEqual([
      { key: 'Team', value: 'red', isTransitive: true },
      { key: 'Cost', value: '', isTransitive: false },
    ])
  })

  test('include the inherited ones', () => {
    expect(sessionTags([tag('Cost')], [], inherited)).toEqual([
      ...inherited.tags,
      { key: 'Cost', value: '', isTransitive: false },
    ])
    expect(sessionTags([], [], inherited)).toEqual(inherited.tags)
  })

  test.each([
    [[tag('a'), tag('A')], [], noTransitiveTags, 'Duplicate tag keys found.'],
    [[tag('Aws:a')], [], noTransitiveTags, 'is reserved'],
    [[tag('a')], ['a', 'b'], noTransitiveTags, 'must be included in the requested tags'],
    [[], ['a'], noTransitiveTags, 'must be included in the requested tags'],
    [[tag('team', 'red')], [], inherited, 'conflicts with a transitive tag key'],
  ] as const)('are refused when they are %j with the transitive keys %j', (asked, transitive, from, sentence) => {
    expect(() => sessionTags(asked, transitive, from)).toThrow(sentence)
  })
})

test('a source identity is inherited, and cannot be set to another one', () => {
  expect(sessionSourceIdentity(undefined, noTransitiveTags)).toBeNull()
  expect(sessionSourceIdentity('ana', noTransitiveTags)).toBe('ana')
  expect(sessionSourceIdentity(undefined, inherited)).toBe('diego')
  expect(sessionSourceIdentity('diego', inherited)).toBe('diego')
  expect(() => sessionSourceIdentity('ana', inherited)).toThrow('The source identity is already set')
})
