import type { Tag } from '../generated/sts.ts'
import {
  duplicateSessionTags,
  reservedSessionTag,
  sourceIdentityAlreadySet,
  transitiveTagConflict,
  unknownTransitiveTag,
} from './errors.ts'
import type { SessionTag } from './session-limits.ts'

/** What a session hands on to those that are made with it. */
export interface TransitiveTags {
  readonly tags: readonly SessionTag[]
  readonly sourceIdentity: string | null
}

export const noTransitiveTags: TransitiveTags = { tags: [], sourceIdentity: null }

/**
 * The tags of a new session: those that are asked for, and those that the calling session hands on, which can't be
 * changed on the way. Keys count regardless of case.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 */
export function sessionTags(
  asked: readonly Tag[],
  transitiveKeys: readonly string[],
  { tags: inherited }: TransitiveTags,
): readonly SessionTag[] {
  const keys = new Set(asked.map(({ Key }) => Key.toLowerCase()))
  const transitive = new Set(transitiveKeys.map((key) => key.toLowerCase()))
  if (keys.size < asked.length) throw duplicateSessionTags()
  for (const key of keys) if (key.startsWith('aws:')) throw reservedSessionTag(key)
  for (const key of transitive) if (!keys.has(key)) throw unknownTransitiveTag()
  if (inherited.some(({ key }) => keys.has(key.toLowerCase()))) throw transitiveTagConflict()
  return [
    ...inherited,
    ...asked.map(({ Key: key, Value: value }) => ({ key, value, isTransitive: transitive.has(key.toLowerCase()) })),
  ]
}

/** The first source identity stays, however many roles follow. */
export function sessionSourceIdentity(
  asked: string | undefined,
  { sourceIdentity: inherited }: TransitiveTags,
): string | null {
  if (asked === undefined) return inherited
  if (inherited !== null && inherited !== asked) throw sourceIdentityAlreadySet()
  return asked
}
