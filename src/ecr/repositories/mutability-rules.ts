import { invalidParameter } from '../../errors.ts'
import { compileGlob } from '../../standards/iam-policy/glob.ts'
import { parseWildcards } from '../../standards/iam-policy/template.ts'
import type { Row } from '../../database/schema.ts'

/**
 * Whether a tag may be moved to another image.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html
 *
 *     MUTABLE                   every tag may move
 *     IMMUTABLE                 no tag may move
 *     IMMUTABLE_WITH_EXCLUSION  only tags that match a filter may move
 *     MUTABLE_WITH_EXCLUSION    only tags that match no filter may move
 */
export type TagMutability = Row<'repository'>['tag_mutability']

export interface MutabilitySetting {
  readonly tagMutability: TagMutability
  /** Wildcard filters, each matched against the whole tag. */
  readonly exclusions: readonly string[]
}

export interface MutabilityInput {
  readonly imageTagMutability?: TagMutability | undefined
  readonly imageTagMutabilityExclusionFilters?: readonly ExclusionFilter[] | undefined
}

export interface ExclusionFilter {
  readonly filterType: 'WILDCARD'
  readonly filter: string
}

const field = 'imageTagMutabilityExclusionFilters'
const maxWildcardsPerFilter = 2

/** The setting that a request asks for; filters belong to the two modes with exclusion, and only to them. */
export function parseMutability(input: MutabilityInput): MutabilitySetting {
  const tagMutability = input.imageTagMutability ?? 'MUTABLE'
  const filters = input.imageTagMutabilityExclusionFilters
  const takesFilters = tagMutability.endsWith('_WITH_EXCLUSION')
  if (takesFilters && filters === undefined) {
    throw invalidParameter(
      field,
      `ImageTagMutabilityExclusionFilters can't be null when imageTagMutability is set as ${tagMutability}`,
    )
  }
  if (!takesFilters && filters !== undefined) {
    throw invalidParameter(
      field,
      `ImageTagMutabilityExclusionFilters must be null when imageTagMutability is set as ${tagMutability}`,
    )
  }
  const exclusions = (filters ?? []).map(({ filter }) => filter)
  for (const filter of exclusions) {
    if (filter.split('*').length - 1 > maxWildcardsPerFilter) {
      throw invalidParameter(field, `A filter can have at most ${maxWildcardsPerFilter} wildcards (*)`)
    }
  }
  return { tagMutability, exclusions }
}

/** What a push does to a tag. */
export type TagPush = 'keep' | 'add' | 'move' | 'refuse'

/**
 * What a push does to a tag that means the image `current`, if any. The image that has it already keeps it under every
 * setting: an immutable tag doesn't move by that. Whether the client is told so is a row of `door-rules.ts`.
 */
export function decideTagPush(
  setting: MutabilitySetting,
  tag: string,
  { current, pushed }: { readonly current: number | undefined; readonly pushed: number },
): TagPush {
  if (current === undefined) return 'add'
  if (current === pushed) return 'keep'
  return mayMoveTag(setting, tag) ? 'move' : 'refuse'
}

function mayMoveTag(setting: MutabilitySetting, tag: string): boolean {
  const isExcluded = setting.exclusions.some((filter) => compileGlob(parseWildcards(filter))(tag))
  switch (setting.tagMutability) {
    case 'MUTABLE':
      return true
    case 'IMMUTABLE':
      return false
    case 'IMMUTABLE_WITH_EXCLUSION':
      return isExcluded
    case 'MUTABLE_WITH_EXCLUSION':
      return !isExcluded
  }
}

export function mutabilityOf(
  repository: Pick<Row<'repository'>, 'tag_mutability' | 'tag_mutability_exclusions'>,
): MutabilitySetting {
  return {
    tagMutability: repository.tag_mutability,
    exclusions: JSON.parse(repository.tag_mutability_exclusions) as string[],
  }
}

/** The two members as every answer shows them; filters only where they were set. */
export function describeMutability(setting: MutabilitySetting): {
  imageTagMutability: TagMutability
  imageTagMutabilityExclusionFilters: ExclusionFilter[] | undefined
} {
  return {
    imageTagMutability: setting.tagMutability,
    imageTagMutabilityExclusionFilters:
      setting.exclusions.length === 0
        ? undefined
        : setting.exclusions.map((filter) => ({ filterType: 'WILDCARD', filter })),
  }
}
