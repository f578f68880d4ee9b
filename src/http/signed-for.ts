import type { FastifyRequest } from 'fastify'
import { type ServiceError, serviceNotServed } from '../errors.ts'
import { statedService } from '../standards/sigv4/stated-service.ts'

/** The service that a request says it is signed for; undefined for one that isn't signed as AWS's are. */
export function signedFor({ headers: { authorization }, originalUrl }: FastifyRequest): string | undefined {
  const queryAt = originalUrl.indexOf('?')
  return named(statedService(authorization, queryAt < 0 ? '' : originalUrl.slice(queryAt + 1)))
}

/** Undefined for what can't be a name, which no sentence shall repeat. */
export function named(text: string | undefined): string | undefined {
  return text !== undefined && /^[\w.-]{1,64}$/.test(text) ? text : undefined
}

/**
 * What to say of a request that no service of ours knows: the service that it is signed for, or else what it calls itself
 * (`otherwise`). Undefined when that doesn't say that it is for another service.
 */
export function refuseUnserved(
  request: FastifyRequest,
  served: readonly string[],
  otherwise: string | undefined,
): ServiceError | undefined {
  const service = signedFor(request)
  const asked = service === undefined || served.includes(service) ? otherwise : service
  return asked === undefined ? undefined : serviceNotServed(asked, served)
}
