/**
 * Routes of `/v2/`, recognised from the end of the raw path, because repository names contain slashes.
 * https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#endpoints
 *
 *     /v2/                                   base
 *     /v2/_catalog                           catalog
 *     /v2/<name>/tags/list                   tags
 *     /v2/<name>/manifests/<tag or digest>   manifest
 *     /v2/<name>/blobs/<digest>              blob
 *     /v2/<name>/blobs/uploads/              uploads
 *     /v2/<name>/blobs/uploads/<id>          upload
 *     /v2/<name>/referrers/<digest>          referrers
 */
export type RouteKind = 'base' | 'catalog' | 'tags' | 'manifest' | 'blob' | 'uploads' | 'upload' | 'referrers'

export interface Route {
  readonly kind: RouteKind
  /** As it stands in the path; whether it is a name is for the endpoint to say. '' where the route has none. */
  readonly name: string
  /** Tag, digest or upload id; '' where the route has none. */
  readonly reference: string
}

/** No endpoint has a longer path: a name has 256 characters, a digest 135. */
const maxPathLength = 1_024

/** Undefined for a path that is none of these. Every segment is decoded once, and no slash can come out of that. */
export function parseRoute(rawPath: string): Route | undefined {
  if (rawPath.length > maxPathLength) return undefined
  const segments = rawPath.split('/').slice(2).map(decodeSegment)
  if (!rawPath.startsWith('/v2/') && rawPath !== '/v2') return undefined
  if (!segments.every((segment) => segment !== undefined)) return undefined
  if (segments.length <= 1) return topLevel(segments[0] ?? '')
  return repositoryRoute(segments)
}

function topLevel(segment: string): Route | undefined {
  if (segment === '') return { kind: 'base', name: '', reference: '' }
  if (segment === '_catalog') return { kind: 'catalog', name: '', reference: '' }
  return undefined
}

function repositoryRoute(segments: readonly string[]): Route | undefined {
  const last = segments.at(-1) ?? ''
  const verb = segments.at(-2)
  const name = (count: number): string => segments.slice(0, -count).join('/')
  if (verb === 'uploads' && segments.at(-3) === 'blobs') {
    return last === ''
      ? { kind: 'uploads', name: name(3), reference: '' }
      : { kind: 'upload', name: name(3), reference: last }
  }
  // Without the closing slash, as some clients write it.
  if (last === 'uploads' && verb === 'blobs') return { kind: 'uploads', name: name(2), reference: '' }
  if (last === 'list' && verb === 'tags') return { kind: 'tags', name: name(2), reference: '' }
  if (verb === 'manifests') return { kind: 'manifest', name: name(2), reference: last }
  if (verb === 'blobs') return { kind: 'blob', name: name(2), reference: last }
  if (verb === 'referrers') return { kind: 'referrers', name: name(2), reference: last }
  return undefined
}

/** Undefined where the escapes are broken, or hide a character that would change the path's meaning. */
function decodeSegment(segment: string): string | undefined {
  if (!segment.includes('%')) return segment
  try {
    const decoded = decodeURIComponent(segment)
    return decoded.includes('/') || decoded.includes('\\') || decoded.includes('\0') ? undefined : decoded
  } catch {
    return undefined
  }
}
