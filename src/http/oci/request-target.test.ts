import { expect, test } from 'vitest'
import { parseTarget } from './request-target.ts'

test.each([
  ['/v2/', { path: '/v2/', query: '', host: undefined }],
  ['/v2/a?n=1&last=b?c', { path: '/v2/a', query: 'n=1&last=b?c', host: undefined }],
  ['/v2/%2e%2e/../a//b\\c', { path: '/v2/%2e%2e/../a//b\\c', query: '', host: undefined }],
  ['/v2/?', { path: '/v2/', query: '', host: undefined }],
  ['/http://host/v2/', { path: '/http://host/v2/', query: '', host: undefined }],
  ['http://host:5100/v2/a?n=1', { path: '/v2/a', query: 'n=1', host: 'host:5100' }],
  ['HTTPS://Host', { path: '/', query: '', host: 'Host' }],
  ['http://host?n=1', { path: '/', query: 'n=1', host: 'host' }],
  ['http:///v2/', { path: '/v2/', query: '', host: '' }],
  ['http://user@host/v2/', { path: '/v2/', query: '', host: 'user@host' }],
  ['ftp://host/v2/', { path: 'ftp://host/v2/', query: '', host: undefined }],
  ['*', { path: '*', query: '', host: undefined }],
  ['', { path: '', query: '', host: undefined }],
])('the request target %j is parsed as %j', (text, target) => {
  expect(parseTarget(text)).toEqual(target)
})
