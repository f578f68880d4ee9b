import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'

/**
 * What to say when the name of a registry (`123456789012.dkr.ecr.us-east-1.localhost:5100`) leads nowhere on this machine;
 * undefined when it resolves. The server is at `address`. Names below `localhost` are for the resolver to know (RFC 6761 section 6.3), and not all do.
 */
export async function nameProblem(
  registryHost: string,
  address: string,
  resolve: Resolve = lookup,
): Promise<string | undefined> {
  const name = registryHost.replace(/:[0-9]+$/, '')
  const resolved = await resolve(name).then(
    () => true,
    () => false,
  )
  if (resolved) return undefined
  const mend = name.endsWith('.localhost')
    ? `Install libnss-myhostname, which resolves all of them, or add this line to /etc/hosts for each name that you use`
    : `Add the name to your DNS, or this line to /etc/hosts`
  return `${name} does not resolve on this machine, but registries have names of this form. ${mend}:\n    ${isIP(address) === 0 ? '127.0.0.1' : address} ${name}`
}

type Resolve = (name: string) => Promise<unknown>
