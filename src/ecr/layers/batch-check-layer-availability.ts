import type { Layer as LayerDescription, LayerFailure } from '../../generated/ecr.ts'
import { onRepository, operation } from '../../request/operation.ts'
import { repositoryKey, requireRepository } from '../repositories/find-repository.ts'
import { findLayer } from './find-layer.ts'
import { availabilityOf, decideDigestFailure } from './layer-rules.ts'
import type { Layer } from './layers.table.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchCheckLayerAvailability.html */
export const batchCheckLayerAvailability = operation({
  name: 'BatchCheckLayerAvailability',
  effect: 'reads',
  access: (input, scope) => [onRepository('ecr:BatchCheckLayerAvailability', scope, input.repositoryName)],
  run(ctx, input, scope) {
    const now = ctx.clock.now()
    return ctx.database.read(function* () {
      const repository = yield* requireRepository(repositoryKey(scope, input.repositoryName))
      const layers: LayerDescription[] = []
      const failures: LayerFailure[] = []
      for (const digest of input.layerDigests) {
        const failure = decideDigestFailure(digest)
        if (failure !== undefined) failures.push(failure)
        else layers.push(describeLayer(digest, yield* findLayer(repository, digest), now))
      }
      return { layers, failures }
    })
  },
})

function describeLayer(layerDigest: string, layer: Layer | undefined, nowMs: number): LayerDescription {
  const layerAvailability = layer === undefined ? 'UNAVAILABLE' : availabilityOf(layer, nowMs)
  if (layer === undefined || layerAvailability === 'UNAVAILABLE') return { layerDigest, layerAvailability }
  return {
    layerDigest,
    layerAvailability,
    layerSize: layer.size,
    mediaType: layer.media_type === '' ? undefined : layer.media_type,
  }
}
