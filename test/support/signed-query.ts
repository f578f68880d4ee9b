import { Sha256 } from '@aws-crypto/sha256-js'
import { SignatureV4 } from '@smithy/signature-v4'
import { type RegistryAnswer, registryClient } from './registry-client.ts'
import type { TestServer } from './test-server.ts'

/** A request of IAM, signed by AWS's own signer, whatever its form says. */
export async function askIam(
  { url, region, credentials }: Pick<TestServer, 'url' | 'region' | 'credentials'>,
  parameters: Readonly<Record<string, string>>,
): Promise<RegistryAnswer> {
  const { hostname, port, host } = new URL(url)
  const body = new URLSearchParams({ Version: '2010-05-08', ...parameters }).toString()
  const signer = new SignatureV4({ service: 'iam', region, credentials, sha256: Sha256 })
  const headers = { host, 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }
  const request = { protocol: 'http:', method: 'POST', path: '/', hostname, port: Number(port), headers, body }
  const signed = await signer.sign(request)
  return registryClient(url).request('POST', '/', { headers: signed.headers, body })
}
