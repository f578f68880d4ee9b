import { describe, expect, test } from 'vitest'
import { canonicalPath, canonicalRequest } from './canonical-request.ts'
import { canonicalQuery, parseQuery } from './query.ts'

describe('the path', () => {
  test.each([
    ['', '/'],
    ['/', '/'],
    ['//', '/'],
    ['/a/b', '/a/b'],
    ['/a//b/', '/a/b/'],
    ['/a/./b', '/a/b'],
    ['/a/../b', '/b'],
    ['/../..', '/'],
    ['/a/..', '/'],
    ['/a%20b', '/a%2520b'],
    ['/a%2fb', '/a%252fb'],
    ['/%2e%2e/a', '/%252e%252e/a'],
    ["/~!*'()", '/~%21%2A%27%28%29'],
    ['/é\0', '/%C3%A9%00'],
  ])('%j is signed as %s', (rawPath, canonical) => {
    expect(canonicalPath(rawPath)).toBe(canonical)
  })
})

describe('the query', () => {
  test.each([
    ['', ''],
    ['&&', ''],
    ['a', 'a='],
    ['=', '='],
    ['b=2&a=1', 'a=1&b=2'],
    ['a=2&a=1&a', 'a=&a=1&a=2'],
    ['a-b=1&a=1', 'a=1&a-b=1'],
    ['a%2Db=1&a=1', 'a=1&a-b=1'],
    ['a=b=c', 'a=b%3Dc'],
    ['a=b+c%20d%2Be', 'a=b%20c%20d%2Be'],
    ['a=%7e%c3%a9', 'a=~%C3%A9'],
    ['a=%ff%&b=%4', 'a=%FF%25&b=%254'],
    ['a=é', 'a=%C3%A9'],
  ])('%j is signed as %s', (rawQuery, canonical) => {
    expect(canonicalQuery(parseQuery(rawQuery))).toBe(canonical)
  })
})

test('a canonical request has the signed parts of the request in AWS’s form', () => {
  const request = {
    method: 'PUT',
    rawPath: '/v2/',
    rawQuery: 'b=1&X-Amz-Signature=abc&a',
    headers: { host: [' h '], 'x-test': ['\t a \t b', 'c\u00a0'], unsigned: ['1'] },
  }
  expect(canonicalRequest(request, ['host', 'x-test'], 'hash')).toBe(
    'PUT\n/v2/\na=&b=1\nhost:h\nx-test:a b,c\u00a0\n\nhost;x-test\nhash',
  )
})
