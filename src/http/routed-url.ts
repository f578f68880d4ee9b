import { parseTarget } from './oci/request-target.ts'

/**
 * What the router is told of a request's target. `/v2/…` and `/downloads/…` are one route each: their doors read the raw
 * path, which a router would decode, and sometimes refuse before the caller is known. Paths that can't be decoded
 * belong to no door.
 */
export function routedUrl(url: string): string {
  const { path } = parseTarget(url)
  const door = rawDoors.find((prefix) => path === prefix || path.startsWith(`${prefix}/`))
  return door ?? (isDecodable(path) ? url : '/nowhere')
}

const rawDoors = ['/v2', '/downloads']

function isDecodable(path: string): boolean {
  try {
    return !path.includes('%') || decodeURI(path) !== ''
  } catch {
    return false
  }
}
