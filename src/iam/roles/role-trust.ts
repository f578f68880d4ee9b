import type { Work } from '../../database/statement.ts'
import { findIdentityByArn } from '../find-identity.ts'
import type { PrincipalIds } from '../policies/policy-principals.ts'
import type { AttachedPolicy } from '../../standards/iam-policy/attached-policy.ts'
import { silentPolicy } from '../../standards/iam-policy/compile-policy.ts'
import type { Compile } from '../../request/policy-source.ts'

/** What a role's trust policy decides: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html */
const actions: ReadonlySet<string> = new Set(['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'])

export const asksTrust = (action: string, resource: string): boolean =>
  actions.has(action) && resource.includes(':role/')

/**
 * A role's trust policy is to AssumeRole what a repository's policy is to its actions. A role that isn't there trusts
 * nobody.
 */
export function* readTrust(compile: Compile, arn: string): Work<AttachedPolicy> {
  const role = yield* findIdentityByArn(arn)
  const policy =
    role === undefined || role.trust_policy === null
      ? silentPolicy
      : compile(role.trust_policy, 'trust', JSON.parse(role.trust_principals) as PrincipalIds)
  return { kind: 'trust', attachedTo: arn, name: 'trust policy', policy }
}
