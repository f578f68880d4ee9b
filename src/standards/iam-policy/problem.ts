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
  'failed-legacy-parsing': sentence('The policy failed legacy parsing'),
  'principal-forbidden': sentence('Policy document should not specify a principal.'),
  'not-principal-forbidden': sentence('Has prohibited field NotPrincipal'),
  'no-principal': sentence('Missing required field Principal'),
  'resource-forbidden': sentence('Has prohibited field Resource'),
  'invalid-sid': sentence(
    'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*',
  ),
  'duplicate-sid': sentence('Statement IDs (SID) in a single policy must be unique.'),
  'no-action': sentence('Policy statement must contain actions.'),
  'invalid-resource': ({ given }: PolicyProblem) => `Resource ${given} must be in ARN format or "*".`,
  'invalid-partition': ({ given }: PolicyProblem) =>
    `Partition "${given.split(':')[1] ?? ''}" is not valid for resource "${wholeArn(given)}".`,
  'region-of-iam': ({ given }: PolicyProblem) => `IAM resource ${given} cannot contain region information.`,
  'path-of-iam': sentence(
    'IAM resource path must either be "*" or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.',
  ),
  'region-of-bucket': ({ given }: PolicyProblem) => `Resource ${given} can not contain region information.`,
  'unqualified-vendor': sentence('Resource vendor must be fully qualified and cannot contain regexes.'),
  'invalid-action': sentence('Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.'),
  'several-colons': sentence('Actions/Condition can contain only one colon.'),
  'invalid-vendor': ({ given }: PolicyProblem) => `Vendor ${given} is not valid`,
  'invalid-condition-key': sentence('Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.'),
  'no-resource': sentence('Policy statement must contain resources.'),
  'foreign-action': sentence('AssumeRole policy may only specify STS AssumeRole actions.'),
  'invalid-principal': ({ given }: PolicyProblem) => `Invalid principal in policy: ${given}`,
} satisfies Record<string, (problem: PolicyProblem) => string>

/** With stars for the parts that it doesn't have, whatever stands for `arn`. */
function wholeArn(given: string): string {
  const [, ...parts] = given.split(':')
  return ['arn', ...parts, ...Array.from({ length: 5 - parts.length }, () => '*')].join(':')
}

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
