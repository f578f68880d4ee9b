import { layerArchived, layerInaccessible, layerNotFound } from './errors.ts'
import { onRepository, operation } from '../../request/operation.ts'
import { doorRules } from '../door-rules.ts'
import { repositoryKey, requireRepository } from '../repositories/find-repository.ts'
import { downloadLifetimeMs, sealDownload } from './download-url.ts'
import { findLayer } from './find-layer.ts'
import { availabilityOf } from './layer-rules.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetDownloadUrlForLayer.html */
export const getDownloadUrlForLayer = operation({
  name: 'GetDownloadUrlForLayer',
  effect: 'reads',
  access: (input, scope) => [onRepository('ecr:GetDownloadUrlForLayer', scope, input.repositoryName)],
  async run(ctx, input, scope) {
    const { repositoryName, layerDigest } = input
    const key = repositoryKey(scope, repositoryName)
    const repositoryId = await ctx.database.read(function* () {
      const repository = yield* requireRepository(key)
      const layer = yield* findLayer(repository, layerDigest)
      if (layer === undefined) throw layerNotFound(key, layerDigest)
      if (layer.unreferenced_since !== null && doorRules[scope.door].refusesUnreferencedDownloads) {
        throw layerInaccessible(key, layerDigest)
      }
      if (availabilityOf(layer, ctx.clock.now()) === 'ARCHIVED') throw layerArchived(key, layerDigest)
      return repository.id
    })
    const token = sealDownload(ctx, {
      accessKeyId: scope.caller.accessKeyId,
      repository: key,
      repositoryId,
      digest: layerDigest,
      expiresAt: ctx.systemClock.now() + downloadLifetimeMs,
    })
    const { protocol, registryHost } = ctx.settings
    return {
      downloadUrl: `${protocol}://${registryHost(key.account, key.region)}/downloads/${token}`,
      layerDigest,
    }
  },
})
