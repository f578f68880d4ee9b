import {
  DeleteRepositoryPolicyCommand,
  GetRepositoryPolicyCommand,
  PutRegistryPolicyCommand,
  SetRepositoryPolicyCommand,
} from '@aws-sdk/client-ecr'
import { identitiesOf, policyOf } from '../../support/identities.ts'
import { strangerAccount, test as base } from '../ecr-test.ts'

/** Tests of ECR's policies: who is in our account, and who is in another. */
export const test = base
  .extend('identities', { scope: 'file' }, ({ server }) => identitiesOf(server))
  .extend('foreigners', { scope: 'file' }, ({ server }) => identitiesOf(server, strangerAccount))

/** A document of one statement about a repository: everybody is allowed, unless told otherwise. */
export function repositoryPolicy(statement: Readonly<Record<string, unknown>>, ...others: readonly object[]): object {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', ...statement }, ...others] }
}

export const registryPolicy = (statement: Readonly<Record<string, unknown>>): object =>
  policyOf({ Principal: '*', ...statement })

export const setPolicy = (repositoryName: string, policy: object | string, force?: boolean) =>
  new SetRepositoryPolicyCommand({
    repositoryName,
    policyText: typeof policy === 'string' ? policy : JSON.stringify(policy),
    ...(force === undefined ? {} : { force }),
  })

export const getPolicy = (repositoryName: string) => new GetRepositoryPolicyCommand({ repositoryName })
export const deletePolicy = (repositoryName: string) => new DeleteRepositoryPolicyCommand({ repositoryName })
export const putRegistryPolicy = (policy: object | string) =>
  new PutRegistryPolicyCommand({ policyText: typeof policy === 'string' ? policy : JSON.stringify(policy) })

export const noPolicy = (repositoryName: string, account: string): string =>
  `Repository policy does not exist for the repository with name '${repositoryName}' in the registry with id '${account}'`
