import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseContentRange } from './content-range.ts'

const largest = Number.MAX_SAFE_INTEGER

describe('Content-Range of a chunk', () => {
  test.each([
    ['0-0', 0, 0],
    ['0-1023', 0, 1023],
    ['1024-2047', 1024, 2047],
    ['007-08', 7, 8],
    ['bytes 0-9', 0, 9],
    ['Bytes 0-9', 0, 9],
    ['0-9/10', 0, 9],
    ['bytes 0-9/100', 0, 9],
    ['bytes 0-9/*', 0, 9],
    [`0-${largest - 1}`, 0, largest - 1],
    [`0-${largest - 1}/${largest}`, 0, largest - 1],
  ])('%s is read as the bytes %d to %d', (text, first, last) => {
    expect(parseContentRange(text)).toEqual({ first, last })
  })

  test.each([
    '',
    '-',
    '0',
    '0-',
    '-5',
    '0--1',
    '5-4',
    '0-9/9',
    '0-9/',
    'bytes */10',
    'bytes=0-9',
    'bytes  0-9',
    ' 0-9',
    '0-9 ',
    '0 - 9',
    '0-9\n',
    '0-9,10-19',
    '+0-9',
    '0x0-0x9',
    '0-1e3',
    '0-9.5',
    'items 0-9',
    '٠-٩',
    '0-9\0',
    `0-${largest}`,
    `0-9/${largest + 1}`,
    `${largest + 1}-${largest + 1}`,
    `0-${'9'.repeat(40)}`,
    `0-${'9'.repeat(1000)}`,
  ])('%j is not valid', (text) => {
    expect(parseContentRange(text)).toBeUndefined()
  })

  test('is read with the positions that it was written with', () => {
    const position = fc.integer({ min: 0, max: largest - 1 })
    fc.assert(
      fc.property(position, position, fc.boolean(), fc.constantFrom('', '/*', `/${largest}`), (a, b, unit, total) => {
        const [first, last] = a <= b ? [a, b] : [b, a]
        expect(parseContentRange(`${unit ? 'bytes ' : ''}${first}-${last}${total}`)).toEqual({ first, last })
      }),
    )
  })

  test('is invalid or has first ≤ last within safe integers, whatever is sent', () => {
    const nearly = fc.string({
      unit: fc.constantFrom('0', '1', '9', '-', '/', '*', ' ', 'bytes ', '\0'),
      maxLength: 50,
    })
    fc.assert(
      fc.property(nearly, (text) => {
        const range = parseContentRange(text)
        if (range === undefined) return
        expect(Number.isSafeInteger(range.last)).toBe(true)
        expect(range.first).toBeLessThanOrEqual(range.last)
      }),
      { numRuns: 1000 },
    )
  })
})
