import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type RegistryKey, registryKinds } from '../standards/arn/registry-key.ts'
import { hostHeaders, registryOfHost } from './host-names.ts'

const kind = registryKinds.ecr
const defaults: RegistryKey = { kind, account: '123456789012', region: 'us-east-1' }
const of = (...hosts: string[]) => registryOfHost(hosts, defaults)

const account = fc.stringMatching(/^[0-9]{12}$/)
const region = fc.constantFrom('us-east-1', 'eu-central-2', 'us-gov-west-1', 'cn-northwest-1', 'eusc-de-east-1')
const form = fc.constantFrom('dkr.ecr', 'dkr.ecr-fips', 'dkr-ecr', 'dkr-ecr-fips')
const domain = fc.constantFrom('amazonaws.com', 'amazonaws.com.cn', 'on.aws', 'localhost', 'registry.example.org.')
const port = fc.option(fc.integer({ min: 0, max: 65_535 }), { nil: undefined })

describe('a host', () => {
  it('of ECR’s form names account and region, whatever the domain, port and case', () => {
    fc.assert(
      fc.property(account, form, region, domain, port, fc.boolean(), (a, f, r, d, p, upper) => {
        const host = `${a}.${f}.${r}.${d}${p === undefined ? '' : `:${p}`}`
        expect(of(upper ? host.toUpperCase() : host)).toEqual({ kind, account: a, region: r })
      }),
    )
  })

  it.each([
    'localhost',
    'localhost:5100',
    '127.0.0.1:5100',
    '[::1]:5100',
    'registry.example.org.',
    'my_registry:80',
    '12345678901.dkr.ecr.us-east-1.localhost',
    '1234567890123.dkr.ecr.us-east-1.localhost',
    '012345678910.dkr.ecr.us-east-1',
    '012345678910.dkr.ecr.nowhere.localhost',
    'x.012345678910.dkr.ecr.us-east-1.localhost',
    '012345678910.ecr.us-east-1.localhost',
  ])('of another form stands for the default registry: %s', (host) => {
    expect(of(host)).toEqual(defaults)
  })

  it.each([
    '',
    ' ',
    'a b',
    'a,b',
    'localhost:',
    'localhost:x',
    'localhost:65536',
    'localhost:123456',
    'user@localhost',
    'user:secret@localhost',
    'localhost/v2',
    'localhost?x',
    'localhost#x',
    '..',
    '.localhost',
    'a..b',
    'a%2eb',
    'localhost\0',
    'localhost\n',
    'bücher.example',
    '[::1',
    '::1',
    '[]',
    '[::1]5100',
    `${'a'.repeat(64)}.localhost`,
    `${'a.'.repeat(130)}b`,
  ])('that is malformed is refused: %j', (host) => {
    expect(of(host)).toBeUndefined()
  })

  it('is required once: a request with no Host header, or with two, is refused', () => {
    expect(of()).toBeUndefined()
    expect(of('localhost', 'localhost')).toBeUndefined()
  })

  it('that is arbitrary text gives a registry or a refusal, in time linear to its length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (host) => [undefined, defaults].includes(of(host))),
    )
    expect(of(`${'1'.repeat(1_000_000)}.dkr.ecr.${'a-'.repeat(1_000_000)}`)).toBeUndefined()
  })
})

describe('the Host headers of a request', () => {
  it('are all found, in upper and lower case', () => {
    expect(hostHeaders(['Host', 'a', 'X-Name', 'host', 'HOST', 'b'])).toEqual(['a', 'b'])
  })
})
