import type { Context } from '../../request/context.ts'
import { type IdentifiedCaller, limitedId } from '../../request/caller.ts'
import { tooManySimulations } from '../errors.ts'

/** Throws where the caller's simulations have had as much read as they may in a minute. */
export function chargeSimulation(
  { limits }: Pick<Context, 'limits'>,
  caller: IdentifiedCaller,
  characters: number,
): void {
  if (!limits.simulation.take(limitedId(caller), characters)) throw tooManySimulations()
}

export function charactersOf(documents: readonly string[]): number {
  return documents.reduce((sum, { length }) => sum + length, charactersOfRequest)
}

/** A request costs something even where no policy speaks of it. */
const charactersOfRequest = 1_000
