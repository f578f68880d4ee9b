import { first, type Work } from '../../database/statement.ts'
import type { Scope } from '../../request/operation.ts'
import { excludableArn } from './exclusion-rules.ts'
import { selectExclusion } from './exclusions.table.ts'

/** Whether pulls of the caller leave `lastRecordedPullTime` as it is, in the registry that is addressed. */
export function* isExcluded({ caller, registry }: Scope): Work<boolean> {
  const principal_arn = excludableArn(caller.principal)
  if (principal_arn === undefined) return false
  return (yield* first(selectExclusion, { ...registry, principal_arn })) !== undefined
}
