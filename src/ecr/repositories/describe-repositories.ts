import type { Context } from '../../request/context.ts'
import { all } from '../../database/statement.ts'
import { onRepository, operation, type Scope } from '../../request/operation.ts'
import { closePage, openPage, type Page, type PageRequest, refusePaging } from '../pages.ts'
import { pageSizes } from '../../request/page-sizes.ts'
import { describeRepository } from './describe-repository.ts'
import { repositoryKey, requireRepository } from './find-repository.ts'
import { type Repository, selectRepositoriesAfter } from './repositories.table.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeRepositories.html */
export const describeRepositories = operation({
  name: 'DescribeRepositories',
  effect: 'reads',
  access: (input, scope) =>
    (input.repositoryNames ?? ['*']).map((name) => onRepository('ecr:DescribeRepositories', scope, name)),
  async run(ctx, input, scope) {
    const { rows, nextToken } =
      input.repositoryNames === undefined
        ? await pageOfRepositories(ctx, scope, input)
        : await namedRepositories(ctx, scope, input.repositoryNames, input)
    return {
      repositories: rows.map((row) => describeRepository(ctx.settings, repositoryKey(scope, row.name), row)),
      nextToken,
    }
  },
})

/** All of them or an error: one unknown name fails the whole call. */
async function namedRepositories(
  ctx: Context,
  scope: Scope,
  names: readonly string[],
  request: PageRequest,
): Promise<Page<Repository>> {
  refusePaging(request, 'repositoryNames')
  const rows = await ctx.database.read(function* () {
    const found: Repository[] = []
    for (const name of new Set(names)) found.push(yield* requireRepository(repositoryKey(scope, name)))
    return found
  })
  return { rows, nextToken: undefined }
}

async function pageOfRepositories(ctx: Context, scope: Scope, request: PageRequest): Promise<Page<Repository>> {
  const { registry } = scope
  const list = `DescribeRepositories ${registry.kind} ${registry.account} ${registry.region}`
  const size = request.maxResults ?? pageSizes.ecr.default
  const after = openPage(ctx, list, request, '')
  const rows = await ctx.database.read(() => all(selectRepositoriesAfter, { ...registry, after, limit: size + 1 }))
  return closePage(ctx, list, rows, size, (row) => row.name)
}
