import { randomUUID } from 'node:crypto'
import type { Target } from './connection.ts'
import { newImage } from './image.ts'
import type { Done } from './report.ts'
import { pushImage } from './push-image.ts'
import { type Pace, perSecond } from './rate.ts'

export interface ImagePushes extends Pace {
  readonly kind: 'images'
  readonly repository: string
}

/** Whole small images, each of them new. */
export function pushImages(target: Target, load: ImagePushes): Promise<Done> {
  return perSecond(target, load, (connection) =>
    pushImage({ target, connection, repository: load.repository }, newImage(), randomUUID()),
  )
}
