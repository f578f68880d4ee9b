import type { Answer, Connection, Target } from './connection.ts'
import { requestHead } from './request.ts'

export interface Destination {
  readonly target: Target
  readonly connection: Connection
  readonly repository: string
}

/** Opens an upload; where its bytes go to. */
export async function openUpload({ connection, target, repository }: Destination): Promise<string> {
  const head = requestHead(target, { method: 'POST', path: `/v2/${repository}/blobs/uploads/` })
  return uploadPath(await connection.send(head))
}

/** Where the upload goes on: registries answer with absolute and with relative locations. */
export function uploadPath({ location }: Answer): string {
  if (location === undefined) throw new Error('an upload without a location')
  const { pathname, search } = new URL(location, 'http://registry')
  return pathname + search
}

/** The path that ends the upload. */
export function withDigest(path: string, digest: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}digest=${digest}`
}
