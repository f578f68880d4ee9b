import { all, type Work } from '../database/statement.ts'
import { findIdentityByArn } from '../iam/find-identity.ts'
import { findCustomerPolicy } from '../iam/policies/find-policy.ts'
import { selectTagsOfPolicy } from '../iam/tagging/tags.table.ts'
import { parseArn } from '../standards/arn/arn.ts'
import { selectIdentityTags } from './policies.table.ts'
import { valuesByKey } from './tag-values.ts'

/** The tags of the user, role or policy with this ARN. */
export function* readIamTags(arn: string): Work<ReadonlyMap<string, readonly string[]>> {
  return valuesByKey(yield* rowsOf(arn))
}

function* rowsOf(arn: string): Work<readonly { readonly key: string; readonly value: string }[]> {
  const identity = yield* findIdentityByArn(arn)
  if (identity !== undefined) return yield* all(selectIdentityTags, { identityId: identity.id })
  const policy = yield* findCustomerPolicy(parseArn(arn)?.account ?? '', arn)
  return policy === undefined ? [] : yield* all(selectTagsOfPolicy, { policyId: policy.id })
}
