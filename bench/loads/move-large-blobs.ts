import { performance } from 'node:perf_hooks'
import { openConnection, type Target } from './connection.ts'
import { type LargeBlob, mebibyte, newLargeBlob } from './large-blob.ts'
import type { Done } from './report.ts'
import { secondsSince } from './rate.ts'
import { requestHead } from './request.ts'
import { type Destination, openUpload, uploadPath, withDigest } from './upload.ts'

export interface LargePushes {
  readonly kind: 'large pushes'
  readonly repository: string
  readonly mebibytes: number
  readonly streams: number
}

export interface LargePull {
  readonly kind: 'large pull'
  readonly repository: string
  readonly digest: string
}

/** New blobs, all at once, each pushed as docker does (POST, PATCH, PUT): MiB/s of all together, and their digests. */
export async function pushLargeBlobs(target: Target, { repository, mebibytes, streams }: LargePushes): Promise<Done> {
  const blobs = Array.from({ length: streams }, () => newLargeBlob(mebibytes))
  const connections = await Promise.all(blobs.map(() => openConnection(target)))
  try {
    const start = performance.now()
    await Promise.all(
      connections.map(async (connection, at) => {
        const blob = blobs[at]
        if (blob !== undefined) await push({ target, connection, repository }, blob)
      }),
    )
    const seconds = secondsSince(start)
    const count = streams * mebibytes
    return { rate: count / seconds, count, digests: blobs.map(({ digest }) => digest) }
  } finally {
    for (const connection of connections) connection.close()
  }
}

async function push(to: Destination, blob: LargeBlob): Promise<void> {
  const { target, connection } = to
  const patch = requestHead(target, {
    method: 'PATCH',
    path: await openUpload(to),
    contentType: 'application/octet-stream',
    lengthBytes: blob.sizeBytes,
  })
  const path = withDigest(uploadPath(await connection.stream(patch, blob.pieces())), blob.digest)
  await connection.send(requestHead(target, { method: 'PUT', path }))
}

/** One blob, in one stream: MiB/s. */
export async function pullLargeBlob(target: Target, { repository, digest }: LargePull): Promise<Done> {
  const connection = await openConnection(target)
  try {
    const start = performance.now()
    const path = `/v2/${repository}/blobs/${digest}`
    const { bodyBytes } = await connection.send(requestHead(target, { method: 'GET', path }))
    const seconds = secondsSince(start)
    const count = bodyBytes / mebibyte
    return { rate: count / seconds, count }
  } finally {
    connection.close()
  }
}
