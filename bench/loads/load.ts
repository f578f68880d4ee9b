import type { Target } from './connection.ts'
import type { LargeBlob } from './move-large-blob.ts'
import type { ImagePushes } from './push-images.ts'
import type { RepeatedRequest } from './repeat-request.ts'

export type Load = RepeatedRequest | ImagePushes | LargeBlob

/** What the generator is told, and what it answers: a rate for everything that the load measures. */
export interface Order {
  readonly target: Target
  readonly load: Load
}

export interface Report {
  readonly rates: readonly number[]
  readonly failure?: string
}
