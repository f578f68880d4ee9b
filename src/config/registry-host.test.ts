import { describe, expect, test } from 'vitest'
import { registryHosts, registryProtocol } from './registry-host.ts'

const home = { account: '012345678910', region: 'eu-central-1' }

describe('the host of a registry', () => {
  test('is localhost for the default registry, and names account and region for others', () => {
    const hostOf = registryHosts({ ...home, registryHost: undefined }, 5100)
    expect(hostOf('012345678910', 'eu-central-1')).toBe('localhost:5100')
    expect(hostOf('012345678910', 'us-east-1')).toBe('012345678910.dkr.ecr.us-east-1.localhost:5100')
    expect(hostOf('999999999999', 'eu-central-1')).toBe('999999999999.dkr.ecr.eu-central-1.localhost:5100')
  })

  test('is made from the template --registry-host for every registry', () => {
    const hostOf = registryHosts({ ...home, registryHost: '{account}.dkr.ecr.{region}.example.org' }, 5100)
    expect(hostOf('012345678910', 'eu-central-1')).toBe('012345678910.dkr.ecr.eu-central-1.example.org')
  })

  test('has no protocol, even if the template has one', () => {
    const hostOf = registryHosts({ ...home, registryHost: 'https://registry.example.org:444' }, 5100)
    expect(hostOf('012345678910', 'eu-central-1')).toBe('registry.example.org:444')
  })
})

describe('the protocol of registries', () => {
  test.each([
    [undefined, 'http', 'http'],
    [undefined, 'https', 'https'],
    ['registry.example.org', 'http', 'http'],
    ['registry.example.org', 'https', 'https'],
    ['https://registry.example.org', 'http', 'https'],
    ['http://registry.example.org', 'https', 'http'],
  ] as const)('of %s, when the server speaks %s, is %s', (registryHost, spoken, protocol) => {
    expect(registryProtocol({ registryHost }, spoken)).toBe(protocol)
  })
})
