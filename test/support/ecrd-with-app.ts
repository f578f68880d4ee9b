import { CreateRepositoryCommand, ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr'
import { type Ecrd, REGION, startEcrd } from './ecrd.ts'
import { type RegistryClient, registryClient } from './registry-client.ts'

/** A started server with the repository `app`, and a client for each door. */
export interface EcrdWithApp extends Ecrd {
  readonly client: RegistryClient
  /** Tries nothing again. */
  readonly ecr: ECRClient
  readonly authorizationToken: string
}

export async function startEcrdWithApp(...how: Parameters<typeof startEcrd>): Promise<EcrdWithApp> {
  const server = await startEcrd(...how)
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
