import type { Context } from '../../request/context.ts'
import { sealPosition } from '../../request/page-position.ts'
import { pageSizes } from '../../request/page-sizes.ts'
import { openPosition } from '../../request/page-position.ts'
import type { SimulatePolicyResponse } from '../../generated/iam.ts'
import type { IdentifiedCaller } from '../../request/caller.ts'
import { invalidMarker, simulationTooLarge } from '../errors.ts'
import { charactersOf, chargeSimulation } from './charge-simulation.ts'
import { evaluateAction } from './evaluate-simulation.ts'
import { parseSimulation, type PolicySource, type Simulation, type SimulationInput } from './simulation.ts'

/** The caller, and the list that the pages are of. */
interface Asked {
  readonly list: string
  readonly caller: IdentifiedCaller
}

/** A page of results: one for each action, in their order. */
export function runSimulation(
  ctx: Pick<Context, 'keys' | 'limits'>,
  { list, caller }: Asked,
  input: SimulationInput,
  source: PolicySource,
): SimulatePolicyResponse {
  chargeSimulation(ctx, caller, costOf(input, source))
  const simulation = parseSimulation(input, source)
  const { actions } = simulation
  const start = input.Marker === undefined ? 0 : openPosition(ctx, list, input.Marker)
  if (typeof start !== 'number') throw invalidMarker()
  const end = start + Math.min(input.MaxItems ?? pageSizes.iam.default, actionsAtOnce(simulation))
  return {
    EvaluationResults: actions.slice(start, end).map((action) => evaluateAction(simulation, action)),
    IsTruncated: end < actions.length,
    ...(end < actions.length ? { Marker: sealPosition(ctx, list, end) } : {}),
  }
}

/**
 * Characters of policies, times how often they are asked, that one answer may cost: half of a tenth of a second where every pattern
 * is a hard one, as this is done on the thread that answers everybody; and an answer of 15 MB where every statement matches.
 */
const maxWork = 2_500_000

/** Of the policies that a request brings, all of which are parsed before anything is known: sixty of the largest that IAM takes. */
const maxGivenCharacters = 400_000

/** As many as may be done at once, and at least one. */
function actionsAtOnce({ policies, resources }: Simulation): number {
  const characters = charactersOf(policies.map(({ text }) => text))
  const count = Math.floor(maxWork / (characters * resources.length))
  if (count === 0) throw simulationTooLarge()
  return count
}

/** What is parsed, and what is read for a page; known before either is done. */
function costOf(input: SimulationInput, { policies }: PolicySource): number {
  const { PolicyInputList = [], PermissionsBoundaryPolicyInputList = [], ResourcePolicy = '' } = input
  const given = [...PolicyInputList, ...PermissionsBoundaryPolicyInputList, ResourcePolicy]
  if (charactersOf(given) > maxGivenCharacters) throw simulationTooLarge()
  const characters = charactersOf([...given, ...policies.map(({ text }) => text)])
  const actions = Math.min(input.ActionNames.length, input.MaxItems ?? pageSizes.iam.default)
  return characters + Math.min(maxWork, characters * actions * Math.max(1, input.ResourceArns?.length ?? 0))
}
