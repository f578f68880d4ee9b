/**
 * The target of a request, in the two forms that a server is asked in: a path, or a URL as proxies write it.
 * https://www.rfc-editor.org/rfc/rfc9112#section-3.2
 */
export interface RequestTarget {
  /** Raw: nothing is decoded or tidied up. */
  readonly path: string
  readonly query: string
  /** `host[:port]` of the absolute form. */
  readonly host: string | undefined
}

export function parseTarget(target: string): RequestTarget {
  const absolute = /^https?:\/\/([^/?#]*)/i.exec(target)
  const host = absolute?.[1]
  const rest = absolute === null ? target : target.slice(absolute[0].length)
  const mark = rest.indexOf('?')
  const [path, query] = mark < 0 ? [rest, ''] : [rest.slice(0, mark), rest.slice(mark + 1)]
  return { path: path === '' && host !== undefined ? '/' : path, query, host }
}
