import { describe, expect, test } from 'vitest'
import { OptionError, resolveOptions, type Sources, unknownKeys, unknownVariables } from './resolve-options.ts'
import { type ServeOptions, serveOptions } from './serve-options.ts'

interface Given {
  readonly flags?: Readonly<Record<string, string>>
  readonly environment?: Sources['environment']
  readonly file?: Readonly<Record<string, unknown>>
}

function resolved({ flags = {}, environment = {}, file }: Given): ServeOptions {
  return resolveOptions(serveOptions, {
    flags: new Map(Object.entries(flags)),
    environment,
    file: file && { path: '/etc/ecrd.yaml', entries: file },
  })
}

function problems(given: Given): readonly string[] {
  try {
    resolved(given)
  } catch (error) {
    if (error instanceof OptionError) return error.problems
    throw error
  }
  throw new Error('there was no problem')
}

describe('an option', () => {
  test('has its default when no source gives a value', () => {
    expect(resolved({})).toEqual({
      data: './ecrd-data',
      host: '127.0.0.1',
      port: 5100,
      account: '123456789012',
      region: 'us-east-1',
      masterKeyFile: undefined,
      registryHost: undefined,
      sealing: 'frames-1',
      tlsCert: undefined,
      tlsKey: undefined,
      trustedProxies: [],
      servicePrincipals: [],
      database: undefined,
      blobs: undefined,
      blobsEndpoint: undefined,
      blobsRegion: undefined,
      blobsPathStyle: undefined,
      requestMemoryMebibytes: 112,
      bodySilenceSeconds: 20,
      bodyBytesPerSecond: 1_024,
      maxConnections: undefined,
      maxUploadsPerPrincipal: 1_000,
      maxSessionsPerPrincipal: 5_000,
      simulatedCharactersPerMinute: 200_000_000,
      lifecycleHistoryDays: 90,
      archiveRestoreSeconds: 1_200,
      dev: false,
      devAnywhere: false,
      devHosts: [],
      devReset: false,
      logFormat: undefined,
      logLevel: 'info',
    })
  })

  test('is taken from the flag, else from the environment variable, else from the file', () => {
    const flags = { port: '1' }
    const environment = { ECRD_PORT: '2' }
    const file = { port: 3 }
    expect(resolved({ flags, environment, file }).port).toBe(1)
    expect(resolved({ environment, file }).port).toBe(2)
    expect(resolved({ file }).port).toBe(3)
  })

  test('keeps its default when its variable is empty or its key in the file has no value', () => {
    expect(resolved({ environment: { ECRD_PORT: '' }, file: { region: null } })).toMatchObject({
      port: 5100,
      region: 'us-east-1',
    })
  })

  test('can be given as --master-key-file, as ECRD_MASTER_KEY_FILE and as master-key-file in the file', () => {
    expect(resolved({ flags: { 'master-key-file': '/k' } }).masterKeyFile).toBe('/k')
    expect(resolved({ environment: { ECRD_MASTER_KEY_FILE: '/k' } }).masterKeyFile).toBe('/k')
    expect(resolved({ file: { 'master-key-file': '/k' } }).masterKeyFile).toBe('/k')
  })

  test('that is a list can be given as text with commas or as a YAML list', () => {
    const networks = ['10.0.0.0/8', '192.0.2.1', 'fd00::/8', '::1']
    expect(resolved({ flags: { 'trusted-proxies': networks.join(',') } }).trustedProxies).toEqual(networks)
    expect(resolved({ environment: { ECRD_TRUSTED_PROXIES: networks.join(', ') } }).trustedProxies).toEqual(networks)
    expect(resolved({ file: { 'trusted-proxies': networks } }).trustedProxies).toEqual(networks)
    expect(resolved({ file: { 'trusted-proxies': '192.0.2.1' } }).trustedProxies).toEqual(['192.0.2.1'])
    expect(resolved({ file: { 'trusted-proxies': [] } }).trustedProxies).toEqual([])
    const services = ['builds.example.org', 'runner.amazonaws.com']
    expect(resolved({ flags: { 'service-principals': services.join(', ') } }).servicePrincipals).toEqual(services)
    expect(resolved({ file: { 'service-principals': services } }).servicePrincipals).toEqual(services)
  })

  test('that is an account id keeps its leading zero', () => {
    expect(resolved({ flags: { account: '012345678910' } }).account).toBe('012345678910')
    expect(resolved({ file: { account: '012345678910' } }).account).toBe('012345678910')
  })
})

