import { Sha256 } from '@aws-crypto/sha256-js'
import { SignatureV4 } from '@smithy/signature-v4'
import { type RegistryAnswer, registryClient } from './registry-client.ts'
import type { SignedJson } from './signed-json.ts'
import type { TestServer } from './test-server.ts'

export interface SignedQuery extends Pick<SignedJson, 'credentials' | 'signedAt'> {
  readonly service: 'iam' | 'sts'
  readonly parameters: Readonly<Record<string, string>>
}

const versions = { iam: '2010-05-08', sts: '2011-06-15' } as const

/** A request of the query protocol, signed by AWS's own signer, whatever its form says; not signed without credentials. */
export async function askQuery(
  { url, region }: Pick<TestServer, 'url' | 'region'>,
  { service, parameters, credentials, signedAt }: SignedQuery,
): Promise<RegistryAnswer> {
  const { hostname, port, host } = new URL(url)
  const body = new URLSearchParams({ Version: versions[service], ...parameters }).toString()
  const headers = { host, 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }
  if (credentials === undefined) return registryClient(url).request('POST', '/', { headers, body })
  const signer = new SignatureV4({ service, region, credentials, sha256: Sha256 })
  const request = { protocol: 'http:', method: 'POST', path: '/', hostname, port: Number(port), headers, body }
  const signed = await signer.sign(request, signedAt === undefined ? {} : { signingDate: signedAt })
  return registryClient(url).request('POST', '/', { headers: signed.headers, body })
}

/** Of IAM, as the root of the server's account. */
export const askIam = (
  server: Pick<TestServer, 'url' | 'region' | 'credentials'>,
  parameters: Readonly<Record<string, string>>,
): Promise<RegistryAnswer> => askQuery(server, { service: 'iam', parameters, credentials: server.credentials })

/** An input as the query protocol has it: `Tags.member.1.Key=Team`. https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */
export function parametersOf(input: unknown, name = ''): Readonly<Record<string, string>> {
  if (typeof input !== 'object' || input === null) return { [name]: String(input) }
  const members = Array.isArray(input)
    ? input.map((each: unknown, at): [string, unknown] => [`${name}.member.${at + 1}`, each])
    : Object.entries(input).map(([key, value]): [string, unknown] => [name === '' ? key : `${name}.${key}`, value])
  return Object.assign({}, ...members.map(([at, value]) => parametersOf(value, at))) as Record<string, string>
}
