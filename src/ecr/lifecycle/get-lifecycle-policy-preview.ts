import type { Context } from '../../request/context.ts'
import { all, first, type Work } from '../../database/statement.ts'
import type { EcrOperations, LifecyclePolicyPreviewResult, LifecyclePolicyPreviewSummary } from '../../generated/ecr.ts'
import { onRepository, operation } from '../../request/operation.ts'
import { pageSizes } from '../../request/page-sizes.ts'
import type { RepositoryKey } from '../../standards/arn/registry-key.ts'
import { previewNotFound } from '../errors.ts'
import { findImage } from '../images/find-image.ts'
import { closePage, openPage, type Page, refusePaging } from '../pages.ts'
import { repositoryKey, requireRepository } from '../repositories/find-repository.ts'
import {
  type Action,
  selectActionOn,
  selectActionsAfter,
  selectActionsByTaggedAfter,
} from './lifecycle-actions.table.ts'
import { type Run, selectNewestRun } from './lifecycle-runs.table.ts'
import { previewStatus } from './preview-status.ts'

type Input = EcrOperations['GetLifecyclePolicyPreview']['input']

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetLifecyclePolicyPreview.html */
export const getLifecyclePolicyPreview = operation({
  name: 'GetLifecyclePolicyPreview',
  effect: 'reads',
  access: (input, scope) => [onRepository('ecr:GetLifecyclePolicyPreview', scope, input.repositoryName)],
  async run(ctx, input, scope) {
    const { repositoryName } = input
    const key = repositoryKey(scope, repositoryName)
    const preview = await ctx.database.read(() => requirePreview(key))
    const status = previewStatus(preview, ctx.clock.now())
    const answer = { registryId: scope.registry.account, repositoryName, lifecyclePolicyText: preview.document, status }
    if (status !== 'COMPLETE') return answer
    const { rows, nextToken } =
      input.imageIds === undefined
        ? await pageOfActions(ctx, preview, input)
        : await actionsOn(ctx, preview, { ...input, imageIds: input.imageIds })
    return { ...answer, previewResults: rows.map(describeAction), nextToken, summary: summaryOf(preview) }
  },
})

function* requirePreview(key: RepositoryKey): Work<Run> {
  const { id: repositoryId } = yield* requireRepository(key)
  const preview = yield* first(selectNewestRun, { repositoryId, purpose: 'preview' })
  if (preview === undefined) throw previewNotFound(key)
  return preview
}

async function pageOfActions(ctx: Context, { id: runId }: Run, input: Input): Promise<Page<Action>> {
  const { maxResults: size = pageSizes.lifecyclePreview.default } = input
  const tagStatus = input.filter?.tagStatus ?? 'ANY'
  const list = `GetLifecyclePolicyPreview ${runId} ${tagStatus}`
  const page = { runId, after: openPage(ctx, list, input, 0), limit: size + 1 }
  const found = await ctx.database.read(() =>
    tagStatus === 'ANY'
      ? all(selectActionsAfter, page)
      : all(selectActionsByTaggedAfter, { ...page, isTagged: tagStatus === 'TAGGED' ? 1 : 0 }),
  )
  return closePage(ctx, list, found, size, ({ position }) => position)
}

/** Of the images that are named, those on which something would be done. */
async function actionsOn(
  ctx: Context,
  { id: runId, repository_id: repositoryId }: Run,
  input: Input & { readonly imageIds: NonNullable<Input['imageIds']> },
): Promise<Page<Action>> {
  refusePaging(input, 'imageIds')
  const rows = await ctx.database.read(function* () {
    const found = new Map<number, Action>()
    for (const imageId of input.imageIds) {
      const image = yield* findImage(repositoryId, imageId)
      if (typeof image === 'string') continue
      const action = yield* first(selectActionOn, { runId, digest: image.digest })
      if (action !== undefined && isShown(action, input.filter?.tagStatus)) found.set(action.position, action)
    }
    return [...found.values()]
  })
  return { rows, nextToken: undefined }
}

function isShown({ is_tagged: isTagged }: Action, tagStatus = 'ANY'): boolean {
  return tagStatus === 'ANY' || (tagStatus === 'TAGGED') === (isTagged === 1)
}

function describeAction(action: Action): LifecyclePolicyPreviewResult {
  const tags = JSON.parse(action.tags) as readonly string[]
  return {
    imageTags: tags.length === 0 ? undefined : tags,
    imageDigest: action.digest,
    imagePushedAt: action.pushed_at,
    action: action.type === 'expire' ? { type: 'EXPIRE' } : { type: 'TRANSITION', targetStorageClass: 'ARCHIVE' },
    appliedRulePriority: action.rule_priority,
    storageClass: action.storage_class,
  }
}

function summaryOf(preview: Run): LifecyclePolicyPreviewSummary {
  return {
    expiringImageTotalCount: preview.expired_count,
    transitioningImageTotalCounts:
      preview.transitioned_count === 0
        ? []
        : [{ targetStorageClass: 'ARCHIVE', imageTotalCount: preview.transitioned_count }],
  }
}
