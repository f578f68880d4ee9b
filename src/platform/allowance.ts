import { createBoundedMap } from './bounded-map.ts'
import type { Clock } from './clock.ts'

/** How much work each of many may have done in a minute. What was not used grows back bit by bit, up to a minute's worth. */
export interface Allowance {
  /** False when all is used up. Work is known when it is begun: the last one may go beyond, and is paid back later. */
  take(id: string, amount: number): boolean
}

/** The one that was used the longest ago is forgotten, and has its full allowance again. */
const maxRemembered = 10_000

interface Left {
  readonly amount: number
  readonly atMs: number
}

export function createAllowance(perMinute: number, clock: Clock): Allowance {
  const remembered = createBoundedMap<string, Left>(maxRemembered)
  return {
    take(id, amount) {
      const nowMs = clock.now()
      const known = remembered.get(id) ?? { amount: perMinute, atMs: nowMs }
      const grownBack = (perMinute * Math.max(0, nowMs - known.atMs)) / 60_000
      const left = Math.min(perMinute, known.amount + grownBack)
      const isAllowed = left > 0
      remembered.set(id, { amount: isAllowed ? left - amount : left, atMs: nowMs })
      return isAllowed
    },
  }
}
