import { describe, expect, test } from 'vitest'
import { registryHosts, serverUrl } from './registry-host.ts'

const home = { account: '012345678910', region: 'eu-central-1' }

describe('the host of a registry', () => {
  test('is localhost for the default one, and says which for others', () => {
    const hostOf = registryHosts({ ...home, registryHost: undefined }, 5100)
    expect(hostOf('012345678910', 'eu-central-1')).toBe('localhost:5100')
    expect(hostOf('012345678910', 'us-east-1')).toBe('012345678910.dkr.ecr.us-east-1.localhost:5100')
    expect(hostOf('999999999999', 'eu-central-1')).toBe('999999999999.dkr.ecr.eu-central-1.localhost:5100')
  })

  test('comes from the template, for all of them', () => {
    const hostOf = registryHosts({ ...home, registryHost: '{account}.dkr.ecr.{region}.example.org' }, 5100)
    expect(hostOf('012345678910', 'eu-central-1')).toBe('012345678910.dkr.ecr.eu-central-1.example.org')
  })
})

test.each([
  ['127.0.0.1', 'http://127.0.0.1:80'],
  ['0.0.0.0', 'http://127.0.0.1:80'],
  ['::', 'http://[::1]:80'],
  ['fe80::1', 'http://[fe80::1]:80'],
  ['registry.example.org', 'http://registry.example.org:80'],
])('a server on %s is called at %s', (host, url) => {
  expect(serverUrl(host, 80)).toBe(url)
})
