import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ServiceError } from '../../errors.ts'
import { quotas } from '../quotas.ts'
import { parseTags } from './tag-rules.ts'

const tag = (Key: string, Value = '') => ({ Key, Value })

describe('valid tags', () => {
  test('are read by their keys, in the order of the request', () => {
    expect([...parseTags([tag('b', '1'), tag('a', '2')])]).toEqual([
      ['b', '1'],
      ['a', '2'],
    ])
  })

  test('are measured in code points', () => {
    const wide = '\u{20000}'
    expect(parseTags([tag(wide.repeat(128), wide.repeat(256))]).size).toBe(1)
  })

  test('may have letters and digits of every script, spaces and _.:/=+-@', () => {
    const characters = fc.constantFrom(...'aZ09 _.:/=+-@éßñ中あ٣'.split(''))
    const key = fc.string({ unit: characters, minLength: 1, maxLength: 128 }).filter((text) => !/^aws:/i.test(text))
    fc.assert(
      fc.property(fc.uniqueArray(key, { maxLength: quotas.resourceTagsPerRepository }), (keys) => {
        expect([...parseTags(keys.map((each) => tag(each))).keys()]).toEqual(keys)
      }),
    )
  })
})

describe('invalid tags', () => {
  const keyRule = 'Invalid tag key: a key has 1 to 128 letters, spaces, digits or _.:/=+-@.'
  const valueRule = 'Invalid tag value: a value has at most 256 letters, spaces, digits or _.:/=+-@.'
  const reserved = "Tag keys that start with 'aws:' are reserved."
  test.each([
    [[tag('')], keyRule],
    [[tag('a'.repeat(129))], keyRule],
    [[tag('\u{20000}'.repeat(129))], keyRule],
    [[tag('a\n')], keyRule],
    [[tag('a;b')], keyRule],
    [[tag('\ud800')], keyRule],
    [[tag('a', 'b'.repeat(257))], valueRule],
    [[tag('a', '\t')], valueRule],
    [[tag('a', '<b>')], valueRule],
    [[tag('aws:')], reserved],
    [[tag('Aws:team')], reserved],
    [[tag('a', '1'), tag('b'), tag('a', '1')], "Duplicate tag keys are not allowed: 'a'."],
  ])('%j are refused', (tags, message) => {
    expect(refusal(tags)).toMatchObject({ code: 'InvalidTagParameterException', message })
  })

  test('are refused with TooManyTagsException when they are more than 50', () => {
    const tags = Array.from({ length: quotas.resourceTagsPerRepository + 1 }, (_, index) => tag(String(index)))
    const message = 'The number of tags exceeds the limit of 50 tags per repository.'
    expect(refusal(tags)).toMatchObject({ code: 'TooManyTagsException', message })
    expect(parseTags(tags.slice(1)).size).toBe(quotas.resourceTagsPerRepository)
  })
})

function refusal(tags: Parameters<typeof parseTags>[0]): ServiceError | undefined {
  try {
    parseTags(tags)
    return undefined
  } catch (error) {
    if (error instanceof ServiceError) return error
    throw error
  }
}
