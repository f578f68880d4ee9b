import type { Context } from '../../request/context.ts'
import type { Work } from '../../database/statement.ts'
import { normalForm, parseLifecyclePolicy } from '../lifecycle/policy-rules.ts'
import { parseRepositoryPolicy } from '../policies/parse-policy-text.ts'
import { storedRepositoryPolicy } from '../policies/stored-repository-policy.ts'
import type { Template } from './templates.table.ts'

type PolicyColumns = Pick<Template, 'policy_document' | 'policy_principals' | 'lifecycle_policy'>

interface PolicyTexts {
  readonly repositoryPolicy?: string | undefined
  readonly lifecyclePolicy?: string | undefined
}

export const noPolicies: PolicyColumns = { policy_document: null, policy_principals: '{}', lifecycle_policy: null }

/** The policies after a request: what it leaves out stays, the empty string takes away. */
export function* changePolicies(ctx: Context, before: PolicyColumns, input: PolicyTexts): Work<PolicyColumns> {
  const { repositoryPolicy, lifecyclePolicy } = input
  const { policy_document, policy_principals, lifecycle_policy } = before
  const kept = { policy_document, policy_principals }
  return {
    ...(repositoryPolicy === undefined ? kept : yield* parsePolicy(ctx, repositoryPolicy)),
    lifecycle_policy: lifecyclePolicy === undefined ? lifecycle_policy : parseLifecycle(lifecyclePolicy),
  }
}

/** As PutLifecyclePolicy keeps it. */
function parseLifecycle(text: string): string | null {
  return text === '' ? null : normalForm(parseLifecyclePolicy(text))
}

/** As SetRepositoryPolicy keeps it. It is about repositories that have no ARN yet, so it names none. */
function* parsePolicy(ctx: Context, text: string): Work<Omit<PolicyColumns, 'lifecycle_policy'>> {
  if (text === '') return { policy_document: null, policy_principals: '{}' }
  const { document, principals } = yield* storedRepositoryPolicy(ctx, text, parseRepositoryPolicy(text, ''))
  return { policy_document: document, policy_principals: principals }
}
