import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keyRing } from '../sealing/key-ring.ts'
import { randomIds } from '../platform/ids.ts'
import { closePage, openPage, refusePaging } from './pages.ts'

const ctx = { keys: keyRing(Buffer.alloc(32, 1), randomIds) }
const list = 'ListThings 1'
const invalidToken = "Invalid parameter at 'nextToken' failed to satisfy constraint: 'Invalid token'"

/** One page of `rows`, as a table would be asked for it: after a position, one row more than is shown. */
function pageOf(rows: readonly number[], size: number, nextToken: string | undefined) {
  const after = openPage(ctx, list, { nextToken }, -1)
  const read = rows.filter((row) => row > after).slice(0, size + 1)
  return closePage(ctx, list, read, size, (row) => row)
}

test('pages show every row once, in order, and only the last page can be short', () => {
  const lists = fc.uniqueArray(fc.nat()).map((rows) => rows.sort((a, b) => a - b))
  fc.assert(
    fc.property(lists, fc.integer({ min: 1, max: 5 }), (rows, size) => {
      const pages: (readonly number[])[] = []
      let nextToken: string | undefined
      do {
        const page = pageOf(rows, size, nextToken)
        pages.push(page.rows)
        nextToken = page.nextToken
      } while (nextToken !== undefined)
      expect(pages.flat()).toEqual(rows)
      expect(pages.slice(0, -1).every((page) => page.length === size)).toBe(true)
      expect(pages).toHaveLength(Math.max(1, Math.ceil(rows.length / size)))
    }),
  )
})

describe('a page token', () => {
  const { nextToken = '' } = closePage(ctx, list, ['a', 'secret', 'b'], 2, (row) => ({ row }))

  test('gives back the position that it was made with', () => {
    expect(openPage<unknown>(ctx, list, { nextToken }, 'start')).toEqual({ row: 'secret' })
    expect(openPage<unknown>(ctx, list, {}, 'start')).toBe('start')
  })

  test('does not reveal its position', () => {
    expect(nextToken).toMatch(/^[A-Za-z0-9_-]+$/)
    expect(Buffer.from(nextToken, 'base64url').toString('latin1')).not.toContain('secret')
  })

  test.each([
    ['of another list', nextToken, 'ListThings 2'],
    ['of a list that begins alike', nextToken, `${list}0`],
    ['made up', 'AAAA', list],
    ['empty', '', list],
    ['cut', nextToken.slice(0, -2), list],
    [
      'of another key',
      keyRing(Buffer.alloc(32, 2), randomIds).seal('page-token', list, Buffer.from('1')).toString('base64url'),
      list,
    ],
    ['of another kind', ctx.keys.seal('download-url', list, Buffer.from('1')).toString('base64url'), list],
  ])('%s is refused', (_, token, of) => {
    expect(() => openPage(ctx, of, { nextToken: token }, 0)).toThrow(invalidToken)
  })

  test('with any bit changed is refused', () => {
    const box = Buffer.from(nextToken, 'base64url')
    for (let bit = 0; bit < box.length * 8; bit += 1) {
      const changed = Buffer.from(box)
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      expect(() => openPage(ctx, list, { nextToken: changed.toString('base64url') }, 0)).toThrow(invalidToken)
    }
  })
})

test('a request with an explicit list is refused with maxResults or nextToken', () => {
  const sentence = (field: string) =>
    `Invalid parameter at '${field}' failed to satisfy constraint: 'Cannot be specified together with imageIds'`
  expect(() => {
    refusePaging({ maxResults: 1 }, 'imageIds')
  }).toThrow(sentence('maxResults'))
  expect(() => {
    refusePaging({ nextToken: '' }, 'imageIds')
  }).toThrow(sentence('nextToken'))
  refusePaging({}, 'imageIds')
})
