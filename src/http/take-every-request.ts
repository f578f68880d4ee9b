import { METHODS, type IncomingMessage, type ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'

/** Lets doors answer, in their form and with a line in the log, what fastify and node would answer without them. */
export function takeEveryRequest(app: FastifyInstance): void {
  for (const method of METHODS) if (!app.supportedMethods.includes(method)) app.addHttpMethod(method)
  // A server may ignore an expectation that it doesn't know (RFC 9110 §10.1.1).
  app.server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) =>
    app.server.emit('request', request, response),
  )
}
