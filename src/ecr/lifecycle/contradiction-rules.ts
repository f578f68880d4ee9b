import type { StorageClass } from './combination-rules.ts'
import {
  anyRuleNotLast,
  bothTagLists,
  prioritiesNotUnique,
  severalUntaggedRules,
  tagListMissing,
  tagListNotAllowed,
  tagPatternsNotUnique,
  tagPrefixesNotUnique,
  tooManyWildcards,
} from './errors.ts'

/** What of a rule can contradict itself or another rule. */
interface Rule {
  readonly rulePriority: number
  readonly selection: {
    readonly tagStatus: 'tagged' | 'untagged' | 'any'
    readonly tagPatternList: readonly string[] | undefined
    readonly tagPrefixList: readonly string[] | undefined
    readonly storageClass: StorageClass | undefined
  }
}

const maxWildcards = 4

/** `rules` are in the order of their priority. */
export function refuseContradictions(rules: readonly Rule[]): void {
  for (const { selection } of rules) requireTagList(selection)
  if (hasTwice(rules.map(({ rulePriority }) => rulePriority))) throw prioritiesNotUnique()
  for (const storageClass of ['standard', 'archive'] as const) {
    const selections = rules.map(({ selection }) => selection)
    refuseOverlaps(selections.filter((selection) => (selection.storageClass ?? 'standard') === storageClass))
  }
}

function requireTagList({ tagStatus, tagPatternList, tagPrefixList }: Rule['selection']): void {
  if (tagStatus !== 'tagged') {
    if (tagPatternList !== undefined || tagPrefixList !== undefined) throw tagListNotAllowed(tagStatus)
    return
  }
  if (tagPatternList !== undefined && tagPrefixList !== undefined) throw bothTagLists()
  if ((tagPatternList ?? tagPrefixList ?? []).length === 0) throw tagListMissing()
  for (const pattern of tagPatternList ?? []) {
    if (pattern.split('*').length - 1 > maxWildcards) throw tooManyWildcards(maxWildcards)
  }
}

/** Of the rules of one storage class. */
function refuseOverlaps(selections: readonly Rule['selection'][]): void {
  if (selections.filter(({ tagStatus }) => tagStatus === 'untagged').length > 1) throw severalUntaggedRules()
  if (selections.slice(0, -1).some(({ tagStatus }) => tagStatus === 'any')) throw anyRuleNotLast()
  if (hasTwice(selections.flatMap(({ tagPrefixList }) => sameText(tagPrefixList)))) throw tagPrefixesNotUnique()
  if (hasTwice(selections.flatMap(({ tagPatternList }) => sameText(tagPatternList)))) throw tagPatternsNotUnique()
}

/** One text for all lists that have the same entries, in whatever order and however often. */
function sameText(list: readonly string[] | undefined): readonly string[] {
  return list === undefined ? [] : [JSON.stringify([...new Set(list)].toSorted())]
}

function hasTwice(values: readonly (string | number)[]): boolean {
  return new Set(values).size < values.length
}
