import type { Context } from '../../request/context.ts'

export interface RemoveBytes {
  readonly storageKey: string
}

/** Removes the bytes of a blob or upload whose row is long gone. Storage keys are never reused, so twice does no harm. */
export function removeBytes(ctx: Context, { storageKey }: RemoveBytes): Promise<void> {
  return ctx.blobs.remove(storageKey)
}
