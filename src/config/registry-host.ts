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
  if (registryHost !== undefined) return (account, region) => filled(registryHost, account, region)
  return (account, region) =>
    account === options.account && region === options.region
      ? `localhost:${listeningPort}`
      : filled(`{account}.dkr.ecr.{region}.localhost:${listeningPort}`, account, region)
}

/** How this machine's own clients reach the server: an unspecified address is listened on, never called. */
export function serverUrl(host: string, listeningPort: number): string {
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${listeningPort}`
}

/** Completes `--registry-host …`; undefined when the template is good. */
export function registryHostProblem(template: string): string | undefined {
  const unknown = [...template.matchAll(/\{([^{}]{0,64})\}/g)].find(([, name]) => !placeholders.includes(name ?? ''))
  if (unknown !== undefined) return `must not use ${unknown[0]}, only {account} and {region}`
  const example = filled(template, '123456789012', 'us-east-1')
  if (example.length > 253 || !/^[a-z0-9-]+(\.[a-z0-9-]+)*(:[0-9]{1,5})?$/.test(example)) {
    return 'must be a host name in lower case, with or without :PORT, in which {account} and {region} are filled in'
  }
  return undefined
}

const placeholders = ['account', 'region']

function filled(template: string, account: string, region: string): string {
  return template.replaceAll('{account}', account).replaceAll('{region}', region)
}
