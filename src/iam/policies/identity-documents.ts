import { all, first, type Work } from '../../database/statement.ts'
import { identityArn } from '../identity-arn.ts'
import { selectInlinePolicies } from '../inline-policies/inline-policies.table.ts'
import { findAwsManagedPolicy } from './aws-managed-policies.ts'
import { selectAttachedPolicies, selectGroupsOfUser, selectLimitedIdentity } from './identity-policies.table.ts'

/** A document that says what a user, group or role may do, or may at most. */
export interface IdentityDocument {
  readonly kind: 'identity' | 'boundary'
  /** ARN of the user, group or role that has it. */
  readonly attachedTo: string
  /** ARN of a managed policy, name of an inline one. */
  readonly name: string
  readonly document: string
}

/** Its own policies, those of a user's groups, and its boundary. */
export function* readIdentityDocuments(id: string, arn: string): Work<readonly IdentityDocument[]> {
  const documents = [...(yield* readOwnDocuments(id, arn))]
  for (const group of yield* all(selectGroupsOfUser, { userId: id })) {
    documents.push(...(yield* readOwnDocuments(group.id, identityArn({ ...group, kind: 'group' }))))
  }
  const limited = yield* first(selectLimitedIdentity, { id })
  if (limited !== undefined && limited.boundary_arn !== null) {
    const name = limited.boundary_arn
    documents.push({ kind: 'boundary', attachedTo: arn, name, document: limited.document ?? awsDocument(name) })
  }
  return documents
}

function* readOwnDocuments(id: string, arn: string): Work<readonly IdentityDocument[]> {
  const own = { kind: 'identity', attachedTo: arn } as const
  const managed = yield* all(selectAttachedPolicies, { identityId: id })
  const inline = yield* all(selectInlinePolicies, { identityId: id })
  return [
    ...managed.map(({ policy_arn: name, document }) => ({ ...own, name, document: document ?? awsDocument(name) })),
    ...inline.map((policy) => ({ ...own, ...policy })),
  ]
}

function awsDocument(arn: string): string {
  const policy = findAwsManagedPolicy(arn)
  if (policy === undefined) throw new Error(`${arn} is attached and is no policy`)
  return policy.document
}
