import { hostileBodies } from './hostile-bodies.ts'
import { hostileConnections } from './hostile-connections.ts'
import { hostileImages } from './hostile-images.ts'
import type { HostileInput } from './hostile-input.ts'
import { hostilePolicies } from './hostile-policies.ts'

/** By the name that `--only` has for them. */
export const hostileInputs = {
  'hostile-bodies': hostileBodies,
  'hostile-images': hostileImages,
  'hostile-connections': hostileConnections,
  'hostile-policies': hostilePolicies,
} as const satisfies Readonly<Record<string, readonly HostileInput[]>>

export type HostileName = keyof typeof hostileInputs
