import { isLoopbackHost } from '../standards/loopback/loopback.ts'

/**
 * What a request says of where it comes from, beside its credentials. Only what a page can't have its browser change or
 * leave out is asked.
 */
export interface Approach {
  /** The hosts that it was sent to, with their ports: what it says itself, and what a trusted proxy says it said. */
  readonly hosts: readonly string[]
  readonly headers: Readonly<Record<string, readonly string[] | undefined>>
}

/**
 * Why a request may be the doing of a page in a browser that has no business here; undefined when it isn't. Where no secret
 * is asked for, this is what keeps every page on the web from being root:
 *
 * - A page may have the name that it was loaded from lead to 127.0.0.1 later on (DNS rebinding): then it is of the server's
 *   own origin, by the browser's rules. But Host still has that name, so names that any page could have are not served.
 * - Any page may send forms and ask for images without reading the answer. The browser says so in Sec-Fetch-Site
 *   (https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header), and older ones in Origin or Referer. Pages of
 *   other ports of this machine are foreign, too: `same-site`.
 */
export function foreignness(approach: Approach, isOwnHost: (host: string) => boolean): string | undefined {
  return hostProblem(approach, isOwnHost) ?? pageProblem(approach)
}

function hostProblem({ hosts }: Approach, isOwnHost: (host: string) => boolean): string | undefined {
  const foreign = hosts.map(withoutPort).find((host) => !isLoopbackHost(host) && !isOwnHost(host))
  return foreign === undefined
    ? undefined
    : `it was sent to ${JSON.stringify(foreign)}, a name that any web page could have`
}

/** As a URL has it: in lower case, addresses in their usual form. */
function withoutPort(host: string): string {
  return URL.parse(`http://${host}`)?.hostname.replace(/\.$/, '') ?? host
}

/** Why a browser says that a page of another origin sent it. */
function pageProblem({ hosts, headers }: Approach): string | undefined {
  const site = headers['sec-fetch-site']?.find((value) => value !== 'same-origin' && value !== 'none')
  if (site !== undefined) return `a browser says that a page of another origin sent it (Sec-Fetch-Site: ${site})`
  for (const name of ['origin', 'referer']) {
    const foreign = headers[name]?.find((value) => !hosts.some((host) => isOfHost(value, host)))
    if (foreign !== undefined) return `a browser says that a page of another origin sent it (${name})`
  }
  return undefined
}

/** The protocol is left out of it: a proxy may have changed it, and one port speaks only one. */
function isOfHost(url: string, host: string): boolean {
  const page = URL.parse(url)
  return page !== null && page.host !== '' && page.host === URL.parse(`${page.protocol}//${host}`)?.host
}
