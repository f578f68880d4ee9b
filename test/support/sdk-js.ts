import { ECR } from '@aws-sdk/client-ecr'
import { STS } from '@aws-sdk/client-sts'
import { apiRepository } from '../api/api-repository.ts'
import { test as base } from './client-test.ts'
import { type Credentials, type Ecrd, REGION } from './ecrd.ts'

export interface SdkClients {
  readonly ecr: ECR
  readonly sts: STS
}

/** Clients of the AWS SDK for JavaScript, for a server as it was first started. */
export function sdkClients(
  { url: endpoint, credentials: ownCredentials }: Ecrd,
  {
    region = REGION,
    credentials = ownCredentials,
  }: { readonly region?: string; readonly credentials?: Credentials } = {},
): SdkClients {
  const configuration = { endpoint, region, credentials }
  return { ecr: new ECR(configuration), sts: new STS(configuration) }
}

/** Tests with the AWS SDK for JavaScript: each file has one server, started as a user starts it. */
export const test = base
  .extend('clients', { scope: 'file' }, ({ server }) => sdkClients(server))
  .extend('ecr', { scope: 'file' }, ({ clients }) => clients.ecr)
  .extend('newRepository', { scope: 'file' }, ({ ecr }) => async (repositoryName: string) => {
    await ecr.createRepository({ repositoryName })
    return apiRepository(ecr, repositoryName)
  })
