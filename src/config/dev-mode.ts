import { isLoopbackAddress } from '../standards/loopback/loopback.ts'
import { OptionError } from './resolve-options.ts'
import type { ServeOptions } from './serve-options.ts'

/** Refuses to let everybody in where others than this machine's own programs could come. */
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
  if (!dev && idle.length > 0) throw new OptionError(idle.map((flag) => `${flag} is only good with --dev.`))
  if (!dev || devAnywhere || isLoopback(host)) return
  throw new OptionError([
    `--dev makes anybody root who reaches the server, and on ${host} others than this machine may. Listen on 127.0.0.1, or let them in by --dev-anywhere.`,
  ])
}

/** Of names only `localhost` is known never to lead elsewhere: those below it are asked of the resolver, which may (RFC 6761). */
function isLoopback(host: string): boolean {
  return isLoopbackAddress(host) || host === 'localhost'
}
