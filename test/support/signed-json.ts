import { Sha256 } from '@aws-crypto/sha256-js'
import { SignatureV4 } from '@smithy/signature-v4'
import { type RegistryAnswer, registryClient } from './registry-client.ts'
import type { TestServer } from './test-server.ts'

export interface SignedJson {
  readonly credentials?: {
    readonly accessKeyId: string
    readonly secretAccessKey: string
    readonly sessionToken?: string
  }
  readonly service?: string
  readonly region?: string
  /** When it says it was signed. */
  readonly signedAt?: Date
  /** Headers beside those that a client has to send; all are signed. */
  readonly headers?: Readonly<Record<string, string>>
  /** Headers that are sent and not signed. */
  readonly unsigned?: readonly string[]
  /** What is sent in place of what was signed; `undefined` leaves a header out, a list sends it that often. */
  readonly sent?: {
    readonly headers?: Readonly<Record<string, string | string[] | undefined>>
    /** Headers that are sent as they were signed, and then once more. */
    readonly twice?: readonly string[]
    readonly body?: string
    readonly path?: string
  }
}

export const targetOf = (operation: string): string => `AmazonEC2ContainerRegistry_V20150921.${operation}`

/** A request of the JSON API, signed by AWS's own signer, with every byte of it in the test's hands. */
export async function askSigned(
  server: Pick<TestServer, 'url' | 'region' | 'credentials'>,
  operation: string,
  input: unknown = {},
  options: SignedJson = {},
): Promise<RegistryAnswer> {
  const { credentials = server.credentials, service = 'ecr', region = server.region, sent = {} } = options
  const { hostname, port, host } = new URL(server.url)
  const body = typeof input === 'string' ? input : JSON.stringify(input)
  const signer = new SignatureV4({ service, region, credentials, sha256: Sha256 })
  const headers = {
    host,
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': targetOf(operation),
    ...options.headers,
  }
  const signed = await signer.sign(
    { protocol: 'http:', method: 'POST', path: '/', hostname, port: Number(port), headers, body },
    {
      unsignableHeaders: new Set(options.unsigned ?? []),
      ...(options.signedAt === undefined ? {} : { signingDate: options.signedAt }),
    },
  )
  const repeated = (sent.twice ?? []).map((name) => [name, Array(2).fill(signed.headers[name]) as string[]])
  const all = { ...signed.headers, ...(Object.fromEntries(repeated) as Record<string, string[]>), ...sent.headers }
  const given = Object.entries(all).filter((entry): entry is [string, string | string[]] => entry[1] !== undefined)
  return registryClient(server.url).request('POST', sent.path ?? '/', {
    headers: Object.fromEntries(given),
    body: sent.body ?? body,
  })
}

/** The same for another service of the JSON API, whose targets begin with this. */
export function askService(
  service: string,
  targetPrefix: string,
): (
  server: Pick<TestServer, 'url' | 'region' | 'credentials'>,
  operation: string,
  input: unknown,
  options?: SignedJson,
) => Promise<RegistryAnswer> {
  return (server, operation, input, options) =>
    askSigned(server, operation, input, {
      ...options,
      service,
      headers: { 'x-amz-target': `${targetPrefix}.${operation}` },
    })
}
