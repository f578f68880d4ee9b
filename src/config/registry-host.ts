import { filledTemplate, parseTemplate, type Protocol } from './registry-host-template.ts'
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
  if (registryHost !== undefined) {
    const { host } = parseTemplate(registryHost)
    return (account, region) => filledTemplate(host, account, region)
  }
  return (account, region) =>
    account === options.account && region === options.region
      ? `localhost:${listeningPort}`
      : filledTemplate(`{account}.dkr.ecr.{region}.localhost:${listeningPort}`, account, region)
}

/** What clients speak with those names: what is configured, else what the server itself speaks. */
export function registryProtocol({ registryHost }: Pick<ServeOptions, 'registryHost'>, spoken: Protocol): Protocol {
  return (registryHost === undefined ? undefined : parseTemplate(registryHost).protocol) ?? spoken
}
