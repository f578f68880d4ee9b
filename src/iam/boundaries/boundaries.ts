import type { Context } from '../../request/context.ts'
import { run } from '../../database/statement.ts'
import { changeAccount } from '../change-account.ts'
import { updateBoundary } from '../attachments/attachments.table.ts'
import { requireBoundary } from '../policies/find-policy.ts'
import { type IdentityReference, requireReferencedIdentity } from '../identity-reference.ts'

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html */
export async function putBoundary(ctx: Context, to: IdentityReference, boundaryArn: string): Promise<void> {
  await changeAccount(ctx, to.account, function* () {
    const { id } = yield* requireReferencedIdentity(to)
    const { policyArn: arn, policyId } = yield* requireBoundary(to.account, boundaryArn)
    yield* run(updateBoundary, { id, arn, policyId })
  })
}

/** Does nothing where there is none. */
export async function deleteBoundary(ctx: Context, from: IdentityReference): Promise<void> {
  await changeAccount(ctx, from.account, function* () {
    const { id } = yield* requireReferencedIdentity(from)
    yield* run(updateBoundary, { id, arn: null, policyId: null })
  })
}
