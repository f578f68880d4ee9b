import { invalidTag, tooManyTags } from '../errors.ts'
import { quotas } from '../quotas.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-using-tags.html#tag-restrictions */
const maxKeyLength = 128
const maxValueLength = 256
/** Lengths count characters, which the flag `u` makes of code points. */
const allowed = '[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]'
const keyRegex = new RegExp(`^${allowed}{1,${maxKeyLength}}$`, 'u')
const valueRegex = new RegExp(`^${allowed}{0,${maxValueLength}}$`, 'u')

interface Tag {
  readonly Key: string
  readonly Value: string
}

/** The tags of a request, by key. Keys are unique, and those that begin with `aws:` are AWS's own. */
export function parseTags(tags: readonly Tag[]): ReadonlyMap<string, string> {
  const parsed = new Map<string, string>()
  for (const tag of tags) {
    const problem = problemOf(tag)
    if (problem !== undefined) throw invalidTag(problem)
    if (parsed.has(tag.Key)) throw invalidTag(`Duplicate tag keys are not allowed: '${tag.Key}'.`)
    parsed.set(tag.Key, tag.Value)
  }
  if (parsed.size > quotas.resourceTagsPerRepository) throw tooManyTags(quotas.resourceTagsPerRepository)
  return parsed
}

/** What is wrong with a tag: a sentence, or nothing. */
export function problemOf({ Key: key, Value: value }: Tag): string | undefined {
  if (!keyRegex.test(key)) {
    return `Invalid tag key: a key has 1 to ${maxKeyLength} letters, spaces, digits or _.:/=+-@.`
  }
  if (key.toLowerCase().startsWith('aws:')) return "Tag keys that start with 'aws:' are reserved."
  if (valueRegex.test(value)) return undefined
  return `Invalid tag value: a value has at most ${maxValueLength} letters, spaces, digits or _.:/=+-@.`
}
