import type { ResourceGroupsTaggingApiOperations } from '../generated/resourcegroupstaggingapi.ts'
import type { AnyOperation } from '../request/operation.ts'
import { getResources } from './get-resources.ts'
import { getTagKeys } from './get-tag-keys.ts'
import { getTagValues } from './get-tag-values.ts'
import { tagResources } from './tag-resources.ts'
import { untagResources } from './untag-resources.ts'

/** What the tagging API can do; the compiler demands an entry for every operation of its model. */
export const taggingOperations: Readonly<Record<keyof ResourceGroupsTaggingApiOperations, AnyOperation>> = {
  GetResources: getResources,
  GetTagKeys: getTagKeys,
  GetTagValues: getTagValues,
  TagResources: tagResources,
  UntagResources: untagResources,
}
