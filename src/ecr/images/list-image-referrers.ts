import { onImages, operation } from '../../request/operation.ts'
import { openPage } from '../pages.ts'
import { pageSizes } from '../../request/page-sizes.ts'
import { sealPosition } from '../../request/page-position.ts'
import { repositoryKey, requireRepository } from '../repositories/find-repository.ts'
import { showsActive } from './list-images.ts'
import { pageOfReferrers } from './page-of-referrers.ts'

/**
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ListImageReferrers.html
 * It has no action of its own: who may pull an image may see what refers to it.
 */
export const listImageReferrers = operation({
  name: 'ListImageReferrers',
  effect: 'reads',
  access: (input, scope) => [
    onImages('ecr:BatchGetImage', scope, input.repositoryName, () => ({ to: 'read', names: [input.subjectId] })),
  ],
  run(ctx, input, scope) {
    const { subjectId, filter } = input
    const artifactTypes = filter?.artifactTypes ?? []
    const size = input.maxResults ?? pageSizes.imageReferrers.default
    return ctx.database.read(function* () {
      const { id } = yield* requireRepository(repositoryKey(scope, input.repositoryName))
      const list = `ListImageReferrers ${id} ${subjectId.imageDigest} ${artifactTypes.join(',')}`
      const after = openPage(ctx, list, input, 0)
      if (!showsActive(filter?.artifactStatus)) return { referrers: [] }
      const wanted = { subjectDigest: subjectId.imageDigest, artifactTypes, after, size }
      const { referrers, next } = yield* pageOfReferrers(id, wanted)
      const active = referrers.map((referrer) => ({ ...referrer, artifactStatus: 'ACTIVE' as const }))
      return { referrers: active, nextToken: next === undefined ? undefined : sealPosition(ctx, list, next) }
    })
  },
})
