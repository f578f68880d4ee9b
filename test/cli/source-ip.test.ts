import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Ecrd, startEcrd } from '../support/ecrd.ts'
import { requestsOf } from '../support/logged-requests.ts'
import { waitFor } from '../support/processes.ts'

let behindProxies: Ecrd
let open: Ecrd
beforeAll(async () => {
  behindProxies = await startEcrd(['--trusted-proxies', '127.0.0.0/8,10.0.0.0/8,2001:db8::/32'])
  open = await startEcrd()
})
afterAll(() => Promise.all([behindProxies.stop(), open.stop()]))

/** Where the log says that a request with these addresses in X-Forwarded-For came from. */
async function sourceIpOf(server: Ecrd, forwardedFor: string, path = '/v2/'): Promise<string | undefined> {
  const before = requestsOf(server).length
  await fetch(`${server.url}${path}`, { headers: { 'x-forwarded-for': forwardedFor } })
  return waitFor('the line in the log', () => requestsOf(server)[before]?.sourceIp)
}

describe('the source IP of a request through trusted proxies', () => {
  test.each([
    ['one proxy', '198.51.100.7', '198.51.100.7'],
    ['several proxies in a row', '198.51.100.7, 10.1.2.3, 2001:db8::5', '198.51.100.7'],
    ['one proxy, and addresses that its client invented', '10.9.9.9, 192.0.2.66, 198.51.100.7', '198.51.100.7'],
    ['one proxy whose client is a trusted address', '10.1.2.3', '10.1.2.3'],
    ['a client with an IPv6 address', '2001:db9::1', '2001:db9::1'],
    ['a client whose IPv4 address is written as IPv6', '::ffff:198.51.100.7', '198.51.100.7'],
    ['a proxy that does not know its client', 'unknown', '127.0.0.1'],
    ['a client that sends HTML instead of an address', '<b>x</b>, 10.1.2.3', '10.1.2.3'],
  ])('is the last address that is no trusted proxy, with %s', async (_, forwardedFor, sourceIp) => {
    expect(await sourceIpOf(behindProxies, forwardedFor)).toBe(sourceIp)
  })
})

test('the source IP of a request is found in the same way at every route', async () => {
  for (const path of ['/v2/', '/downloads/none', '/?Action=None', '/livez', '/none']) {
    expect([path, await sourceIpOf(behindProxies, '198.51.100.7', path)]).toEqual([path, '198.51.100.7'])
    expect([path, await sourceIpOf(open, '198.51.100.7', path)]).toEqual([path, '127.0.0.1'])
  }
})
