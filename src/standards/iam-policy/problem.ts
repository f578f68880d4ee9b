import type { JsonFault } from './json.ts'

/** Why a document is no policy, and where in it. Nouns choose the sentence: ECR has one for all, IAM has `malformedSentence`. */
export interface PolicyProblem {
  readonly reason: ProblemReason
  /** `Statement[2].Condition.StringEquals` */
  readonly at: string
  /** What was found there, where the sentence quotes it. */
  readonly given: string
}

export interface Malformed {
  readonly problems: readonly PolicyProblem[]
}

export type ProblemReason = JsonFault | keyof typeof sentences

/** Notes a problem and stands in for what could not be read: with problems, nothing of the document is used. */
export type Report = (reason: ProblemReason, at: string, given?: string) => readonly never[]

const syntax = 'Syntax errors in policy.'
const sentence = (text: string) => (): string => text

/**
 * IAM's sentences, in the order in which IAM looks: of several problems it names the first of these.
 * Collected from its answers in public issues and in the tests of moto.
 */
const sentences = {
  'wrong-type': sentence(syntax),
  'unknown-element': sentence(syntax),
  'no-statement': sentence(syntax),
  'invalid-version': sentence(syntax),
  'invalid-effect': sentence(syntax),
  'both-forms': sentence(syntax),
  'unknown-operator': sentence(syntax),
  'invalid-condition-value': sentence(syntax),
  'invalid-variable': sentence(syntax),
  'old-version': sentence('Policy document must be version 2012-10-17 or greater.'),
  'principal-forbidden': sentence('Policy document should not specify a principal.'),
  'not-principal-forbidden': sentence('Has prohibited field NotPrincipal'),
  'no-principal': sentence('Missing required field Principal'),
  'resource-forbidden': sentence('Has prohibited field Resource'),
  'invalid-sid': sentence(
    'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*',
  ),
  'duplicate-sid': sentence('Statement IDs (SID) in a single policy must be unique.'),
  'no-action': sentence('Policy statement must contain actions.'),
  'no-resource': sentence('Policy statement must contain resources.'),
  'invalid-resource': ({ given }: PolicyProblem) => `Resource ${given} must be in ARN format or "*".`,
  'invalid-action': sentence('Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.'),
  'invalid-condition-key': sentence('Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.'),
  'foreign-action': sentence('AssumeRole policy may only specify STS AssumeRole actions.'),
  'invalid-principal': ({ given }: PolicyProblem) => `Invalid principal in policy: ${given}`,
} satisfies Record<string, (problem: PolicyProblem) => string>

const reasonsInOrder = Object.keys(sentences)

/** What IAM says (MalformedPolicyDocument) of a document with these problems. */
export function malformedSentence({ problems }: Malformed): string {
  const [first] = problems.toSorted((a, b) => reasonsInOrder.indexOf(a.reason) - reasonsInOrder.indexOf(b.reason))
  return first !== undefined && isGrammatical(first) ? sentences[first.reason](first) : syntax
}

type GrammaticalProblem = PolicyProblem & { readonly reason: keyof typeof sentences }

function isGrammatical(problem: PolicyProblem): problem is GrammaticalProblem {
  return Object.hasOwn(sentences, problem.reason)
}
