import { onImages, operation } from '../../request/operation.ts'
import { openPage } from '../pages.ts'
import { pageSizes } from '../../request/page-sizes.ts'
import { sealPosition } from '../../request/page-position.ts'
import { repositoryKey, requireRepository } from '../repositories/find-repository.ts'
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
    const { artifactTypes = [], artifactStatus = 'ACTIVE' } = filter ?? {}
    const size = input.maxResults ?? pageSizes.imageReferrers.default
    return ctx.database.read(function* () {
      const { id } = yield* requireRepository(repositoryKey(scope, input.repositoryName))
      const list = `ListImageReferrers ${id} ${subjectId.imageDigest} ${artifactStatus} ${artifactTypes.join(',')}`
      const after = openPage(ctx, list, input, 0)
      const wanted = { subjectDigest: subjectId.imageDigest, artifactTypes, artifactStatus, after, size }
      const { rows, next } = yield* pageOfReferrers(id, wanted, ctx.clock.now())
      const referrers = rows.map(({ referrer, artifactStatus }) => ({ ...referrer, artifactStatus }))
      return { referrers, nextToken: next === undefined ? undefined : sealPosition(ctx, list, next) }
    })
  },
})
