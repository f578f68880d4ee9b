import type { GetResourcesInput, TagFilter } from '../generated/resourcegroupstaggingapi.ts'
import { complianceNotIncluded, filterWithoutKey, malformedTypeFilter, notWithArns, outOfRange } from './errors.ts'
import { pageSizes } from '../request/page-sizes.ts'

interface Tag {
  readonly key: string
  readonly value: string
}

/** A repository and its tags, of which it has one at least. */
export interface TaggedRepository {
  readonly id: number
  readonly name: string
  readonly tags: readonly Tag[]
}

/** How much a page may hold; of tags a repository too many ends it. */
export interface PageSize {
  readonly resources: number
  readonly tags: number
}

const { default: defaultResourcesPerPage, largest: maxResourcesPerPage } = pageSizes.resources
const { smallest: minTagsPerPage, largest: maxTagsPerPage } = pageSizes.tagsOfResources

/** https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html */
export function parsePageSize({ ResourcesPerPage: resources, TagsPerPage: tags }: GetResourcesInput): PageSize {
  if (resources !== undefined && (resources < 1 || resources > maxResourcesPerPage)) {
    throw outOfRange('ResourcesPerPage', `from 1 to ${maxResourcesPerPage}`)
  }
  if (tags !== undefined && (tags < minTagsPerPage || tags > maxTagsPerPage || tags % minTagsPerPage !== 0)) {
    throw outOfRange('TagsPerPage', `from ${minTagsPerPage} to ${maxTagsPerPage}, in steps of ${minTagsPerPage}`)
  }
  return { resources: resources ?? (tags === undefined ? defaultResourcesPerPage : Infinity), tags: tags ?? Infinity }
}

/** What can't be said together, and what isn't well-formed. */
export function refuseInput(input: GetResourcesInput): void {
  if (input.ExcludeCompliantResources === true && input.IncludeComplianceDetails !== true) throw complianceNotIncluded()
  for (const { Key: key } of input.TagFilters ?? []) if (key === undefined) throw filterWithoutKey()
  for (const type of input.ResourceTypeFilters ?? []) {
    if (!/^[a-z0-9-]+(:[a-zA-Z0-9/_.-]+)?$/.test(type)) throw malformedTypeFilter(type)
  }
  if (input.ResourceARNList === undefined) return
  for (const name of ['ResourceTypeFilters', 'ResourcesPerPage', 'TagsPerPage', 'PaginationToken'] as const) {
    if (input[name] !== undefined) throw notWithArns(name)
  }
}

/** Whether repositories are meant at all, and shown: everything complies with the tag policies that there aren't. */
export function showsRepositories({ ResourceTypeFilters: types = [], ...input }: GetResourcesInput): boolean {
  if (input.ExcludeCompliantResources === true) return false
  return types.length === 0 || types.includes('ecr') || types.includes('ecr:repository')
}

/** Every filter is met by a tag of its key that has one of its values, or any if it names none. */
export function passesFilters({ tags }: Pick<TaggedRepository, 'tags'>, filters: readonly TagFilter[] = []): boolean {
  return filters.every(({ Key, Values = [] }) =>
    tags.some(({ key, value }) => key === Key && (Values.length === 0 || Values.includes(value))),
  )
}

/** Those that a page has room for: the first one in any case. */
export function cutPage(found: readonly TaggedRepository[], size: PageSize): readonly TaggedRepository[] {
  let tags = 0
  const end = found.findIndex((repository, at) => {
    tags += repository.tags.length
    return at > 0 && (at >= size.resources || tags > size.tags)
  })
  return end < 0 ? found : found.slice(0, end)
}
