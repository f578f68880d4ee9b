import { first, type Work } from '../database/statement.ts'
import type { Caller } from '../operation.ts'
import { parseSessionTags } from './session-limits.ts'
import { type Inheritance, noInheritance } from './session-tag-rules.ts'
import { selectSessionLimits } from './sessions.table.ts'

/** What the caller's session, if he has one, hands on to the next. */
export function* readInheritance({ session, accessKeyId }: Caller): Work<Inheritance> {
  const limits = session && (yield* first(selectSessionLimits, { id: accessKeyId }))
  if (limits === undefined) return noInheritance
  return {
    tags: parseSessionTags(limits.tags).filter(({ isTransitive }) => isTransitive),
    sourceIdentity: limits.source_identity,
  }
}
