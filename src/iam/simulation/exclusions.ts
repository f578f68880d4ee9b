import type { InlinePolicyIdentifierType, PolicyIdentifier, PolicyIdentifierPolicyType } from '../../generated/iam.ts'
import { compileGlob } from '../../standards/iam-policy/glob.ts'
import { parseWildcards } from '../../standards/iam-policy/template.ts'
import { invalidPolicyIdentifier } from '../errors.ts'
import { foldName } from '../fold-name.ts'
import type { IdentityDocument } from '../policies/identity-documents.ts'
import { parseEntityArn } from './entity-arn.ts'

/**
 * Which policies of a principal are left out of a simulation: by their type, by the ARN of a managed one, or by the name of an
 * inline one and of its owner. Unknown names are ignored; there are no policies of organizations.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyIdentifier.html
 */
export type IsExcluded = (policy: IdentityDocument) => boolean

export function parseExclusions(identifiers: readonly PolicyIdentifier[]): IsExcluded {
  const tests = identifiers.map(parseExclusion)
  return (policy) => tests.some((names) => names(policy))
}

/** The names of users, groups and roles may have wildcards here, which AWS's model doesn't know: they are judged below. */
export const judgedNames = 'PolicyExclusionList.member.InlinePolicyIdentifier.AttachmentName'

/** The model sees to it that one of the three is there. */
function parseExclusion({
  PolicyType: type,
  PolicyArn: arn,
  InlinePolicyIdentifier: inline,
}: PolicyIdentifier): IsExcluded {
  if (type !== undefined) return (policy) => typeOf(policy) === type
  if (arn !== undefined) return ofArn(arn)
  return inline === undefined ? () => false : ofName(inline)
}

function typeOf({ kind, name }: IdentityDocument): PolicyIdentifierPolicyType {
  if (kind === 'boundary') return 'permission-boundary'
  if (!name.startsWith('arn:')) return 'inline'
  return name.startsWith('arn:aws:iam::aws:') ? 'aws-managed' : 'user-managed'
}

/** A boundary that is the same policy stays: it is excluded by its type. */
function ofArn(arn: string): IsExcluded {
  if (!/^arn:aws:iam::(aws|[0-9]{12}):policy\/[\w+=,.@/*?-]+$/.test(arn)) throw invalidPolicyIdentifier(arn)
  const matches = compilePattern(arn)
  return ({ kind, name }) => kind === 'identity' && matches(name)
}

function ofName({ PolicyName, AttachmentType, AttachmentName }: InlinePolicyIdentifierType): IsExcluded {
  if (!/^[\w+=,.@*?-]{1,128}$/.test(AttachmentName)) throw invalidPolicyIdentifier(AttachmentName)
  const matches = compilePattern(foldName(AttachmentName))
  return (policy) => {
    const owner = parseEntityArn(policy.attachedTo)
    if (typeOf(policy) !== 'inline' || policy.name !== PolicyName || owner === undefined) return false
    return owner.kind === AttachmentType && matches(foldName(owner.name))
  }
}

/** At most one star, and any number of question marks. */
function compilePattern(pattern: string): (text: string) => boolean {
  const parts = parseWildcards(pattern)
  if (parts.filter(({ type }) => type === 'any').length > 1) throw invalidPolicyIdentifier(pattern)
  return compileGlob(parts)
}
