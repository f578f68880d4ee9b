import type { Context } from '../../context.ts'
import { openPosition, sealPosition } from '../../ecr/pages.ts'
import type { SimulatePolicyResponse } from '../../generated/iam.ts'
import { invalidMarker, simulationTooLarge } from '../errors.ts'
import { evaluateAction } from './evaluate-simulation.ts'
import { parseSimulation, type PolicySource, type Simulation, type SimulationInput } from './simulation.ts'

/** A page of results: one for each action, in their order. */
export function runSimulation(
  ctx: Pick<Context, 'keys'>,
  list: string,
  input: SimulationInput,
  source: PolicySource,
): SimulatePolicyResponse {
  const simulation = parseSimulation(input, source)
  const { actions } = simulation
  const start = input.Marker === undefined ? 0 : openPosition(ctx, list, input.Marker)
  if (typeof start !== 'number') throw invalidMarker()
  const end = start + Math.min(input.MaxItems ?? defaultPageSize, actionsAtOnce(simulation))
  return {
    EvaluationResults: actions.slice(start, end).map((action) => evaluateAction(simulation, action)),
    IsTruncated: end < actions.length,
    ...(end < actions.length ? { Marker: sealPosition(ctx, list, end) } : {}),
  }
}

const defaultPageSize = 100

/**
 * Characters of policies, times how often they are asked, that one answer may cost: a tenth of a second where every pattern is a
 * hard one, as this is done on the thread that answers everybody; and an answer of 30 MB where every statement matches.
 */
const maxWork = 5_000_000

/** As many as may be done at once, and at least one. */
function actionsAtOnce({ policies, resources }: Simulation): number {
  const characters = policies.reduce((sum, { text }) => sum + text.length, charactersOfRequest)
  const count = Math.floor(maxWork / (characters * resources.length))
  if (count === 0) throw simulationTooLarge()
  return count
}

/** A request costs something even where no policy speaks of it. */
const charactersOfRequest = 1_000
