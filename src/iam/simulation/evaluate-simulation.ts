import type {
  EvaluationResult,
  PolicyEvaluationDecisionType,
  PolicySourceType,
  ResourceSpecificResult,
  Statement,
} from '../../generated/iam.ts'
import { parseArn } from '../../standards/arn/arn.ts'
import type { AccessRequest, Principal } from '../../standards/iam-policy/access-request.ts'
import { type Evaluation, evaluate, questionOf } from '../../standards/iam-policy/evaluate.ts'
import { findAllIn } from '../../standards/iam-policy/finding.ts'
import type { TextPosition } from '../../standards/iam-policy/statement-positions.ts'
import { keysOnce } from './context-key-rules.ts'
import type { SimulatedKind, SimulatedPolicy } from './simulated-policy.ts'
import type { SimulatedCaller, Simulation } from './simulation.ts'

/**
 * What IAM's simulator says of one action: as a whole, and of each resource that was named. Decided by what decides live.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_EvaluationResult.html
 */
export function evaluateAction(simulation: Simulation, action: string): EvaluationResult {
  const results = simulation.resources.map((resource) => evaluateOn(simulation, action, resource))
  const [first] = results
  const isNamed = simulation.resources[0] !== '*'
  const isAlone = first !== undefined && results.length === 1
  return {
    EvalActionName: action,
    EvalResourceName: isAlone ? first.EvalResourceName : templateFor(action),
    EvalDecision: strictest(results.map(({ EvalResourceDecision }) => EvalResourceDecision)),
    MatchedStatements: isAlone ? first.MatchedStatements : [],
    MissingContextValues: isAlone ? first.MissingContextValues : [],
    ...(isAlone ? boundaryOf(first) : {}),
    ...(isAlone && isNamed ? { EvalDecisionDetails: first.EvalDecisionDetails ?? {} } : {}),
    ...(isNamed ? { ResourceSpecificResults: results } : {}),
  }
}

function evaluateOn(simulation: Simulation, action: string, resource: string): ResourceSpecificResult {
  const { policies } = simulation
  const request = requestFor(simulation, action, resource)
  const evaluation = evaluate(policies, request)
  const isBound = policies.some(({ kind }) => kind === 'boundary')
  return {
    EvalResourceName: resource,
    EvalResourceDecision: evaluation.decision,
    MatchedStatements: matchedStatements(simulation, request, evaluation),
    MissingContextValues: missingKeys(simulation),
    ...(request.resourceAccount === simulation.caller.account
      ? {}
      : { EvalDecisionDetails: detailsOf(evaluation, isBound) }),
    ...(isBound
      ? { PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: allows(evaluation, 'boundary') } }
      : {}),
  }
}

const boundaryOf = ({ PermissionsBoundaryDecisionDetail: detail }: ResourceSpecificResult) =>
  detail === undefined ? {} : { PermissionsBoundaryDecisionDetail: detail }

function requestFor(simulation: Simulation, action: string, resource: string): AccessRequest {
  const { caller, context } = simulation
  return { action, resource, resourceAccount: ownerOf(resource, simulation), principal: principalOf(caller), context }
}

/** Only a resource's policy makes a difference between accounts here: without one, it is the caller's side that is asked. */
function ownerOf(resource: string, { policies, caller, resourceOwner }: Simulation): string {
  if (!policies.some(({ kind }) => kind === 'resource')) return caller.account
  const { account = '' } = parseArn(resource) ?? {}
  return resourceOwner ?? (account === '' ? caller.account : account)
}

function principalOf({ kind, arn, account, id }: SimulatedCaller): Principal {
  // Requests come from sessions of a role, never from the role.
  const session = `arn:aws:sts::${account}:assumed-role/${arn.slice(arn.lastIndexOf('/') + 1)}/simulated`
  if (kind === 'role') return { kind: 'role-session', arn: session, account, roleArn: arn, roleId: id }
  return { kind: 'user', arn, account, userId: id }
}

/** The statements that have the effect which was decided. A boundary grants nothing, so it is named only where it denies. */
function matchedStatements(
  { policies }: Simulation,
  request: AccessRequest,
  { decision }: Evaluation,
): readonly Statement[] {
  if (decision === 'implicitDeny') return []
  const effect = decision === 'allowed' ? 'Allow' : 'Deny'
  const question = questionOf(policies, request)
  return policies
    .filter(({ kind }) => effect === 'Deny' || kind !== 'boundary')
    .flatMap((policy) =>
      findAllIn(policy, question)
        .filter((finding) => finding.effect === effect)
        .map(({ statement }) => statementOf(policy, statement)),
    )
}

/** Not among the values that AWS's model has, and still what AWS answers. */
const sourceTypes: Readonly<Record<SimulatedKind, string>> = {
  identity: 'IAM Policy',
  resource: 'Resource Policy',
  boundary: 'Permissions Boundary Policy',
}

function statementOf({ kind, name, positions }: SimulatedPolicy, statement: number): Statement {
  const span = positions()[statement]
  return {
    SourcePolicyId: name,
    SourcePolicyType: sourceTypes[kind] as PolicySourceType,
    ...(span === undefined ? {} : { StartPosition: position(span.start), EndPosition: position(span.end) }),
  }
}

const position = ({ line, column }: TextPosition) => ({ Line: line, Column: column })

/** What the policies ask about and the request doesn't say, each key as it is first spelled. */
function missingKeys({ policies, context }: Simulation): readonly string[] {
  const keys = policies.flatMap(({ contextKeys }) => contextKeys)
  const missing = keys.filter((key) => context(key.toLowerCase()) === undefined)
  return keysOnce(missing)
}

/** Between accounts each side decides for itself. */
function detailsOf(evaluation: Evaluation, isBound: boolean): Readonly<Record<string, PolicyEvaluationDecisionType>> {
  const kinds: readonly SimulatedKind[] = isBound ? ['identity', 'resource', 'boundary'] : ['identity', 'resource']
  return Object.fromEntries(kinds.map((kind) => [sourceTypes[kind], decisionOf(evaluation, kind)]))
}

function decisionOf(evaluation: Evaluation, kind: SimulatedKind): PolicyEvaluationDecisionType {
  if (says(evaluation, kind, 'Deny')) return 'explicitDeny'
  return says(evaluation, kind, 'Allow') ? 'allowed' : 'implicitDeny'
}

const allows = (evaluation: Evaluation, kind: SimulatedKind): boolean => decisionOf(evaluation, kind) === 'allowed'

function says({ findings }: Evaluation, kind: SimulatedKind, effect: 'Allow' | 'Deny'): boolean {
  return findings.some((finding) => finding.policy.kind === kind && finding.effect === effect)
}

function strictest(decisions: readonly PolicyEvaluationDecisionType[]): PolicyEvaluationDecisionType {
  if (decisions.includes('explicitDeny')) return 'explicitDeny'
  return decisions.includes('implicitDeny') ? 'implicitDeny' : 'allowed'
}

/** What several resources are called together: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html */
function templateFor(action: string): string {
  return /^ecr:/i.test(action) ? 'arn:${Partition}:ecr:${Region}:${Account}:repository/${RepositoryName}' : '*'
}
