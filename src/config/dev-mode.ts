import { isLoopbackAddress } from '../standards/loopback/loopback.ts'
import { OptionError } from './resolve-options.ts'
import type { ServeOptions } from './serve-options.ts'

/** Refuses test credentials on an address that other machines can reach. */
export function requireSafeDevMode({
  dev,
  devAnywhere,
  devHosts,
  devReset,
  host,
}: Pick<ServeOptions, 'dev' | 'devAnywhere' | 'devHosts' | 'devReset' | 'host'>): void {
  const idle = [
    ...(devAnywhere ? ['--dev-anywhere'] : []),
    ...(devHosts.length > 0 ? ['--dev-hosts'] : []),
    ...(devReset ? ['--dev-reset'] : []),
  ]
  if (!dev && idle.length > 0) throw new OptionError(idle.map((flag) => `${flag} needs --dev.`))
  if (!dev || devAnywhere || isLoopback(host)) return
  throw new OptionError([
    `--dev makes everyone root who can reach the server, and on ${host} other machines can. Listen on 127.0.0.1, or allow other machines with --dev-anywhere.`,
  ])
}

/** Of names only `localhost` is known never to lead elsewhere: those below it are asked of the resolver, which may (RFC 6761). */
function isLoopback(host: string): boolean {
  return isLoopbackAddress(host) || host === 'localhost'
}
