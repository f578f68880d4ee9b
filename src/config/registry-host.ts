import { filledTemplate } from './registry-host-template.ts'
import type { ServeOptions } from './serve-options.ts'

/**
 * The names under which clients reach registries. What is returned must be pushable as it stands: `localhost` resolves
 * everywhere and docker takes plain HTTP from it, so the default registry is there; others need a name that says which.
 */
export function registryHosts(
  options: Pick<ServeOptions, 'account' | 'region' | 'registryHost'>,
  listeningPort: number,
): (account: string, region: string) => string {
  const { registryHost } = options
  if (registryHost !== undefined) return (account, region) => filledTemplate(registryHost, account, region)
  return (account, region) =>
    account === options.account && region === options.region
      ? `localhost:${listeningPort}`
      : filledTemplate(`{account}.dkr.ecr.{region}.localhost:${listeningPort}`, account, region)
}

/** How this machine's own clients reach the server: an unspecified address is listened on, never called. */
export function serverUrl(host: string, listeningPort: number): string {
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${listeningPort}`
}
