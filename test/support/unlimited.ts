import type { PrincipalLimits } from '../../src/request/context.ts'

/** Everybody may have as much as they like. */
export const unlimited: PrincipalLimits = { uploads: Infinity, sessions: Infinity, simulation: { take: () => true } }
