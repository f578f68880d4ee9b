import type { Target } from './connection.ts'
import { annotated } from './image.ts'
import type { Done } from './report.ts'
import { type Pace, perSecond } from './rate.ts'
import { requestSigner } from './sign-request.ts'

export interface ImagePuts extends Pace {
  readonly kind: 'put images'
  readonly repository: string
  /** The manifest of an image that is there. */
  readonly manifest: string
}

/** PutImage, signed: each time a new image of layers that are there. */
export function putImages(target: Target, load: ImagePuts): Promise<Done> {
  const sign = requestSigner(target)
  return perSecond(target, load, async (connection) => {
    const { manifest, unique } = annotated(load.manifest)
    const input = { repositoryName: load.repository, imageManifest: manifest, imageTag: unique }
    await connection.send(sign('PutImage', JSON.stringify(input)))
  })
}
