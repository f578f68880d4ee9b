import { createHash, type Hash, randomBytes } from 'node:crypto'

/** A blob of many MiB that is never in memory as a whole. */
export interface LargeBlob {
  readonly digest: string
  readonly sizeBytes: number
  pieces(): Generator<Uint8Array>
}

export const mebibyte = 1024 * 1024

const noise = randomBytes(mebibyte)
/** The hash of so many MiB of noise: to hash gigabytes each time takes as long as to push them. */
const hashes = new Map<number, Hash>()

/** Noise whose last piece makes it a blob that nobody has seen. */
export function newLargeBlob(mebibytes: number): LargeBlob {
  const last = randomBytes(mebibyte)
  const hash = hashOfNoise(mebibytes - 1)
    .copy()
    .update(last)
  return {
    digest: `sha256:${hash.digest('hex')}`,
    sizeBytes: mebibytes * mebibyte,
    *pieces() {
      for (let piece = 1; piece < mebibytes; piece += 1) yield noise
      yield last
    },
  }
}

function hashOfNoise(mebibytes: number): Hash {
  let hash = hashes.get(mebibytes)
  if (hash === undefined) {
    hash = createHash('sha256')
    for (let piece = 0; piece < mebibytes; piece += 1) hash.update(noise)
    hashes.set(mebibytes, hash)
  }
  return hash
}
