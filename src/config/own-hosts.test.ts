import { expect, test } from 'vitest'
import { ownHosts } from './own-hosts.ts'

const options = { host: '127.0.0.1', registryHost: undefined, devHosts: [] }

test('the address that the server listens on is one of its own hosts', () => {
  expect(ownHosts({ ...options, host: '192.0.2.7' })('192.0.2.7')).toBe(true)
  expect(ownHosts({ ...options, host: '2001:db8::7' })('[2001:db8::7]')).toBe(true)
})

test.each(['0.0.0.0', '::'])("%s, which stands for all addresses, is not one of the server's own hosts", (host) => {
  expect(ownHosts({ ...options, host })(host)).toBe(false)
  expect(ownHosts({ ...options, host })(`[${host}]`)).toBe(false)
})

test("each host in --dev-hosts is one of the server's own hosts", () => {
  const isOwn = ownHosts({ ...options, devHosts: ['ecrd', 'Host.docker.internal', '::2'] })
  for (const host of ['ecrd', 'host.docker.internal', '[::2]']) expect(isOwn(host)).toBe(true)
  expect(ownHosts({ ...options, devHosts: ['2001:DB8:0:0:0:0:0:7'] })('[2001:db8::7]')).toBe(true)
  expect(isOwn('ecrd.evil.example')).toBe(false)
})

test("each host of a registry is one of the server's own hosts, and a host that only resembles one is not", () => {
  const isOwn = ownHosts({ ...options, registryHost: 'https://{account}.dkr.ecr.{region}.example.org:8443' })
  expect(isOwn('444455556666.dkr.ecr.eu-west-1.example.org')).toBe(true)
  for (const host of ['example.org', '4.dkr.ecr.eu-west-1.example.org', '444455556666.dkr.ecr.eu-west-1.exampleXorg']) {
    expect(isOwn(host)).toBe(false)
  }
})
