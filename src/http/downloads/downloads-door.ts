import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { findCaller, isExpired } from '../../auth/principals.ts'
import type { Context } from '../../request/context.ts'
import { type Download, openDownload } from '../../ecr/layers/download-url.ts'
import { ociReadBlob } from '../../ecr/layers/oci-read-blob.ts'
import { AccessDenied, ServiceError, Unavailable } from '../../errors.ts'
import type { AnyOperation } from '../../request/operation.ts'
import type { IdentifiedCaller } from '../../request/caller.ts'
import type { Pipeline } from '../../pipeline/pipeline.ts'
import { blobReply } from '../blob-reply.ts'
import type { RequestBodies } from '../bodies/request-bodies.ts'
import { scopeOf } from '../scope-of.ts'
import { parseTarget } from '../oci/request-target.ts'
import { addFailure, addLogContext } from '../ops/log-context.ts'
import { approachOf } from '../request-host.ts'
import { sendReply } from '../send-reply.ts'

interface DownloadsDoorOptions {
  readonly ctx: Context
  readonly pipeline: Pipeline
  readonly bodies: RequestBodies
}

/** What this door runs: the authorisation table lists it. */
export const downloadOperation: AnyOperation = ociReadBlob

/**
 * The URLs of GetDownloadUrlForLayer: they carry all that is needed, so they work without other credentials, and they are
 * decided again at each use: a key that is gone, or a repository that came later under the same name, gets nothing.
 */
export function downloadsDoor(app: FastifyInstance, options: DownloadsDoorOptions, done: () => void): void {
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof ServiceError) {
      addFailure(request, error, { code: error.code, status: 403 })
      return refuse(reply, invalidUrl)
    }
    addLogContext(request, { error: 'ServerException', fault: error })
    if (!(error instanceof Unavailable)) return refuse(reply, 'Internal server error.', 500)
    return refuse(reply.header('retry-after', error.retryAfterSeconds), error.message, 503)
  })
  app.route({
    config: { door: 'downloads' },
    method: app.supportedMethods,
    url: '/downloads',
    // Before fastify would judge the type of a body that is never read.
    onRequest: (request, reply) => answer(options, request, reply),
    handler: answeredBefore,
  })
  done()
}

function answeredBefore(): never {
  throw new Error('a request of /downloads/ was left without an answer')
}

async function answer(
  options: DownloadsDoorOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (request.method === 'GET' || request.method === 'HEAD') return download(options, request, reply)
  return refuse(reply.header('allow', 'GET, HEAD'), 'The method is not allowed.', 405)
}

async function download(
  { ctx, pipeline, bodies }: DownloadsDoorOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const wanted = openDownload(ctx, parseTarget(request.originalUrl).path.slice('/downloads/'.length))
  const caller = wanted === undefined ? undefined : await findCaller(ctx, wanted.accessKeyId, approachOf(request))
  if (wanted === undefined || caller === undefined) return refuse(reply, invalidUrl)
  addLogContext(request, {
    principal: caller.arn,
    operation: downloadOperation,
    repository: wanted.repository.name,
  })
  if (wanted.expiresAt <= ctx.systemClock.now() || isExpired(caller, ctx.clock.now()))
    return refuse(reply, 'The URL has expired.')
  const blob = await readBlob(pipeline, wanted, caller, request)
  if (blob === undefined) return refuse(reply, 'The layer does not exist.', 404)
  const { body, ...head } = blobReply(blob, request.headers.range)
  return sendReply(reply, request.method === 'HEAD' || body === undefined ? head : { ...head, body }, bodies)
}

const invalidUrl = 'The URL is not valid.'

async function readBlob(pipeline: Pipeline, wanted: Download, caller: IdentifiedCaller, request: FastifyRequest) {
  const { repositoryId, digest } = wanted
  const { name: repositoryName, ...registry } = wanted.repository
  try {
    return await pipeline.run(
      ociReadBlob,
      { repositoryName, repositoryId, digest },
      scopeOf(request, { registry, caller, door: 'oci' }),
    )
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    if (error instanceof AccessDenied) addLogContext(request, error.note)
    return undefined
  }
}

function refuse(reply: FastifyReply, sentence: string, status = 403): FastifyReply {
  return reply.code(status).header('content-type', 'text/plain; charset=utf-8').send(`${sentence}\n`)
}
