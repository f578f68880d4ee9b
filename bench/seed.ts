import { openConnection, type Target } from './loads/connection.ts'
import { newImage } from './loads/image.ts'
import { pushImage } from './loads/push-image.ts'
import { repository } from './registries/registry.ts'

/** The image that reads ask for. */
export interface Seed {
  readonly layerDigest: string
  readonly manifest: string
}

export const seedTag = 'seed'

export async function pushSeed(target: Target): Promise<Seed> {
  const image = newImage()
  const connection = await openConnection(target)
  try {
    await pushImage({ target, connection, repository }, image, seedTag)
  } finally {
    connection.close()
  }
  const layer = image.blobs.at(-1)
  if (layer === undefined) throw new Error('an image without blobs')
  return { layerDigest: layer.digest, manifest: Buffer.from(image.manifest).toString() }
}
