import type { Tag } from '../../generated/iam.ts'
import { duplicateTagKeys, reservedTagKey } from '../errors.ts'
import { foldName } from '../fold-name.ts'

/**
 * The tags of a request, by key. Lengths and characters are the model's matter; keys count regardless of case, and those that
 * begin with `aws:` are AWS's own.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html#id_tags_rules
 */
export function parseTags(tags: readonly Tag[] = []): ReadonlyMap<string, string> {
  const seen = new Set<string>()
  for (const { Key: key } of tags) {
    const folded = foldName(key)
    if (folded.startsWith('aws:')) throw reservedTagKey(key)
    if (seen.has(folded)) throw duplicateTagKeys()
    seen.add(folded)
  }
  return new Map(tags.map(({ Key, Value }) => [Key, Value]))
}

/** Those that a request has just set, as its answer has them. */
export const tagsOfRequest = (tags: readonly Tag[] = []): readonly Tag[] | undefined =>
  tags.length === 0 ? undefined : tags

/** As answers have them; undefined where there are none, since IAM then says nothing of tags. */
export function shownTags(
  rows: readonly { readonly key: string; readonly value: string }[],
): readonly Tag[] | undefined {
  return rows.length === 0 ? undefined : rows.map(({ key, value }) => ({ Key: key, Value: value }))
}
