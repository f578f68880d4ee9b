import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { unknownOperation, unreadableRequest } from '../../errors.ts'
import { type CborLimits, decodeCbor, encodeCbor } from '../../standards/cbor/cbor.ts'
import type { AwsJsonDoorOptions } from '../aws-json/aws-json-door.ts'
import { toFailure } from '../aws-json/json-errors.ts'
import { compileEndpoints, type JsonEndpoint, type JsonService } from '../aws-json/json-service.ts'
import { runEndpoint } from '../aws-json/run-endpoint.ts'
import { holdAnswer } from '../bodies/hold-answer.ts'
import { leaveUnread } from '../bodies/leave-unread.ts'
import { translateRefusal } from '../framework-refusal.ts'
import { addFailure } from '../ops/log-context.ts'
import { refuseUnserved } from '../signed-for.ts'
import type { ServiceModel, Shape } from '../../standards/aws-model/model.ts'
import type { AnyOperation } from '../../request/operation.ts'
import { readInput } from '../aws-json/parse-input.ts'

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
      const body = Buffer.from(encodeCbor(await runEndpoint(options, { endpoint, request, parse: parseCborInput })))
      holdAnswer(options.bodies, reply.raw, body.byteLength)
      return send(reply, request, body)
    },
  })
  done()
}

function send(reply: FastifyReply, request: FastifyRequest, body: Buffer): FastifyReply {
  return reply
    .header('content-type', 'application/cbor')
    .header('smithy-protocol', protocol)
    .header('x-amzn-requestid', request.id)
    .send(body)
}

/** Kinds of values that CBOR has of its own and JSON writes as others. No service that is asked in CBOR has one. */
const ofItsOwn: readonly Shape['type'][] = ['blob', 'timestamp']

/** By service and operation as the path names them. For all other kinds of values JSON's codec does. */
function compileCborEndpoints(
  service: JsonService,
  operations: Readonly<Record<string, AnyOperation>>,
): ReadonlyMap<string, JsonEndpoint> {
  refuseKindsOfItsOwn(service.model)
  return compileEndpoints(service, operations)
}

function refuseKindsOfItsOwn({ service, shapes }: ServiceModel): void {
  const found = Object.entries(shapes).find(([, { type }]) => ofItsOwn.includes(type))
  if (found !== undefined)
    throw new Error(`${service}'s ${found[0]} is a ${found[1].type}, which CBOR's door doesn't know`)
}

/** The longest input that is allowed, fifty filters of twenty values, has some 1,200 items. */
const limits: CborLimits = { maxDepth: 32, maxItems: 10_000 }

/** The request's input, in the types of `src/generated`; throws what is wrong with it. */
function parseCborInput(endpoint: JsonEndpoint, body: Buffer): unknown {
  return readInput(endpoint, parseCbor(body))
}

/** No body at all is an input without members. */
function parseCbor(body: Buffer): unknown {
  if (body.length === 0) return {}
  try {
    return decodeCbor(body, limits)
  } catch {
    throw unreadableRequest('The request body is not valid CBOR, or holds too much')
  }
}
