import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { wrongService } from '../../auth/authenticate-signature.ts'
import { failedValidation, unreadableRequest } from '../../errors.ts'
import { awsProtocol } from '../aws-protocol.ts'
import type { AwsDoorOptions } from '../aws-protocol.ts'
import { holdAnswer } from '../bodies/hold-answer.ts'
import { leaveUnread } from '../bodies/leave-unread.ts'
import { bodyOf } from '../bodies/request-bodies.ts'
import { translateRefusal } from '../framework-refusal.ts'
import { apiScope } from '../scope-of.ts'
import { addFailure, addLogContext } from '../ops/log-context.ts'
import { approachOf, signedHeaders } from '../request-host.ts'
import { type AskedServices, createAskedServices, queryOf } from './asked-services.ts'
import { encodeFailure, toQueryFailure } from './query-errors.ts'
import { maxParameters, parseParameters } from './parse-parameters.ts'
import type { QueryService } from './query-service.ts'
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
 *
 * A form says what is asked, but it is read only when it is known who asks.
 */
export function awsQueryDoor(app: FastifyInstance, options: AwsQueryDoorOptions, done: () => void): void {
  const services = createAskedServices(options.services, options.served)
  leaveUnread(app)
  app.setErrorHandler((error, request, reply) => {
    const model = services.modelOf(request)
    const failure = toQueryFailure(translateRefusal(error), model)
    addFailure(request, error, failure)
    return send(
      reply.code(failure.status).headers(failure.headers ?? {}),
      request,
      Buffer.from(encodeFailure(failure, model, request.id)),
    )
  })
  app.route({
    config: { door: 'aws-query' },
    method: ['GET', 'POST'],
    url: '/',
    constraints: awsProtocol(app, 'query'),
    handler: async (request, reply) => {
      const document = Buffer.from(await answer(options, services, request))
      holdAnswer(options.bodies, reply.raw, document.byteLength)
      return send(reply, request, document)
    },
  })
  done()
}

async function answer(
  { authenticate, pipeline, bodies }: AwsDoorOptions,
  services: AskedServices,
  request: FastifyRequest,
): Promise<string> {
  const { method = 'POST', url: rawUrl = '/' } = request.raw
  const signingName = services.signingNameFor(request)
  const verify = await authenticate(
    { method, rawUrl, headers: signedHeaders(request), approach: approachOf(request) },
    signingName,
  )
  using body = await bodyOf(bodies, request.raw).whole(bodyLimitBytes)
  const signer = verify(body.bytes)
  addLogContext(request, { principal: signer.caller.arn })
  const parameters = parametersOf(request, body.bytes)
  const { operation, model, codec } = services.requireEndpoint(request, parameters)
  addLogContext(request, { operation })
  if (model.signingName !== signingName) throw wrongService(model.signingName)
  const decoded = codec.decode(parameters)
  if (decoded.kind === 'serialization') throw unreadableRequest(decoded.sentence)
  const violations = codec.validate(decoded.input)
  if (violations.length > 0) throw failedValidation(violations.map(violationSentence))
  const scope = apiScope(request, operation, signer)
  const output = await pipeline.run<unknown, unknown, unknown>(operation, decoded.input, scope)
  return codec.encode(output, request.id)
}

/** Those of the URL and those of the form: AWS takes both together. */
function parametersOf(request: FastifyRequest, form: Buffer): URLSearchParams {
  const parameters = parseParameters(queryOf(request), form.toString('utf8'))
  if (parameters === undefined) throw unreadableRequest(`The request has more than ${maxParameters} parameters`)
  return parameters
}

function send(reply: FastifyReply, request: FastifyRequest, document: Buffer): FastifyReply {
  return reply.header('content-type', 'text/xml').header('x-amzn-requestid', request.id).send(document)
}
