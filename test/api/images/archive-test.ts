import {
  BatchCheckLayerAvailabilityCommand,
  DescribeImagesCommand,
  type DescribeImagesFilter,
  type ECRClient,
  type ImageIdentifier,
  type TargetStorageClass,
  UpdateImageStorageClassCommand,
} from '@aws-sdk/client-ecr'
import { type Image, imageOf, layerOf, type Manifest } from '../../support/images.ts'
import { startTestServer } from '../../support/test-server.ts'
import type { ApiRepository } from '../api-repository.ts'
import { test as withServer } from '../ecr-test.ts'

/** Less than the time by which the date of a signature may differ: tests move the clock by it. */
export const restoreMs = 120_000

export const test = withServer.extend('server', { scope: 'file' }, async ({}, { onCleanup }) => {
  const server = await startTestServer({ archiveRestoreSeconds: restoreMs / 1000 })
  onCleanup(server.stop)
  return server
})

export const shared = layerOf({ 'etc/os': 'shared\n' })
export const [one, two, three] = ['a', 'b', 'c'].map((motd) => imageOf({ layers: [shared, layerOf({ motd })] })) as [
  Image,
  Image,
  Image,
]
export const byDigest = ({ digest }: Manifest): ImageIdentifier => ({ imageDigest: digest })

export const update = (repositoryName: string, imageId: ImageIdentifier, targetStorageClass: TargetStorageClass) =>
  new UpdateImageStorageClassCommand({ repositoryName, imageId, targetStorageClass })

/** Whom a test asks, and about what. */
export interface Asked {
  readonly ecr: ECRClient
  readonly repository: ApiRepository
}

export const archive = ({ ecr, repository }: Asked, image: Manifest) =>
  ecr.send(update(repository.name, byDigest(image), 'ARCHIVE'))
export const restore = ({ ecr, repository }: Asked, image: Manifest) =>
  ecr.send(update(repository.name, byDigest(image), 'STANDARD'))

/** In the order of pushes. */
export async function statuses({ ecr, repository }: Asked): Promise<unknown[]> {
  const filter: DescribeImagesFilter = { imageStatus: 'ANY' }
  const { imageDetails = [] } = await ecr.send(new DescribeImagesCommand({ repositoryName: repository.name, filter }))
  return imageDetails.map(({ imageStatus }) => imageStatus)
}

export async function availability({ ecr, repository }: Asked, ...layers: readonly { digest: string }[]) {
  const layerDigests = layers.map(({ digest }) => digest)
  const answer = await ecr.send(
    new BatchCheckLayerAvailabilityCommand({ repositoryName: repository.name, layerDigests }),
  )
  return answer.layers?.map(({ layerAvailability }) => layerAvailability)
}
