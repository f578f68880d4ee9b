import { isIP } from 'node:net'
import { filledTemplate, parseTemplate } from './registry-host-template.ts'
import type { ServeOptions } from './serve-options.ts'

/**
 * Whether a host, as URLs write it, is one that the configuration gives this server: the one it listens on, those of its
 * registries, and those that `--dev-hosts` lists. Ports don't matter.
 */
export function ownHosts({
  host: listening,
  registryHost,
  devHosts,
}: Pick<ServeOptions, 'host' | 'registryHost' | 'devHosts'>): (host: string) => boolean {
  const listed = new Set([...devHosts, ...(isUnspecified(listening) ? [] : [listening])].map(asInUrls))
  const ofRegistries = registryHost === undefined ? undefined : patternOf(parseTemplate(registryHost).host)
  return (host) => listed.has(host) || ofRegistries?.test(host) === true
}

/** What is listened on, and never called. */
const isUnspecified = (host: string): boolean => host === '0.0.0.0' || host === '::'

/** In lower case, addresses in their usual form: `2001:DB8:0:0:0:0:0:7` is `[2001:db8::7]`. */
function asInUrls(host: string): string {
  const written = isIP(host) === 6 ? `[${host}]` : host
  return URL.parse(`http://${written}`)?.hostname ?? written.toLowerCase()
}

/** The template has letters, digits, dots and hyphens beside its placeholders. */
function patternOf(template: string): RegExp {
  const name = template.replace(/:[0-9]+$/, '').replaceAll('.', '\\.')
  return new RegExp(`^${filledTemplate(name, '[0-9]{12}', '[a-z0-9-]+')}$`)
}
