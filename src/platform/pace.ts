/**
 * Tells long work when to let others have a turn. Work counts in steps that take about as long as each other, and not in
 * time: so what is computed depends on no clock.
 */
export interface Pace {
  /** True when enough was done since it last was: the caller yields now. */
  isOver(steps: number): boolean
}

export function createPace(stepsPerTurn: number): Pace {
  let left = stepsPerTurn
  return {
    isOver(steps) {
      left -= steps
      if (left > 0) return false
      left = stepsPerTurn
      return true
    },
  }
}
