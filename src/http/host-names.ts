import { isAccount, isRegion } from '../standards/arn/account-and-region.ts'
import { type RegistryKey, registryKinds } from '../standards/arn/registry-key.ts'

/** The values of all Host headers of a request, in order; node's `headers.host` keeps only the first. */
export function hostHeaders(rawHeaders: readonly string[]): string[] {
  return rawHeaders.filter((_, index) => index % 2 === 1 && isHost(rawHeaders[index - 1] ?? ''))
}

const isHost = (name: string): boolean => name.length === 'host'.length && name.toLowerCase() === 'host'

/**
 * The registry that a request's Host headers address; undefined when they are malformed and the request must be refused.
 * Hosts that name no registry stand for the default one.
 *
 *     <account>.dkr.ecr.<region>.<any domain>[:port]
 *     <account>.dkr.ecr-fips.<region>.<any domain>[:port]
 *     <account>.dkr-ecr.<region>.<any domain>[:port]        also dkr-ecr-fips
 *
 * https://docs.aws.amazon.com/general/latest/gr/ecr.html
 */
export function registryOfHost(hosts: readonly string[], defaults: RegistryKey): RegistryKey | undefined {
  const [host] = hosts
  // RFC 9112 section 3.2: none, or more than one, is answered with 400.
  if (host === undefined || hosts.length > 1) return undefined
  const name = hostName(host)
  return name === undefined ? undefined : (ecrName(name) ?? defaults)
}

/** The name in `name[:port]`, in lower case; undefined when it is malformed. RFC 3986 section 3.2.2, without percent-encoding. */
function hostName(host: string): string | undefined {
  if (host.length > maxHostLength) return undefined
  const parts = /^(\[[0-9A-Fa-f:.]+\]|[0-9A-Za-z._-]+)(?::([0-9]{1,5}))?$/.exec(host)
  const name = parts?.[1]
  if (name === undefined || Number(parts?.[2] ?? 0) > 65_535) return undefined
  return name.startsWith('[') || name.replace(/\.$/, '').split('.').every(isLabel) ? name.toLowerCase() : undefined
}

function isLabel(label: string): boolean {
  return label.length >= 1 && label.length <= 63
}

function ecrName(name: string): RegistryKey | undefined {
  const form = /^([0-9]{12})\.(?:dkr\.ecr|dkr\.ecr-fips|dkr-ecr|dkr-ecr-fips)\.([^.]+)\../.exec(name)
  const [, account = '', region = ''] = form ?? []
  return isAccount(account) && isRegion(region) ? { kind: registryKinds.ecr, account, region } : undefined
}

/** A DNS name has at most 253 characters, a port five. */
const maxHostLength = 253 + ':65535'.length
