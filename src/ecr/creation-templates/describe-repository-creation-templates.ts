import type { Context } from '../../request/context.ts'
import { all, together, type Work } from '../../database/statement.ts'
import { invalidParameter } from '../../errors.ts'
import type { RepositoryCreationTemplate } from '../../generated/ecr.ts'
import { onRegistry, operation } from '../../request/operation.ts'
import { pageSizes } from '../../request/page-sizes.ts'
import type { RegistryKey } from '../../standards/arn/registry-key.ts'
import { closePage, openPage, type Page, type PageRequest, refusePaging } from '../pages.ts'
import { findRegistry } from '../registry/find-registry.ts'
import { describeTemplate } from './describe-template.ts'
import { findTemplates } from './find-template.ts'
import { namespaceOf } from './template-rules.ts'
import { selectTemplatesAfter } from './templates.table.ts'

/** The model has no bound; it is that of DescribePullThroughCacheRules. */
const maxPrefixes = 100

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeRepositoryCreationTemplates.html */
export const describeRepositoryCreationTemplates = operation({
  name: 'DescribeRepositoryCreationTemplates',
  effect: 'reads',
  access: () => [onRegistry('ecr:DescribeRepositoryCreationTemplates')],
  async run(ctx, input, { registry }) {
    const { prefixes } = input
    const { rows, nextToken } = await ctx.database.read(() =>
      prefixes === undefined ? pageOfTemplates(ctx, registry, input) : namedTemplates(registry, prefixes, input),
    )
    return { registryId: registry.account, repositoryCreationTemplates: rows, nextToken }
  },
})

/** Prefixes that have no template are passed over: the operation knows no error for them. */
function* namedTemplates(
  key: RegistryKey,
  prefixes: readonly string[],
  request: PageRequest,
): Work<Page<RepositoryCreationTemplate>> {
  refusePaging(request, 'prefixes')
  if (prefixes.length > maxPrefixes) {
    throw invalidParameter('prefixes', `Member must have length less than or equal to ${maxPrefixes}`)
  }
  const found = yield* findTemplates(key, [...new Set(prefixes.map(namespaceOf))])
  return {
    rows: yield* together(found.filter((each) => each !== undefined).map(describeTemplate)),
    nextToken: undefined,
  }
}

function* pageOfTemplates(
  ctx: Context,
  key: RegistryKey,
  request: PageRequest,
): Work<Page<RepositoryCreationTemplate>> {
  const list = `DescribeRepositoryCreationTemplates ${key.kind} ${key.account} ${key.region}`
  const { default: usual, largest } = pageSizes.creationTemplates
  const size = Math.min(request.maxResults ?? usual, largest)
  const after = openPage(ctx, list, request, '')
  const registryId = yield* findRegistry(key)
  if (registryId === undefined) return { rows: [], nextToken: undefined }
  const templates = yield* all(selectTemplatesAfter, { registryId, after, limit: size + 1 })
  const { rows, nextToken } = closePage(ctx, list, templates, size, ({ namespace }) => namespace)
  return { rows: yield* together(rows.map(describeTemplate)), nextToken }
}
