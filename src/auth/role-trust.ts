import type { Work } from '../database/statement.ts'
import { findIdentityByArn } from '../iam/find-identity.ts'
import type { PrincipalIds } from '../iam/policies/policy-principals.ts'
import type { AttachedPolicy } from '../standards/iam-policy/attached-policy.ts'
import type { Compile } from './compile-documents.ts'

/** A role's trust policy is to AssumeRole what a repository's policy is to its actions. */
export function* readTrust(compile: Compile, arn: string): Work<readonly AttachedPolicy[]> {
  const role = yield* findIdentityByArn(arn)
  if (role === undefined || role.trust_policy === null) return []
  const ids = JSON.parse(role.trust_principals) as PrincipalIds
  return [{ kind: 'trust', attachedTo: arn, name: 'trust policy', policy: compile(role.trust_policy, 'trust', ids) }]
}
