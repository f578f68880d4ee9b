import { CreateRepositoryCommand, ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr'
import type { Target } from '../loads/connection.ts'
import { region } from '../loads/sign-request.ts'
import { repository } from './registry.ts'

/** For one of AWS's clients, as whoever the target's credentials are. */
export function clientSettings({ host, port, credentials }: Target) {
  if (credentials === undefined) throw new Error('nobody to sign for')
  return { region, endpoint: `http://${host}:${port}`, credentials }
}

export async function createRepository(target: Target): Promise<void> {
  const ecr = new ECRClient(clientSettings(target))
  await ecr.send(new CreateRepositoryCommand({ repositoryName: repository }))
  ecr.destroy()
}

/** What `/v2/` wants to be shown. */
export async function authorizationOf(target: Target): Promise<string> {
  const ecr = new ECRClient(clientSettings(target))
  const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand())
  ecr.destroy()
  return `Basic ${authorizationData?.[0]?.authorizationToken ?? ''}`
}
