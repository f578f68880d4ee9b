import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type ServiceError, serviceNotServed } from '../errors.ts'
import { element } from '../standards/aws-model/encode-xml.ts'
import { escapeXml } from '../standards/aws-model/escape-xml.ts'
import { encodeQueryError } from '../standards/aws-model/query-codec.ts'
import { notFoundPage } from './not-found-page.ts'
import { addLogContext } from './ops/log-context.ts'
import { signedFor } from './signed-for.ts'

/**
 * Answers paths that no door knows, before fastify would read and judge their bodies: with a page that is not found, or,
 * where a service of AWS is asked that isn't here, in the form that its clients read.
 */
export function answerUnknownPaths(app: FastifyInstance, served: readonly string[]): void {
  app.addHook('onRequest', (request, reply, done) => {
    if (request.is404) void answer(request, reply, served)
    else done()
  })
}

function answer(request: FastifyRequest, reply: FastifyReply, served: readonly string[]): FastifyReply {
  const service = signedFor(request)
  if (service === undefined || served.includes(service)) return notFoundPage(reply)
  const error = serviceNotServed(service, served)
  addLogContext(request, { error: error.code })
  const { type, body } = encode(error, service, request.id)
  return reply
    .code(400)
    .headers({ 'content-type': type, 'x-amzn-requestid': request.id, 'x-amzn-errortype': error.code })
    .send(Buffer.from(body))
}

/**
 * A few services speak XML in REST, S3 without the element around the error; all others JSON.
 * https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html#operation-error-serialization
 */
function encode({ code, message }: ServiceError, service: string, requestId: string): { type: string; body: string } {
  if (service.startsWith('s3')) {
    const details = { Code: code, Message: message, RequestId: requestId }
    const content = Object.entries(details).map(([name, text]) => element(name, escapeXml(text)))
    return { type: 'application/xml', body: element('Error', content.join('')) }
  }
  if (service === 'route53' || service === 'cloudfront') {
    return { type: 'text/xml', body: encodeQueryError(undefined, { type: 'Sender', code, message }, requestId) }
  }
  return { type: 'application/json', body: JSON.stringify({ __type: code, message }) }
}
