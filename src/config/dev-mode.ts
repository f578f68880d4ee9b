import { isIP } from 'node:net'
import { OptionError } from './resolve-options.ts'
import type { ServeOptions } from './serve-options.ts'

/** Refuses to let everybody in where others than this machine's own programs could come. */
export function requireSafeDevMode({
  dev,
  devAnywhere,
  host,
}: Pick<ServeOptions, 'dev' | 'devAnywhere' | 'host'>): void {
  if (devAnywhere && !dev) throw new OptionError(['--dev-anywhere is only good with --dev.'])
  if (!dev || devAnywhere || isLoopback(host)) return
  throw new OptionError([
    `--dev makes anybody root who reaches the server, and on ${host} others than this machine may. Listen on 127.0.0.1, or let them in by --dev-anywhere.`,
  ])
}

/** RFC 1122 section 3.2.1.3, RFC 4291 section 2.5.3. Of names only `localhost` is known never to lead elsewhere (RFC 6761). */
function isLoopback(host: string): boolean {
  if (isIP(host) === 4) return host.startsWith('127.')
  return host === '::1' || host === 'localhost'
}
