import { expect, test } from 'vitest'
import { ownHosts } from './own-hosts.ts'

const options = { host: '127.0.0.1', registryHost: undefined, devHosts: [] }

test('the address that is listened on is a host of the server', () => {
  expect(ownHosts({ ...options, host: '192.0.2.7' })('192.0.2.7')).toBe(true)
  expect(ownHosts({ ...options, host: '2001:db8::7' })('[2001:db8::7]')).toBe(true)
})

test.each(['0.0.0.0', '::'])('%s, which stands for all addresses, is none', (host) => {
  expect(ownHosts({ ...options, host })(host)).toBe(false)
  expect(ownHosts({ ...options, host })(`[${host}]`)).toBe(false)
})

test('what --dev-hosts lists is a host of the server', () => {
  const isOwn = ownHosts({ ...options, devHosts: ['ecrd', 'Host.docker.internal', '::2'] })
  for (const host of ['ecrd', 'host.docker.internal', '[::2]']) expect(isOwn(host)).toBe(true)
  expect(ownHosts({ ...options, devHosts: ['2001:DB8:0:0:0:0:0:7'] })('[2001:db8::7]')).toBe(true)
  expect(isOwn('ecrd.evil.example')).toBe(false)
})

test('every host of a registry is one, and nothing that only looks like it', () => {
  const isOwn = ownHosts({ ...options, registryHost: 'https://{account}.dkr.ecr.{region}.example.org:8443' })
  expect(isOwn('444455556666.dkr.ecr.eu-west-1.example.org')).toBe(true)
  for (const host of ['example.org', '4.dkr.ecr.eu-west-1.example.org', '444455556666.dkr.ecr.eu-west-1.exampleXorg']) {
    expect(isOwn(host)).toBe(false)
  }
})
