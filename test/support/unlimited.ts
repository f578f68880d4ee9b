import type { PrincipalLimits } from '../../src/context.ts'

/** Everybody may have as much as they like. */
export const unlimited: PrincipalLimits = { uploads: Infinity, sessions: Infinity, simulation: { take: () => true } }
