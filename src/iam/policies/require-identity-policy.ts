import { parsePolicy } from '../../standards/iam-policy/parse-policy.ts'
import { malformedSentence } from '../../standards/iam-policy/problem.ts'
import { malformedDocument } from '../errors.ts'

/**
 * What an identity has inline may be in the older language, in which `${aws:username}` is text; a managed policy may not.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function requireIdentityPolicy(document: string, grammar: 'identity' | 'managed'): void {
  const policy = parsePolicy(document, grammar)
  if ('problems' in policy) throw malformedDocument(malformedSentence(policy))
}
