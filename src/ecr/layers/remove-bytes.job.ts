import { z } from 'zod'
import { defineJob, tryForEver } from '../../jobs/define-job.ts'

/**
 * Removes the bytes of a blob or upload whose row is long gone. Storage keys are never reused, so twice does no harm. Nothing
 * else would ever find the bytes again, so it is tried for ever.
 */
export const removeBytesJob = defineJob({
  kind: 'remove-bytes',
  payload: z.object({ storageKey: z.string() }),
  concurrency: 4,
  maxAttempts: tryForEver,
  run: (ctx, { storageKey }) => ctx.blobs.remove(storageKey),
})
