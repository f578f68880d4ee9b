import { all, type Work } from '../../database/statement.ts'
import { findIdentityByArn } from '../find-identity.ts'
import { findInstanceProfileByArn } from '../instance-profiles/find-instance-profile.ts'
import { findCustomerPolicy } from '../policies/find-policy.ts'
import { selectTagsOfInstanceProfile, selectTagsOfPolicy } from './tags.table.ts'
import { parseArn } from '../../standards/arn/arn.ts'
import { selectIdentityTags } from './tags.table.ts'
import { valuesByKey } from '../../request/tag-values.ts'

/** The tags of the user, role, instance profile or policy with this ARN. */
export function* readIamTags(arn: string): Work<ReadonlyMap<string, readonly string[]>> {
  return valuesByKey(yield* rowsOf(arn))
}

function* rowsOf(arn: string): Work<readonly { readonly key: string; readonly value: string }[]> {
  const identity = yield* findIdentityByArn(arn)
  if (identity !== undefined) return yield* all(selectIdentityTags, { identityId: identity.id })
  const profile = yield* findInstanceProfileByArn(arn)
  if (profile !== undefined) return yield* all(selectTagsOfInstanceProfile, { profileId: profile.id })
  const policy = yield* findCustomerPolicy(parseArn(arn)?.account ?? '', arn)
  return policy === undefined ? [] : yield* all(selectTagsOfPolicy, { policyId: policy.id })
}
