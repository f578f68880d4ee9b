import type { Target } from './connection.ts'
import type { MachineLimit } from './machine-limits.ts'
import type { LargePull, LargePushes } from './move-large-blobs.ts'
import type { ImagePushes } from './push-images.ts'
import type { ImagePuts } from './put-images.ts'
import type { RepeatedCall } from './repeat-call.ts'
import type { RepeatedRequest } from './repeat-request.ts'

/** Done to a registry. */
export type Load = RepeatedRequest | RepeatedCall | ImagePushes | ImagePuts | LargePushes | LargePull

/** What the generator is told. */
export type Order =
  | { readonly target: Target; readonly load: Load }
  | { readonly target?: never; readonly load: MachineLimit }
