import { CreateRepositoryCommand, ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr'
import { type Ecrd, REGION, startEcrd } from './ecrd.ts'
import { type RegistryClient, registryClient } from './registry-client.ts'
import type { S3Server } from './s3-server.ts'
import { bucketSettings } from './storage.ts'

const main = new URL('../../src/main.ts', import.meta.url).pathname

/** A started server that keeps its blobs in S3, with the repository `app`. */
export interface EcrdOnS3 extends Pick<Ecrd, 'crash' | 'folder' | 'output' | 'registry' | 'url'> {
  readonly ecr: ECRClient
  readonly client: RegistryClient
  readonly authorizationToken: string
  readonly stop: () => Promise<void>
}

export async function startEcrdOnS3(s3: S3Server, endpoint = s3.url): Promise<EcrdOnS3> {
  const env = Object.entries(s3.env).map(([name, value]) => `${name}=${value}`)
  const server = await startEcrd(bucketSettings(s3.location(endpoint)), ['env', ...env, process.execPath, main])
  const ecr = new ECRClient({ endpoint: server.url, region: REGION, credentials: server.credentials, maxAttempts: 1 })
  await ecr.send(new CreateRepositoryCommand({ repositoryName: 'app' }))
  const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand())
  const authorizationToken = authorizationData?.[0]?.authorizationToken ?? ''
  return {
    ...server,
    ecr,
    client: registryClient(server.url, { authorizationToken }),
    authorizationToken,
    async stop() {
      ecr.destroy()
      await server.stop()
    },
  }
}
