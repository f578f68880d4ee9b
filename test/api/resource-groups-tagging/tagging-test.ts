import { CreateRepositoryCommand, ECRClient } from '@aws-sdk/client-ecr'
import { ResourceGroupsTaggingAPIClient, type ResourceTagMapping } from '@aws-sdk/client-resource-groups-tagging-api'
import type { Somebody } from '../../support/identities.ts'
import { identitiesOf, policyOf } from '../../support/identities.ts'
import type { TestServer } from '../../support/test-server.ts'
import { account, arnOf, test as base } from '../ecr-test.ts'

let names = 0
export const newName = (of: string): string => `${of}-${++names}`

/** Tests of the tagging API with AWS's SDK, which asks in JSON: each file has one server. */
export const test = base
  .extend('tagging', { scope: 'file' }, ({ server }) => taggingOf(server, server.credentials))
  .extend('identities', { scope: 'file' }, ({ server }) => identitiesOf(server))
  /** A user whom a policy allows something, and his way to ask. */
  .extend('allowed', ({ server, identities }) => async (...statements: readonly [Statement, ...object[]]) => {
    const user = await identities.addUser(newName('allowed'))
    const [statement, ...others] = statements
    await identities.putInlinePolicy(user.id, policyOf(statement, ...others))
    return { ...user, tagging: taggingOf(server, user.credentials) }
  })
  /** The clients of an account that nobody else has. */
  .extend('ownAccount', ({ server }) => async (): Promise<Clients> => {
    const id = String(700_000_000_000 + ++names)
    const { ecr, credentials } = await server.otherAccount(id)
    return { id, ecr, tagging: taggingOf(server, credentials) }
  })

type Statement = Readonly<Record<string, unknown>>

interface Clients {
  readonly id: string
  readonly ecr: ECRClient
  readonly tagging: ResourceGroupsTaggingAPIClient
}

export const taggingOf = (
  { url, region }: Pick<TestServer, 'url' | 'region'>,
  credentials: Somebody['credentials'],
): ResourceGroupsTaggingAPIClient =>
  new ResourceGroupsTaggingAPIClient({ endpoint: url, region, credentials, maxAttempts: 1 })

/** Creates a repository with these tags; its ARN. */
export async function newTagged(
  ecr: ECRClient,
  tags: Readonly<Record<string, string>>,
  of = account,
  repositoryName = newName('tagged/app'),
): Promise<string> {
  const list = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
  await ecr.send(new CreateRepositoryCommand({ repositoryName, tags: list }))
  return arnOf(repositoryName, of)
}

export const arnsOf = (found: readonly ResourceTagMapping[] = []): (string | undefined)[] =>
  found.map(({ ResourceARN }) => ResourceARN)
