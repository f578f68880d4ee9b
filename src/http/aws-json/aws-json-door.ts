import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { unknownOperation } from '../../errors.ts'
import type { AnyOperation } from '../../request/operation.ts'
import { freeMemory } from '../../platform/free-memory.ts'
import { awsProtocol } from '../aws-protocol.ts'
import type { AwsDoorOptions } from '../aws-protocol.ts'
import { translateRefusal } from '../framework-refusal.ts'
import { holdAnswer } from '../bodies/hold-answer.ts'
import { leaveUnread } from '../bodies/leave-unread.ts'
import { addFailure } from '../ops/log-context.ts'
import { named, refuseUnserved } from '../signed-for.ts'
import { toJsonFailure } from './json-errors.ts'
import { compileEndpoints } from './json-service.ts'
import type { JsonEndpoint, JsonService } from './json-service.ts'
import { parseInput } from './parse-input.ts'
import { runEndpoint } from './run-endpoint.ts'

export interface AwsJsonDoorOptions extends AwsDoorOptions {
  readonly services: readonly {
    readonly service: JsonService
    readonly operations: Readonly<Record<string, AnyOperation>>
  }[]
  /** All services of AWS that ecrd has, by the names that signatures are scoped to. */
  readonly served: readonly string[]
}

/**
 * AWS JSON 1.1: `POST /` with the operation in X-Amz-Target.
 * https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export function awsJsonDoor(app: FastifyInstance, options: AwsJsonDoorOptions, done: () => void): void {
  const endpoints = new Map(
    options.services.flatMap(({ service, operations }) => [...compileEndpoints(service, operations)]),
  )
  const findEndpoint = (request: FastifyRequest): JsonEndpoint | undefined =>
    endpoints.get(String(request.headers['x-amz-target']))

  leaveUnread(app)
  app.setErrorHandler((error, request, reply) => {
    const failure = toJsonFailure(translateRefusal(error), findEndpoint(request)?.service.model)
    addFailure(request, error, failure)
    return send(reply.code(failure.status).headers(failure.headers ?? {}), request, Buffer.from(failure.body))
  })
  app.route({
    config: { door: 'aws-json' },
    method: 'POST',
    url: '/',
    constraints: awsProtocol(app, 'json'),
    handler: async (request, reply) => {
      const endpoint = findEndpoint(request)
      if (endpoint === undefined) {
        throw refuseUnserved(request, options.served, foreignTarget(request, options)) ?? unknownOperation()
      }
      const output = await runEndpoint(options, { endpoint, request, parse })
      const body = Buffer.from(JSON.stringify(output))
      holdAnswer(options.bodies, reply.raw, body.byteLength)
      return send(reply, request, body)
    },
  })
  done()
}

/** The service that X-Amz-Target names, if it isn't one of these: `DynamoDB_20120810` of `DynamoDB_20120810.ListTables`. */
function foreignTarget({ headers }: FastifyRequest, { services }: AwsJsonDoorOptions): string | undefined {
  const target = String(headers['x-amz-target'] ?? '')
  const prefix = named(target.slice(0, Math.max(0, target.lastIndexOf('.'))))
  return services.some(({ service }) => service.model.targetPrefix === prefix) ? undefined : prefix
}

function parse(endpoint: JsonEndpoint, body: Buffer): unknown {
  const input = parseInput(endpoint, body)
  // What an upload's part was decoded from is larger than itself.
  freeMemory(body)
  return input
}

/** As bytes: fastify would add a charset to the type of a text. */
function send(reply: FastifyReply, request: FastifyRequest, body: Buffer): FastifyReply {
  return reply.header('content-type', 'application/x-amz-json-1.1').header('x-amzn-requestid', request.id).send(body)
}
