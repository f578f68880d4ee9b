import type { Context } from '../../request/context.ts'
import { first, run, type Work } from '../../database/statement.ts'
import { requestTags } from '../../request/request-tags.ts'
import type { CreatePolicyRequest } from '../../generated/iam.ts'
import { iamOperation } from '../../request/operation.ts'
import { changeAccount } from '../change-account.ts'
import { policyExists } from '../errors.ts'
import { foldName } from '../fold-name.ts'
import { requireWithin, sizeOfDocument } from '../quotas.ts'
import { setPolicyTags } from '../tagging/policy-tags.ts'
import { parseTags, tagsOfRequest } from '../tagging/tag-rules.ts'
import { newUniqueId } from '../unique-id.ts'
import { type CustomerPolicy, policyArn } from './find-policy.ts'
import { describeManagedPolicy, ofCustomer } from './managed-policy.ts'
import { countPolicies, insertPolicy, insertPolicyVersion, selectPolicyNamed } from './policies.table.ts'
import { requireIdentityPolicy } from './require-identity-policy.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html */
export const createPolicy = iamOperation({
  name: 'CreatePolicy',
  effect: 'changes',
  access({ PolicyName: name, Path: path = '/', Tags: tags = [] }, { caller: { account } }) {
    const on = { resource: policyArn({ account, path, name }), shownAs: `policy ${name}` }
    if (tags.length === 0) return [{ action: 'iam:CreatePolicy', ...on }]
    return ['iam:CreatePolicy', 'iam:TagPolicy'].map((action) => ({ action, ...on, context: requestTags(tags) }))
  },
  async run(ctx, input, { caller: { account } }) {
    requireIdentityPolicy(input.PolicyDocument, 'managed')
    requireWithin('PolicySize', sizeOfDocument(input.PolicyDocument))
    const tags = parseTags(input.Tags)
    const policy = await changeAccount(ctx, account, function* () {
      const created = yield* addPolicy(ctx, account, input)
      yield* setPolicyTags(created, tags)
      return created
    })
    const shown = describeManagedPolicy(ofCustomer(policy), { attachments: 0, boundaries: 0 })
    return { Policy: { ...shown, Tags: tagsOfRequest(input.Tags) } }
  },
})

function* addPolicy(ctx: Context, account: string, input: CreatePolicyRequest): Work<CustomerPolicy> {
  const { PolicyName: name, Path: path = '/', Description: description = '', PolicyDocument: document } = input
  const foldedName = foldName(name)
  if ((yield* first(selectPolicyNamed, { account, foldedName })) !== undefined) throw policyExists(name)
  const existing = yield* first(countPolicies, { account })
  requireWithin('PoliciesPerAccount', (existing?.count ?? 0) + 1)
  const now = ctx.clock.now()
  const policy: CustomerPolicy = {
    id: newUniqueId('policy', ctx.ids),
    account,
    name,
    folded_name: foldedName,
    path,
    description,
    default_version: 1,
    newest_version: 1,
    created_at: now,
    updated_at: now,
  }
  yield* run(insertPolicy, policy)
  yield* run(insertPolicyVersion, { policy_id: policy.id, number: 1, created_at: now, document })
  return policy
}
