import { expect, test } from 'vitest'
import { serverUrl } from './server-url.ts'

test.each([
  ['127.0.0.1', 'http://127.0.0.1:80'],
  ['0.0.0.0', 'http://127.0.0.1:80'],
  ['::', 'http://[::1]:80'],
  ['fe80::1', 'http://[fe80::1]:80'],
  ['registry.example.org', 'http://registry.example.org:80'],
])('a server that listens on %s has the URL %s', (host, url) => {
  expect(serverUrl(host, 80)).toBe(url)
})
