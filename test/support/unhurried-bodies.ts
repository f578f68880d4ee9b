import { createArrivals } from '../../src/http/bodies/arrivals.ts'
import { createMemoryBudget } from '../../src/http/bodies/memory-budget.ts'
import type { RequestBodies } from '../../src/http/bodies/request-bodies.ts'

/** Bodies that may take as long as they like. */
export function unhurriedBodies(): RequestBodies {
  return {
    arrivals: createArrivals({ silenceSeconds: Infinity, bytesPerSecond: 0 }),
    memory: createMemoryBudget(128 * 1024 * 1024),
    silenceMs: 0,
  }
}
