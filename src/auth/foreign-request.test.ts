import { expect, test } from 'vitest'
import { foreignness } from './foreign-request.ts'

const isOwnHost = (host: string): boolean => host === 'ecrd'

type Headers = Readonly<Record<string, string | readonly string[]>>

const ask = (host: string | readonly string[], headers: Headers = {}) =>
  foreignness(
    {
      hosts: [host].flat(),
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat()])),
    },
    isOwnHost,
  )

test.each([
  'localhost',
  'localhost:5100',
  'LOCALHOST:5100',
  'localhost.:5100',
  '127.0.0.1:5100',
  '127.8.9.10',
  '[::1]:5100',
  '444455556666.dkr.ecr.eu-west-1.localhost:5100',
  'ecrd:5100',
])('a request to %s is not foreign', (host) => {
  expect(ask(host)).toBeUndefined()
})

test.each([
  'evil.example:5100',
  'localhost.evil.example',
  '127.0.0.1.evil.example:5100',
  'ecrd.evil.example',
  'localhost@evil.example',
  'evil.example#.localhost',
  'evil.example/.localhost',
  '0.0.0.0:5100',
  '[::]:5100',
  '192.0.2.7:5100',
  '',
])('a request to the host %j is foreign, since any web page could have that name', (host) => {
  expect(ask(host)).toMatch(/^it was sent to "/)
})

test('a request with a foreign host is foreign, even if a proxy adds an own host, and the other way round', () => {
  expect(ask(['evil.example', 'localhost'])).toBeDefined()
  expect(ask(['localhost', 'evil.example'])).toBeDefined()
})

test.each<Headers>([
  { 'sec-fetch-site': 'same-origin' },
  { 'sec-fetch-site': 'none' },
  { origin: 'http://localhost:5100' },
  { origin: 'https://localhost:5100' },
  { referer: 'http://localhost:5100/some/page?x' },
])('a browser request with the headers %j is not foreign', (headers) => {
  expect(ask('localhost:5100', headers)).toBeUndefined()
})

test('an origin with the number of the default port is the same as without it', () => {
  expect(ask('localhost', { origin: 'http://localhost:80' })).toBeUndefined()
  expect(ask('localhost:443', { origin: 'https://localhost' })).toBeUndefined()
  expect(ask('localhost:443', { origin: 'http://localhost' })).toBeDefined()
})

test.each<Headers>([
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': 'anything-new' },
  { 'sec-fetch-site': '' },
  { 'sec-fetch-site': ['same-origin', 'cross-site'] },
  { origin: 'null' },
  { origin: '' },
  { origin: 'http://localhost:3000' },
  { origin: 'http://127.0.0.1:5100' },
  { origin: 'http://evil.example' },
  { origin: ['http://localhost:5100', 'http://evil.example'] },
  { referer: 'http://evil.example/page' },
  { referer: 'http://localhost:3000/' },
  { referer: 'about:blank' },
  { 'sec-fetch-site': 'same-origin', referer: 'http://evil.example/' },
])('a browser request with the headers %j is foreign', (headers) => {
  expect(ask('localhost:5100', headers)).toMatch(/^a browser says /)
})
