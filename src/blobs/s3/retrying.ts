import { setTimeout as pause } from 'node:timers/promises'
import { S3ServiceException } from '@aws-sdk/client-s3'
import { StorageUnavailable } from '../../errors.ts'
import { backOffMs } from '../../platform/back-off.ts'
import type { Ids } from '../../platform/ids.ts'

const maxAttempts = 3
const backOff = { firstMs: 100, maxMs: 1_000 }

/**
 * Tries again what failed in the network or in S3, a few times, with growing and random delays, so that many requests that failed
 * together do not come back together; then it is an outage. A definite answer of S3 is thrown as it is, for the caller.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export async function retrying<T>(ids: Ids, attempt: () => Promise<T>): Promise<T> {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await attempt()
    } catch (error) {
      if (isAnswer(error)) throw error
      if (attempts === maxAttempts || isRefusal(error)) throw new StorageUnavailable(error)
      await pause(backOffMs(ids, attempts, backOff))
    }
  }
}

/** S3 has understood and says no: 4xx, but for what was damaged or slow on its way. */
function isAnswer(error: unknown): boolean {
  return isDefinite(error) && !isRefusal(error)
}

/** S3 does not let us in, or the bucket is gone: it needs a person, and no caller can act on it. */
function isRefusal(error: unknown): boolean {
  return isDefinite(error) && (statusOf(error) === 401 || statusOf(error) === 403 || refusals.has(error.name))
}

const refusals: ReadonlySet<string> = new Set(['NoSuchBucket', 'ExpiredToken', 'InvalidToken', 'PermanentRedirect'])
/** What was damaged or slow on its way. */
const passing: ReadonlySet<string> = new Set([
  'BadDigest',
  'IncompleteBody',
  'RequestTimeout',
  'SlowDown',
  'Throttling',
  'XAmzContentSHA256Mismatch',
])

function isDefinite(error: unknown): error is S3ServiceException {
  const status = statusOf(error)
  return status >= 300 && status < 500 && status !== 408 && status !== 429 && !passing.has((error as Error).name)
}

function statusOf(error: unknown): number {
  return error instanceof S3ServiceException ? (error.$metadata.httpStatusCode ?? 0) : 0
}

/** There is no such object, or no such multipart upload any more. */
export function isMissing(error: unknown): boolean {
  return statusOf(error) === 404
}

/** The object is not the one that it was. */
export function isReplaced(error: unknown): boolean {
  return statusOf(error) === 412
}

/** The answer that was promised did not arrive whole. */
export class BrokenAnswer extends Error {
  constructor(receivedBytes: number, promisedBytes: number) {
    super(`S3 sent ${receivedBytes} of ${promisedBytes} bytes`)
    this.name = 'BrokenAnswer'
  }
}
