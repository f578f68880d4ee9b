import { IAMClient } from '@aws-sdk/client-iam'
import { identitiesOf, type Somebody } from '../../support/identities.ts'
import type { TestServer } from '../../support/test-server.ts'
import { test as base } from '../ecr-test.ts'

/** Tests of IAM's simulator with AWS's SDK, as root of the account. */
export const test = base
  .extend('identities', { scope: 'file' }, ({ server }) => identitiesOf(server))
  .extend('iam', { scope: 'file' }, ({ server }, { onCleanup }) => {
    const client = iamOf(server, server.credentials)
    onCleanup(() => {
      client.destroy()
    })
    return client
  })

export function iamOf({ url, region }: TestServer, credentials: Somebody['credentials']): IAMClient {
  return new IAMClient({ endpoint: url, region, credentials, maxAttempts: 1 })
}
