import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type JsonBounds, surveyJson } from './survey-json.ts'

const wide = { maxValues: 1_000_000, maxDepth: 1_000, maxPlainBytes: 1_000_000 }
const survey = (text: string, bounds: Partial<JsonBounds> = {}) => surveyJson(Buffer.from(text), { ...wide, ...bounds })

describe('the bounds of a survey', () => {
  test.for([
    ['{}', 2, 1],
    ['[1,2,3]', 4, 1],
    ['{"a":{"b":[]}}', 4, 3],
    ['"text"', 1, 0],
  ] as const)('%j is within bounds equal to its own values and depth', ([text, maxValues, maxDepth]) => {
    expect(survey(text, { maxValues, maxDepth })).toHaveProperty('members')
  })

  test('one value more than allowed is found', () => {
    expect(survey('[1,2,3]', { maxValues: 3, maxDepth: 1 })).toEqual({ excess: 'too-many-values' })
  })

  test('one level more than allowed is found', () => {
    expect(survey('[[[]]]', { maxValues: 9, maxDepth: 2 })).toEqual({ excess: 'too-deep' })
  })

  test.for(['[1,2,  3]', '"a""b""c""', '}}}}}}}}', '::::::::', '        ', '12345678'])(
    'one byte more than allowed outside of texts is found: %j',
    (text) => {
      const plainBytes = text.replaceAll(/[a-z]/g, '').length
      expect(survey(text, { maxPlainBytes: plainBytes })).toHaveProperty('members')
      expect(survey(text, { maxPlainBytes: plainBytes - 1 })).toEqual({ excess: 'too-much-plain' })
    },
  )

  test('no byte beyond the exceeded bound is read', () => {
    const bytes = new Proxy(Buffer.from('[[1,'), {
      get(target, key) {
        if (key === '4') throw new Error('looked too far')
        return key === 'length' ? 1_000 : (Reflect.get(target, key, target) as unknown)
      },
    })
    expect(surveyJson(bytes, { ...wide, maxValues: 3 })).toEqual({ excess: 'too-many-values' })
  })
})

describe('a JSON text', () => {
  test.for([
    '"{[,:"',
    '"\\""',
    '"\\\\"',
    '"a\\\\\\"{"',
    `"${'x'.repeat(200)}\\"[,"`,
    `"${'\\\\'.repeat(99)}"`,
    '"open [,{',
  ])('%j counts as one value, whatever brackets it holds', (text) => {
    expect(survey(text, { maxValues: 1, maxDepth: 0 })).toEqual({ members: 0 })
  })

  test.for(['x', '\\"', '\\\\', 'é', '"'])('that repeats %j many times is read to its own end', (unit) => {
    for (let count = 60; count < 70; count += 1) {
      const text = JSON.stringify({ [unit.repeat(count)]: [1, { b: unit.repeat(count) }] })
      expect(survey(text, { maxValues: 5, maxDepth: 3 })).toEqual({ members: 2 })
    }
  })

  test('with megabytes of escaped quotes is read without deep recursion', () => {
    expect(survey(`{"a":"${'\\"'.repeat(1_000_000)}"}`)).toEqual({ members: 1 })
    expect(survey(`{"a":"${`${'x'.repeat(70)}\\"`.repeat(50_000)}"}`)).toEqual({ members: 1 })
  })
})

test('a survey counts the members of all objects in any JSON', () => {
  const membersOf = (value: unknown): number =>
    typeof value !== 'object' || value === null
      ? 0
      : Object.values(value).reduce<number>(
          (sum, each) => sum + membersOf(each),
          Array.isArray(value) ? 0 : Object.keys(value).length,
        )
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(3), (value, indent) => {
      const text = JSON.stringify(value, null, indent)
      expect(survey(text)).toEqual({ members: membersOf(JSON.parse(text)) })
    }),
  )
})
