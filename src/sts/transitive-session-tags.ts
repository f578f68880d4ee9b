import { first, type Work } from '../database/statement.ts'
import type { Caller } from '../request/operation.ts'
import { parseSessionTags } from './session-limits.ts'
import { type TransitiveTags, noTransitiveTags } from './session-tag-rules.ts'
import { selectSessionLimits } from './sessions.table.ts'

/** What the caller's session, if there is one, passes on to the next. */
export function* readTransitiveTags({ session, accessKeyId }: Caller): Work<TransitiveTags> {
  const limits = session && (yield* first(selectSessionLimits, { id: accessKeyId }))
  if (limits === undefined) return noTransitiveTags
  return {
    tags: parseSessionTags(limits.tags).filter(({ isTransitive }) => isTransitive),
    sourceIdentity: limits.source_identity,
  }
}
