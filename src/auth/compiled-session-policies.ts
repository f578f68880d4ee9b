import { first, type Work } from '../database/statement.ts'
import { findAwsManagedPolicy } from '../iam/policies/aws-managed-policies.ts'
import type { AttachedPolicy } from '../standards/iam-policy/attached-policy.ts'
import { type CompiledPolicy, silentPolicy } from '../standards/iam-policy/compile-policy.ts'
import { parseSessionPolicies, type SessionPolicy } from '../sts/session-limits.ts'
import type { Compile } from '../request/policy-source.ts'
import { selectPolicyDocument } from './policies.table.ts'

/** The policies that a session is held to. */
export function* readSessionPolicies(
  compile: Compile,
  json: string,
  sessionArn: string,
): Work<readonly AttachedPolicy[]> {
  const attached: AttachedPolicy[] = []
  for (const policy of parseSessionPolicies(json)) {
    const name = 'arn' in policy ? policy.arn : 'session policy'
    attached.push({ kind: 'session', attachedTo: sessionArn, name, policy: yield* readPolicy(compile, policy) })
  }
  return attached
}

/** One that was deleted allows nothing: the session was meant to be limited. */
function* readPolicy(compile: Compile, policy: SessionPolicy): Work<CompiledPolicy> {
  const document = yield* readDocument(policy)
  return document === undefined ? silentPolicy : compile(document, 'session')
}

function* readDocument(policy: SessionPolicy): Work<string | undefined> {
  if ('document' in policy) return policy.document
  if (policy.policyId === null) return findAwsManagedPolicy(policy.arn)?.document
  return (yield* first(selectPolicyDocument, { id: policy.policyId }))?.document
}
