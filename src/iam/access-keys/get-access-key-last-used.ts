import { first, type Work } from '../../database/statement.ts'
import { iamOperation, type Scope } from '../../request/operation.ts'
import { noSuchAccessKey } from '../errors.ts'
import type { Identity } from '../find-identity.ts'
import { selectIdentity } from '../identities.table.ts'
import { identityArn } from '../identity-arn.ts'
import { selectAccessKey } from './access-keys.table.ts'
import type { AccessKeyRow } from './keys-of-user.ts'

interface Found {
  readonly key: AccessKeyRow | undefined
  /** Undefined for root's keys. */
  readonly user: Identity | undefined
}

interface NamedKey {
  readonly AccessKeyId: string
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccessKeyLastUsed.html: a right on the user whose key it is. */
export const getAccessKeyLastUsed = iamOperation({
  name: 'GetAccessKeyLastUsed',
  effect: 'reads',
  *facts({ AccessKeyId: id }: NamedKey, { caller: { account } }: Scope): Work<Found> {
    const found = yield* first(selectAccessKey, { id })
    // Keys of other accounts can't be told from none.
    const key = found?.account === account ? found : undefined
    const userId = key?.user_id ?? undefined
    return { key, user: userId === undefined ? undefined : yield* first(selectIdentity, { id: userId }) }
  },
  access({ AccessKeyId: id }: NamedKey, _scope: Scope, { user }: Found) {
    const resource = user === undefined ? '*' : identityArn(user)
    return [{ action: 'iam:GetAccessKeyLastUsed', resource, shownAs: `access key ${id}` }]
  },
  run(_ctx, { AccessKeyId: id }, _scope, { key, user }) {
    if (key === undefined) return Promise.reject(noSuchAccessKey(id))
    return Promise.resolve({ UserName: user?.name, AccessKeyLastUsed: describeUse(key) })
  },
})

/** Of one that was never used, or not since uses are noted, AWS says so. */
const describeUse = (key: AccessKeyRow) => ({
  LastUsedDate: key.last_used_at ?? undefined,
  ServiceName: key.last_used_service ?? 'N/A',
  Region: key.last_used_region ?? 'N/A',
})
