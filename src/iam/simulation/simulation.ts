import type { SimulateCustomPolicyRequest } from '../../generated/iam.ts'
import { parseArn } from '../../standards/arn/arn.ts'
import { type ContextLookup, contextOf } from '../../standards/iam-policy/access-request.ts'
import {
  invalidResourceOwner,
  invalidSimulatedAction,
  invalidSimulatedCaller,
  invalidSimulatedResource,
  invalidEntityArn,
  simulatedCallerRequired,
  tooManyBoundaries,
} from '../errors.ts'
import { parseEntityArn } from './entity-arn.ts'
import { inputPolicy, type SimulatedPolicy } from './simulated-policy.ts'

/** What both operations ask for. */
export type SimulationInput = Omit<SimulateCustomPolicyRequest, 'PolicyInputList'> & {
  readonly PolicyInputList?: readonly string[] | undefined
}

/** The principal whose policies are simulated; a custom policy has none. */
export interface PolicySource {
  readonly account: string
  readonly arn: string | undefined
  /** `AIDA…`; empty without a principal. */
  readonly id: string
  readonly policies: readonly SimulatedPolicy[]
}

/** A request that makes sense, ready to be evaluated. */
export interface Simulation {
  readonly policies: readonly SimulatedPolicy[]
  readonly caller: SimulatedCaller
  readonly actions: readonly string[]
  /** `*` alone where none was named. */
  readonly resources: readonly string[]
  /** Undefined: the account that its ARN names. */
  readonly resourceOwner: string | undefined
  readonly context: ContextLookup
}

export interface SimulatedCaller {
  readonly kind: 'user' | 'group' | 'role'
  readonly arn: string
  readonly account: string
  readonly id: string
}

export function parseSimulation(input: SimulationInput, source: PolicySource): Simulation {
  const { ActionNames: actions, ResourceArns: resources = [], ResourceOwner: owner, ResourcePolicy: policy } = input
  const caller = callerOf(input, source)
  for (const resource of resources) checkResource(resource, resources, policy)
  if (actions.some((action) => !action.includes(':'))) throw invalidSimulatedAction()
  if (policy !== undefined && resources.length === 0) throw invalidEntityArn('*')
  return {
    policies: policiesOf(input, source),
    caller,
    actions,
    resources: resources.length === 0 ? ['*'] : resources,
    resourceOwner: owner === undefined ? undefined : accountOfOwner(owner),
    context: contextFor(input, caller),
  }
}

/** A boundary that is given stands for the one that is there. */
function policiesOf(input: SimulationInput, { policies }: PolicySource): readonly SimulatedPolicy[] {
  const { PolicyInputList: documents = [], PermissionsBoundaryPolicyInputList: boundaries = [] } = input
  const { ResourcePolicy: ofResource } = input
  if (boundaries.length > 1) throw tooManyBoundaries()
  return [
    ...(boundaries.length === 0 ? policies : policies.filter(({ kind }) => kind !== 'boundary')),
    ...documents.map((text, index) => inputPolicy('identity', `PolicyInputList.${index + 1}`, text)),
    ...boundaries.map((text) => inputPolicy('boundary', 'PermissionsBoundaryPolicyInputList.1', text)),
    ...(ofResource === undefined ? [] : [inputPolicy('resource', 'ResourcePolicy', ofResource)]),
  ]
}

function callerOf(
  { CallerArn: given, ResourcePolicy: policy }: SimulationInput,
  source: PolicySource,
): SimulatedCaller {
  const arn = given ?? source.arn
  if (arn === undefined) {
    if (policy !== undefined) throw simulatedCallerRequired()
    return { kind: 'user', arn: '', account: source.account, id: '' }
  }
  const entity = parseEntityArn(arn)
  if (entity === undefined) throw invalidSimulatedCaller()
  // A resource's policy names users, so for a group or role the request must name a caller.
  if (policy !== undefined && given === undefined && entity.kind !== 'user') throw simulatedCallerRequired()
  return { kind: entity.kind, account: entity.account, arn, id: arn === source.arn ? source.id : '' }
}

function checkResource(resource: string, all: readonly string[], policy: string | undefined): void {
  if (resource === '*' && policy !== undefined) throw invalidEntityArn(resource)
  const isName = resource === '*' ? all.length === 1 : parseArn(resource) !== undefined
  if (!isName) throw invalidSimulatedResource(resource)
}

function accountOfOwner(owner: string): string {
  const account = /^arn:aws:iam::([0-9]{12}):./.exec(owner)?.[1]
  if (account === undefined) throw invalidResourceOwner(owner)
  return account
}

/** What is given counts more than what follows from the caller. */
function contextFor({ ContextEntries: entries = [] }: SimulationInput, caller: SimulatedCaller): ContextLookup {
  const given = entries.map(({ ContextKeyName: key = '', ContextKeyValues: values = [] }) => [key, values] as const)
  return contextOf({ ...contextOfCaller(caller), ...lowered(given) })
}

function contextOfCaller({ kind, arn, account, id }: SimulatedCaller): Record<string, string> {
  return {
    'aws:principalaccount': account,
    ...(arn === '' ? {} : { 'aws:principalarn': arn }),
    ...(kind === 'user' && arn !== '' ? { 'aws:username': arn.slice(arn.lastIndexOf('/') + 1) } : {}),
    ...(id === '' ? {} : { 'aws:userid': id }),
  }
}

const lowered = (entries: readonly (readonly [string, readonly string[]])[]) =>
  Object.fromEntries(entries.map(([key, values]) => [key.toLowerCase(), values]))
