import type { Context } from '../request/context.ts'
import type {
  GetResourcesInput,
  GetResourcesOutput,
  ResourceTagMapping,
} from '../generated/resourcegroupstaggingapi.ts'
import { onRegistry, type Scope, taggingOperation } from '../request/operation.ts'
import { type RepositoryKey, repositoryArn } from '../standards/arn/registry-key.ts'
import { parseArn } from '../standards/arn/arn.ts'
import { malformedResourceArn } from './errors.ts'
import { namedRepository } from './named-repositories.ts'
import { listOf, openPaginationToken, paginationToken } from './pagination-token.ts'
import {
  cutPage,
  parsePageSize,
  passesFilters,
  refuseInput,
  showsRepositories,
  type TaggedRepository,
} from './resource-rules.ts'
import { readNamed, readTagged } from './tagged-repositories.ts'

/** https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html */
export const getResources = taggingOperation({
  name: 'GetResources',
  effect: 'reads',
  access: () => [onRegistry('tag:GetResources')],
  async run(ctx, input, scope) {
    refuseInput(input)
    const { ResourceARNList: arns } = input
    return arns === undefined ? await pageOf(ctx, input, scope) : await namedIn(ctx, input, scope, arns)
  },
})

async function pageOf(ctx: Context, input: GetResourcesInput, scope: Scope): Promise<GetResourcesOutput> {
  const size = parsePageSize(input)
  const list = listOf('resources', scope)
  const after = openPaginationToken(ctx, list, input.PaginationToken, 0)
  if (!showsRepositories(input)) return { ResourceTagMappingList: [], PaginationToken: '' }
  const { repositories, isLast } = await ctx.database.read(() => readTagged(scope, after))
  const found = repositories.filter((repository) => passesFilters(repository, input.TagFilters))
  const shown = cutPage(found, size)
  const isCut = shown.length < found.length
  const lastLookedAt = isCut ? shown.at(-1) : repositories.at(-1)
  return {
    ResourceTagMappingList: shown.map((repository) => describe(repository, input, scope)),
    PaginationToken: paginationToken(ctx, list, isLast && !isCut ? undefined : lastLookedAt?.id),
  }
}

async function namedIn(
  ctx: Context,
  input: GetResourcesInput,
  scope: Scope,
  arns: readonly string[],
): Promise<GetResourcesOutput> {
  for (const arn of arns) if (parseArn(arn) === undefined) throw malformedResourceArn(arn)
  if (!showsRepositories(input)) return { ResourceTagMappingList: [], PaginationToken: '' }
  const keys = [...new Set(arns)].map((arn) => namedRepository(scope, arn))
  const named = keys.filter((key): key is RepositoryKey => key !== undefined)
  const found = await ctx.database.read(() => readNamed(named))
  const shown = found.filter((repository) => passesFilters(repository, input.TagFilters))
  return {
    ResourceTagMappingList: shown.map((repository) => describe(repository, input, scope)),
    PaginationToken: '',
  }
}

function describe({ name, tags }: TaggedRepository, input: GetResourcesInput, scope: Scope): ResourceTagMapping {
  return {
    ResourceARN: repositoryArn(scope.registry, name),
    Tags: tags.map(({ key, value }) => ({ Key: key, Value: value })),
    ComplianceDetails: input.IncludeComplianceDetails === true ? complies : undefined,
  }
}

const complies = { ComplianceStatus: true, NoncompliantKeys: [], KeysWithNoncompliantValues: [] }
