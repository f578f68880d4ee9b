import type { RegistryAnswer } from './registry-client.ts'
import { askSigned, type SignedJson } from './signed-json.ts'
import type { TestServer } from './test-server.ts'

export const ecrdTargetOf = (operation: string): string => `Ecrd_20261201.${operation}`

/** A request of one of ecrd's own operations. */
export const askEcrd = (
  server: Pick<TestServer, 'url' | 'region' | 'credentials'>,
  operation: string,
  input: unknown,
  options: SignedJson = {},
): Promise<RegistryAnswer> =>
  askSigned(server, operation, input, {
    ...options,
    service: 'ecrd',
    headers: { 'x-amz-target': ecrdTargetOf(operation) },
  })
