import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { unknownOperation } from '../../errors.ts'
import { encodeCbor } from '../../standards/cbor/encode-cbor.ts'
import type { AwsJsonDoorOptions } from '../aws-json/aws-json-door.ts'
import { toFailure } from '../aws-json/json-errors.ts'
import type { JsonEndpoint } from '../aws-json/json-service.ts'
import type { AwsDoorOptions } from '../aws-protocol.ts'
import { holdAnswer } from '../bodies/hold-answer.ts'
import { leaveUnread } from '../bodies/leave-unread.ts'
import { bodyOf } from '../bodies/request-bodies.ts'
import { clientOf } from '../client-of.ts'
import { translateRefusal } from '../framework-refusal.ts'
import { addFailure, addLogContext } from '../ops/log-context.ts'
import { approachOf, signedHeaders } from '../request-host.ts'
import { refuseUnserved } from '../signed-for.ts'
import { compileCborEndpoints } from './cbor-service.ts'
import { parseCborInput } from './parse-cbor-input.ts'

const protocol = 'rpc-v2-cbor'

interface Named {
  readonly service: string
  readonly operation: string
}

/**
 * Smithy RPC v2 in CBOR: `POST /service/‹service›/operation/‹operation›`. The SDK for Go, and with it Terraform, asks a service
 * so whose model names this protocol, though the model names JSON as well.
 * https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html
 */
export function awsCborDoor(app: FastifyInstance, options: AwsJsonDoorOptions, done: () => void): void {
  const endpoints = new Map(
    options.services.flatMap(({ service, operations }) => [...compileCborEndpoints(service, operations)]),
  )
  const findEndpoint = ({ params, headers }: FastifyRequest): JsonEndpoint | undefined => {
    const { service, operation } = params as Named
    return headers['smithy-protocol'] === protocol ? endpoints.get(`${service}.${operation}`) : undefined
  }

  leaveUnread(app)
  app.setErrorHandler((error, request, reply) => {
    const failure = toFailure(translateRefusal(error), findEndpoint(request)?.service.model)
    addFailure(request, error, failure)
    return send(
      reply.code(failure.status).headers(failure.headers ?? {}),
      request,
      Buffer.from(encodeCbor(failure.members)),
    )
  })
  app.route({
    config: { door: 'aws-cbor' },
    method: 'POST',
    url: '/service/:service/operation/:operation',
    handler: async (request, reply) => {
      const endpoint = findEndpoint(request)
      if (endpoint === undefined) throw refuseUnserved(request, options.served, undefined) ?? unknownOperation()
      const body = Buffer.from(encodeCbor(await answer(options, endpoint, request)))
      holdAnswer(options.bodies, reply.raw, body.byteLength)
      return send(reply, request, body)
    },
  })
  done()
}

async function answer(
  { authenticate, pipeline, bodies }: AwsDoorOptions,
  endpoint: JsonEndpoint,
  request: FastifyRequest,
): Promise<unknown> {
  const { operation, codec, service } = endpoint
  const { method, url: rawUrl = '/' } = request.raw
  addLogContext(request, { operation })
  const signed = { method: method ?? 'POST', rawUrl, headers: signedHeaders(request), approach: approachOf(request) }
  const verify = await authenticate(signed, service.model.signingName)
  using body = await bodyOf(bodies, request.raw).whole(endpoint.bodyLimitBytes)
  const { caller, region } = verify(body.bytes)
  addLogContext(request, { principal: caller.arn })
  const input = parseCborInput(endpoint, body.bytes)
  const registryId = caller.account
  const scope = { registryId, region, caller, door: 'api', requestId: request.id, client: clientOf(request) } as const
  return codec.encode(await pipeline.run<unknown, unknown, unknown>(operation, input, scope))
}

function send(reply: FastifyReply, request: FastifyRequest, body: Buffer): FastifyReply {
  return reply
    .header('content-type', 'application/cbor')
    .header('smithy-protocol', protocol)
    .header('x-amzn-requestid', request.id)
    .send(body)
}
