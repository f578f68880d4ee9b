import fc from 'fast-check'
import { BlockList, isIPv4 } from 'node:net'
import { describe, expect, test } from 'vitest'
import { isInNetwork, parseAddress, parseNetwork } from './ip-network.ts'

function contains(network: string, address: string): boolean {
  const [parsedNetwork, parsedAddress] = [parseNetwork(network), parseAddress(address)]
  if (parsedNetwork === undefined || parsedAddress === undefined) throw new Error(`${network} or ${address}`)
  return isInNetwork(parsedAddress, parsedNetwork)
}

describe('an IP network', () => {
  test.each([
    ['203.0.113.0/24', '203.0.113.0', true],
    ['203.0.113.0/24', '203.0.112.255', false],
    ['54.240.143.188/24', '54.240.143.1', true],
    ['203.0.113.7', '203.0.113.7', true],
    ['203.0.113.7/32', '203.0.113.6', false],
    ['0.0.0.0/0', '255.255.255.255', true],
    ['128.0.0.0/1', '127.255.255.255', false],
    ['128.0.0.0/1', '128.0.0.0', true],
    ['::/0', '2001:db8::1', true],
    ['::/0', '203.0.113.7', false],
    ['0.0.0.0/0', '::1', false],
    ['2001:db8::/33', '2001:db8:7fff::', true],
    ['2001:db8::/33', '2001:db8:8000::', false],
    ['2001:DB8::1', '2001:0db8:0:0:0:0:0:1', true],
    ['::ffff:203.0.113.0/120', '203.0.113.7', true],
    ['203.0.113.0/24', '::ffff:203.0.113.7', true],
    ['203.0.113.0/24', '::ffff:cb00:7107', true],
    ['64:ff9b::203.0.113.7', '64:ff9b::cb00:7107', true],
    ['::/96', '203.0.113.7', false],
    ['::ffff:203.0.113.0/90', '203.0.113.7', false],
  ])('%s contains %s: %s', (network, address, expected) => {
    expect(contains(network, address)).toBe(expected)
  })

  test.each([
    '',
    '*',
    '203.0.113.*',
    '203.0.113',
    '203.0.113.256',
    '203.0.113.07',
    '203.0.113.0/33',
    '203.0.113.0/-1',
    '203.0.113.0/',
    '203.0.113.0/08',
    '203.0.113.0/24/24',
    ' 203.0.113.0',
    '0xcb.0.113.7',
    '2001:db8::/129',
    '2001:db8',
    '2001::db8::1',
    'fe80::1%eth0',
    '٢٠٣.0.113.7',
  ])('is not given by %j', (text) => {
    expect(parseNetwork(text)).toBeUndefined()
  })

  const addresses = fc.oneof(fc.ipV4(), fc.ipV6())

  test('contains the addresses that Node’s BlockList blocks', () => {
    const nearby = fc.tuple(addresses, addresses, fc.boolean(), fc.nat(128))
    fc.assert(
      fc.property(nearby, ([network, other, same, bits]) => {
        const address = same ? network : other
        const prefix = Math.min(bits, isIPv4(network) ? 32 : 128)
        const list = new BlockList()
        list.addSubnet(network, prefix, isIPv4(network) ? 'ipv4' : 'ipv6')
        const expected = isIPv4(network) === isIPv4(address) && list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')
        expect(contains(`${network}/${prefix}`, address)).toBe(expected)
      }),
      { numRuns: 1_000 },
    )
  })
})
