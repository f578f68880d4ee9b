import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { failedValidation, unknownOperation, unreadableRequest } from '../../errors.ts'
import { awsProtocol } from '../aws-protocol.ts'
import type { AwsDoorOptions } from '../aws-protocol.ts'
import { translateRefusal } from '../framework-refusal.ts'
import { clientOf } from '../client-of.ts'
import { noteFailure, noteRequest } from '../ops/request-note.ts'
import { readBody } from '../read-body.ts'
import { approachOf, signedHeaders } from '../request-host.ts'
import { named, refuseUnserved } from '../signed-for.ts'
import { encodeFailure, toQueryFailure } from './query-errors.ts'
import { maxParameters, parseParameters } from './parse-parameters.ts'
import { compileEndpoints, endpointKey } from './query-service.ts'
import type { QueryEndpoint, QueryService } from './query-service.ts'
import { violationSentence } from './violation-sentence.ts'

export interface AwsQueryDoorOptions extends AwsDoorOptions {
  readonly services: readonly QueryService[]
  /** All services of AWS that ecrd has, by the names that signatures are scoped to. */
  readonly served: readonly string[]
}

const bodyLimitBytes = 1024 * 1024

/**
 * AWS query: `POST /` with `Action=…&Version=…` as a form, or a GET with the same in its query, as a presigned
 * GetCallerIdentity is. https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export function awsQueryDoor(app: FastifyInstance, options: AwsQueryDoorOptions, done: () => void): void {
  const endpoints = compileEndpoints(options.services)
  const findEndpoint = (parameters: URLSearchParams): QueryEndpoint | undefined =>
    endpoints.get(endpointKey(parameters.get('Version') ?? '', parameters.get('Action') ?? ''))

  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (request: FastifyRequest, payload: IncomingMessage) =>
    readBody(payload, request.headers, bodyLimitBytes),
  )
  app.setErrorHandler((error, request, reply) => {
    const parameters = parametersOf(request)
    const model = parameters && findEndpoint(parameters)?.model
    const failure = toQueryFailure(translateRefusal(error), model)
    noteFailure(request, error, failure)
    return send(
      reply.code(failure.status).headers(failure.headers ?? {}),
      request,
      encodeFailure(failure, model, request.id),
    )
  })
  app.route({
    method: ['GET', 'POST'],
    url: '/',
    constraints: awsProtocol(app, 'query'),
    handler: async (request, reply) => {
      const parameters = parametersOf(request)
      if (parameters === undefined) throw unreadableRequest(`The request has more than ${maxParameters} parameters`)
      const endpoint = findEndpoint(parameters)
      if (endpoint === undefined) {
        const foreign = foreignVersion(parameters, options)
        throw refuseUnserved(request, options.served, foreign) ?? unknownOperation(unknownAction(parameters))
      }
      return send(reply, request, await answer(options, endpoint, parameters, request))
    },
  })
  done()
}

async function answer(
  { authenticate, pipeline }: AwsDoorOptions,
  { operation, model, codec }: QueryEndpoint,
  parameters: URLSearchParams,
  request: FastifyRequest,
): Promise<string> {
  const { method, url: rawUrl = '/' } = request.raw
  noteRequest(request, { operation: operation.name })
  const signed = { method: method ?? 'POST', rawUrl, headers: signedHeaders(request), approach: approachOf(request) }
  const { caller, region } = (await authenticate(signed, model.signingName))(bodyOf(request))
  noteRequest(request, { principal: caller.arn })
  const decoded = codec.decode(parameters)
  if (decoded.kind === 'serialization') throw unreadableRequest(decoded.sentence)
  const violations = codec.validate(decoded.input)
  if (violations.length > 0) throw failedValidation(violations.map(violationSentence))
  const scope = {
    registryId: caller.account,
    region,
    caller,
    door: 'api',
    requestId: request.id,
    client: clientOf(request),
  } as const
  const output = await pipeline.run<unknown, unknown, unknown>(operation, decoded.input, scope)
  return codec.encode(output, request.id)
}

function parametersOf(request: FastifyRequest): URLSearchParams | undefined {
  const { url = '' } = request.raw
  const queryAt = url.indexOf('?')
  const query = queryAt < 0 ? '' : url.slice(queryAt + 1)
  return parseParameters(query, bodyOf(request).toString('utf8'))
}

const bodyOf = ({ body }: FastifyRequest): Buffer => (Buffer.isBuffer(body) ? body : Buffer.alloc(0))

/** A version that none of these services has is that of another one. */
function foreignVersion(parameters: URLSearchParams, { services }: AwsQueryDoorOptions): string | undefined {
  const version = named(parameters.get('Version') ?? undefined)
  const isOurs = version === undefined || services.some(({ model }) => model.apiVersion === version)
  return isOurs ? undefined : `an API of version ${version}`
}

function unknownAction(parameters: URLSearchParams): string {
  const version = parameters.get('Version') ?? 'NO_VERSION_SPECIFIED'
  return `Could not find operation ${parameters.get('Action') ?? 'NO_ACTION_SPECIFIED'} for version ${version}`
}

function send(reply: FastifyReply, request: FastifyRequest, document: string): FastifyReply {
  return reply.header('content-type', 'text/xml').header('x-amzn-requestid', request.id).send(Buffer.from(document))
}
