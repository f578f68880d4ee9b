import type { Work } from '../database/statement.ts'
import { findIdentityByArn } from '../iam/find-identity.ts'
import type { AttachedPolicy } from '../standards/iam-policy/attached-policy.ts'
import type { Compile } from './compile-documents.ts'

/** A role's trust policy is to AssumeRole what a repository's policy is to its actions. */
export function* readTrust(compile: Compile, arn: string): Work<readonly AttachedPolicy[]> {
  const role = yield* findIdentityByArn(arn)
  const document = role?.trust_policy ?? undefined
  if (document === undefined) return []
  return [{ kind: 'trust', attachedTo: arn, name: 'trust policy', policy: compile(document, 'trust') }]
}
