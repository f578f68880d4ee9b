import { createHash, randomBytes } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { openConnection, type Target } from './connection.ts'
import type { Destination } from './push-image.ts'
import { secondsSince } from './rate.ts'
import { requestHead } from './request.ts'
import { openUpload, uploadPath, withDigest } from './upload.ts'

export interface LargeBlob {
  readonly kind: 'large blob'
  readonly repository: string
  readonly mebibytes: number
}

const mebibyte = 1024 * 1024

/** One new blob, pushed as docker does (PATCH, PUT) and pulled back; MiB/s of either. */
export async function moveLargeBlob(target: Target, { repository, mebibytes }: LargeBlob): Promise<[number, number]> {
  // Only the first piece is new: to make gigabytes of noise takes longer than to push them.
  const pieces = [randomBytes(mebibyte), ...new Array<Buffer>(mebibytes - 1).fill(randomBytes(mebibyte))]
  const hash = createHash('sha256')
  for (const piece of pieces) hash.update(piece)
  const digest = `sha256:${hash.digest('hex')}`
  const connection = await openConnection(target)
  try {
    const to = { target, connection, repository }
    const pushStart = performance.now()
    await push(to, pieces, digest)
    const pushed = mebibytes / secondsSince(pushStart)
    const pullStart = performance.now()
    const path = `/v2/${repository}/blobs/${digest}`
    const { bodyBytes } = await connection.send(requestHead(target, { method: 'GET', path }))
    if (bodyBytes !== mebibytes * mebibyte) throw new Error(`${bodyBytes} bytes came back`)
    return [pushed, mebibytes / secondsSince(pullStart)]
  } finally {
    connection.close()
  }
}

async function push(to: Destination, pieces: readonly Buffer[], digest: string): Promise<void> {
  const { target, connection } = to
  const patch = requestHead(target, {
    method: 'PATCH',
    path: await openUpload(to),
    contentType: 'application/octet-stream',
    lengthBytes: pieces.length * mebibyte,
  })
  const path = withDigest(uploadPath(await connection.stream(patch, pieces)), digest)
  await connection.send(requestHead(target, { method: 'PUT', path }))
}
