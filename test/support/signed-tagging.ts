import { Sha256 } from '@aws-crypto/sha256-js'
import { SignatureV4 } from '@smithy/signature-v4'
import { type RegistryAnswer, registryClient } from './registry-client.ts'
import { askService, type SignedJson } from './signed-json.ts'
import type { TestServer } from './test-server.ts'

const service = 'ResourceGroupsTaggingAPI_20170126'

export const taggingTargetOf = (operation: string): string => `${service}.${operation}`

/** A request of the tagging API in JSON. */
export const askTagging = askService('tagging', service)

export interface CborRequest {
  readonly body: Uint8Array
  /** In place of what clients send. */
  readonly protocol?: string
  readonly path?: string
  readonly credentials?: SignedJson['credentials']
}

/** A request of the tagging API in CBOR, with every byte of it in the test's hands. */
export async function askTaggingInCbor(
  server: Pick<TestServer, 'url' | 'region' | 'credentials'>,
  operation: string,
  { body, protocol = 'rpc-v2-cbor', path = `/service/${service}/operation/${operation}`, ...request }: CborRequest,
): Promise<RegistryAnswer> {
  const { hostname, port, host } = new URL(server.url)
  const { credentials = server.credentials } = request
  const headers = { host, 'content-type': 'application/cbor', accept: 'application/cbor', 'smithy-protocol': protocol }
  const signer = new SignatureV4({ service: 'tagging', region: server.region, credentials, sha256: Sha256 })
  const signed = await signer.sign({
    protocol: 'http:',
    method: 'POST',
    path,
    hostname,
    port: Number(port),
    headers,
    body,
  })
  return registryClient(server.url).request('POST', path, { headers: signed.headers, body })
}
