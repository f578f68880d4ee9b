import { parsePolicy } from '../../standards/iam-policy/parse-policy.ts'
import { malformedSentence } from '../../standards/iam-policy/problem.ts'
import { malformedDocument } from '../errors.ts'

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
export function requireIdentityPolicy(document: string): void {
  const policy = parsePolicy(document, 'identity')
  if ('problems' in policy) throw malformedDocument(malformedSentence(policy))
}
