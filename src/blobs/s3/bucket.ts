import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3'
import type { Ids } from '../../platform/ids.ts'
import { retrying } from './retrying.ts'
import type { S3Location } from './s3-location.ts'

/** How long S3 may stay silent before a request counts as failed. */
export interface S3Patience {
  readonly connectTimeoutMs: number
  /** While a request is sent or answered and nothing moves. */
  readonly idleTimeoutMs: number
  /** The same for what S3 does by itself: putting parts together, copying. */
  readonly workTimeoutMs: number
}

const usualPatience: S3Patience = { connectTimeoutMs: 3_000, idleTimeoutMs: 10_000, workTimeoutMs: 60_000 }

/** A bucket and the way to it. All requests pass here: timeouts and retries are decided in this file and `retrying.ts`. */
export interface Bucket {
  readonly name: string
  /**
   * Asks S3, and asks again where that may help. What is to be done with the body of an answer belongs into `request`: a
   * body that breaks off is one more reason to ask again.
   */
  ask<T>(request: Request<T>): Promise<T>
  /** Asks for what may take S3 its time. */
  askForWork<T>(request: Request<T>): Promise<T>
}

type Request<T> = (s3: S3Client) => Promise<T>

export interface BucketParts {
  readonly location: S3Location
  readonly ids: Ids
  readonly patience?: S3Patience
}

export function connectBucket({ location, ids, patience = usualPatience }: BucketParts): Bucket {
  const { connectTimeoutMs, idleTimeoutMs, workTimeoutMs } = patience
  const client = connect(location, connectTimeoutMs, idleTimeoutMs)
  const workClient = connect(location, connectTimeoutMs, workTimeoutMs)
  return {
    name: location.bucket,
    ask: (request) => retrying(ids, () => request(client)),
    askForWork: (request) => retrying(ids, () => request(workClient)),
  }
}

function connect(location: S3Location, connectTimeoutMs: number, idleTimeoutMs: number): S3Client {
  const { endpoint, region, pathStyle } = location
  const config: S3ClientConfig = {
    forcePathStyle: pathStyle,
    maxAttempts: 1,
    requestHandler: { connectionTimeout: connectTimeoutMs, socketTimeout: idleTimeoutMs, logger: silent },
    // Bytes carry the checksums that we give them, no others.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // It would open a connection of its own for every part.
    expectContinueHeader: false,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(region === undefined ? {} : { region }),
  }
  const client = new S3Client(config)
  client.middlewareStack.add(
    (next) => (args) => {
      leavePayloadUnsigned(args.request as SignedRequest)
      return next(args)
    },
    { step: 'build', name: 'leavePayloadUnsigned' },
  )
  return client
}

/** The SDK would write to the console, where only our log belongs. */
const ignore = (): void => undefined
const silent = { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore }

interface SignedRequest {
  readonly body?: unknown
  readonly headers: Record<string, string>
}

/**
 * The signature covers the checksum of the bytes, which S3 holds against them. Hashing them once more for the signature
 * itself would hold up the main thread for each part.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
function leavePayloadUnsigned({ body, headers }: SignedRequest): void {
  if (Buffer.isBuffer(body)) headers['x-amz-content-sha256'] = 'UNSIGNED-PAYLOAD'
}