describe('an invalid value', () => {
  test.each<[Given, string]>([
    [{ flags: { port: 'http' } }, '--port must be a whole number from 0 to 65535 (it is "http").'],
    [{ flags: { port: '65536' } }, '--port must be a whole number from 0 to 65535 (it is "65536").'],
    [{ flags: { port: '-1' } }, '--port must be a whole number from 0 to 65535 (it is "-1").'],
    [{ file: { port: 5.5 } }, 'port in ecrd.yaml must be a whole number from 0 to 65535 (it is 5.5).'],
    [{ file: { port: true } }, 'port in ecrd.yaml must be a whole number from 0 to 65535 (it is true).'],
    [{ environment: { ECRD_ACCOUNT: '1234' } }, 'ECRD_ACCOUNT must be an account id of 12 digits (it is "1234").'],
    [
      { file: { account: 12345678910 } },
      'account in ecrd.yaml must be quoted: YAML reads the bare digits as a number and loses leading zeros (it is 12345678910).',
    ],
    [{ flags: { region: 'Frankfurt' } }, '--region must be a region such as us-east-1 (it is "Frankfurt").'],
    [{ flags: { host: 'http://x' } }, '--host must be an address (it is "http://x").'],
    [{ flags: { data: '' } }, '--data must be a path (it is "").'],
    [{ file: { data: ['a'] } }, 'data in ecrd.yaml must be a path (it is ["a"]).'],
    [{ flags: { 'log-format': 'xml' } }, '--log-format must be one of json, pretty (it is "xml").'],
    [{ flags: { 'log-level': 'loud' } }, '--log-level must be one of debug, info, warn, error, silent (it is "loud").'],
    [
      { flags: { 'registry-host': '{acount}.example' } },
      '--registry-host must not use {acount}, only {account} and {region} (it is "{acount}.example").',
    ],
    [
      { flags: { 'trusted-proxies': '10.0.0.1,proxy.example' } },
      '--trusted-proxies must be addresses and networks such as 10.0.0.0/8; "proxy.example" is neither (it is "10.0.0.1,proxy.example").',
    ],
    [
      { environment: { ECRD_TRUSTED_PROXIES: '10.0.0.0/33' } },
      'ECRD_TRUSTED_PROXIES must be addresses and networks such as 10.0.0.0/8; the prefix of "10.0.0.0/33" must be 1 to 32 bits long (it is "10.0.0.0/33").',
    ],
    [
      { flags: { 'service-principals': 'builds.example.org,*' } },
      '--service-principals must be names of services such as builds.example.org (it is "builds.example.org,*").',
    ],
    [
      { flags: { 'dev-hosts': 'ecrd,192.0.2.7:5100' } },
      '--dev-hosts must be host names or addresses without port, such as ecrd or 192.0.2.7 (it is "ecrd,192.0.2.7:5100").',
    ],
    [
      { file: { 'trusted-proxies': [10] } },
      'trusted-proxies in ecrd.yaml must be addresses and networks such as 10.0.0.0/8 (it is [10]).',
    ],
    [
      { environment: { ECRD_DATABASE: 'mysql://ecrd:secret@db/ecrd' } },
      'ECRD_DATABASE must be a URL such as postgres://USER:PASSWORD@HOST/NAME.',
    ],
  ])('in %j is reported in one sentence', (given, sentence) => {
    expect(problems(given)).toEqual([sentence])
  })

  test('is reported together with all other invalid values', () => {
    expect(problems({ flags: { port: 'x', region: 'y' } })).toHaveLength(2)
  })

  test('that is long is cut in the sentence that reports it', () => {
    const [sentence = ''] = problems({ flags: { port: '9'.repeat(10_000) } })
    expect(sentence.length).toBeLessThan(200)
  })
})

describe('an unknown option', () => {
  test('is reported together with the nearest known option', () => {
    expect(unknownVariables({ ECRD_PROT: '1', PATH: '/bin' }, serveOptions)).toEqual([
      'ECRD_PROT is not an option of ecrd; did you mean ECRD_PORT?',
    ])
    expect(unknownKeys({ path: '/etc/ecrd.yaml', entries: { logLevel: 'info', port: 1 } }, serveOptions)).toEqual([
      'logLevel in ecrd.yaml is not an option of ecrd; did you mean log-level?',
    ])
  })

  test('that Kubernetes sets for a service called ecrd is ignored', () => {
    const links = {
      ECRD_PORT: 'tcp://10.0.0.1:5100',
      ECRD_SERVICE_HOST: '10.0.0.1',
      ECRD_SERVICE_PORT: '5100',
      ECRD_PORT_5100_TCP: 'tcp://10.0.0.1:5100',
      ECRD_PORT_5100_TCP_ADDR: '10.0.0.1',
    }
    expect(unknownVariables(links, serveOptions)).toEqual([])
    expect(resolved({ environment: links }).port).toBe(5100)
  })
})
