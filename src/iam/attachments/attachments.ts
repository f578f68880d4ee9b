import type { Context } from '../../request/context.ts'
import { all, run } from '../../database/statement.ts'
import type { AttachedPolicy } from '../../generated/iam.ts'
import { changeAccount } from '../change-account.ts'
import { noSuchPolicy, policyOfServices } from '../errors.ts'
import { type IdentityKind, requireIdentity } from '../find-identity.ts'
import { foldName } from '../fold-name.ts'
import { type Paging, readPage } from '../pages.ts'
import { type quotas, requireWithin } from '../quotas.ts'
import { servicesPath } from '../roles/role-rules.ts'
import { deleteAttachedPolicy, insertAttachedPolicy, selectAttachedArns } from './attachments.table.ts'
import { requireAttachable } from '../policies/find-policy.ts'
import { type IdentityReference, requireReferencedIdentity } from '../identity-reference.ts'

const quotaOf: Readonly<Record<IdentityKind, keyof typeof quotas>> = {
  user: 'PoliciesPerUser',
  group: 'PoliciesPerGroup',
  role: 'PoliciesPerRole',
}

/** Does nothing when it is attached already. */
export async function attachPolicy(ctx: Context, to: IdentityReference, arn: string): Promise<void> {
  await changeAccount(ctx, to.account, function* () {
    const { id: identityId } = yield* requireReferencedIdentity(to)
    const { policyArn, policyId } = yield* requireAttachable(to.account, arn)
    if (arn.includes(`:policy${servicesPath}`)) throw policyOfServices()
    yield* run(insertAttachedPolicy, { identity_id: identityId, policy_arn: policyArn, policy_id: policyId })
    requireWithin(quotaOf[to.kind], (yield* all(selectAttachedArns, { identityId })).length)
  })
}

export async function detachPolicy(ctx: Context, from: IdentityReference, arn: string): Promise<void> {
  await changeAccount(ctx, from.account, function* () {
    const { id: identityId } = yield* requireReferencedIdentity(from)
    const detached = yield* run(deleteAttachedPolicy, { identityId, policyArn: arn })
    if (detached === 0) throw noSuchPolicy(arn)
  })
}

export interface PageOfAttached {
  readonly AttachedPolicies: readonly AttachedPolicy[]
  readonly IsTruncated: boolean
  readonly Marker?: string
}

export interface AttachedRequest extends Paging {
  readonly PathPrefix?: string | undefined
}

/** There are few: the page is cut from all of them. Its position is how many were shown, since an ARN may be too long. */
export async function listAttached(
  ctx: Context,
  of: IdentityReference,
  request: AttachedRequest,
): Promise<PageOfAttached> {
  const { PathPrefix: prefix = '/' } = request
  const { rows, paging } = await readPage(ctx, request, {
    list: `iam attached ${of.account} ${of.kind} ${foldName(of.name)} ${prefix}`,
    start: 0,
    *rowsAfter(shown, limit) {
      const { id: identityId } = yield* requireIdentity(of.account, of.kind, of.name)
      const attached = (yield* all(selectAttachedArns, { identityId }))
        .map(({ policy_arn: arn }) => arn)
        .filter((arn) => pathOf(arn).startsWith(prefix))
      return attached.map((arn, at) => ({ arn, number: at + 1 })).slice(shown, shown + limit)
    },
    positionOf: ({ number }) => number,
  })
  return { AttachedPolicies: rows.map(({ arn }) => describeAttached(arn)), ...paging }
}

export const describeAttached = (arn: string): AttachedPolicy => ({
  PolicyName: arn.slice(arn.lastIndexOf('/') + 1),
  PolicyArn: arn,
})

/** `arn:aws:iam::123456789012:policy/path/name` */
const pathOf = (arn: string): string => arn.slice(arn.indexOf('/'), arn.lastIndexOf('/') + 1)
