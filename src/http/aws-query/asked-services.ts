import type { FastifyRequest } from 'fastify'
import { serviceNotServed, unknownOperation } from '../../errors.ts'
import type { ServiceModel } from '../../standards/aws-model/model.ts'
import { named, refuseUnserved, signedFor } from '../signed-for.ts'
import { compileEndpoints, endpointKey, type QueryEndpoint, type QueryService } from './query-service.ts'

/**
 * Which of the services at one address is asked. Before the form is read that is the one whose action the URL names, or else the
 * one that the request says it is signed for; the form has the last word, and must not ask another one.
 */
export interface AskedServices {
  /** The service that the signature has to be for. Throws what is wrong with an action in the URL. */
  signingNameFor(request: FastifyRequest): string
  /** Throws UnknownOperation where there is none. */
  requireEndpoint(request: FastifyRequest, parameters: URLSearchParams): QueryEndpoint
  /** In whose words the request is answered; undefined while nothing tells. */
  modelOf(request: FastifyRequest): ServiceModel | undefined
}

/** `served`: all services of AWS that ecrd has, by the names that signatures are scoped to. */
export function createAskedServices(services: readonly QueryService[], served: readonly string[]): AskedServices {
  const endpoints = compileEndpoints(services)
  const models = new Map(services.map(({ model }) => [model.signingName, model]))
  const asked = new WeakMap<FastifyRequest, ServiceModel>()
  /** Any of them can refuse a request that names no service. */
  const [anyName = ''] = models.keys()

  const requireEndpoint = (request: FastifyRequest, parameters: URLSearchParams): QueryEndpoint => {
    const endpoint = endpoints.get(endpointKey(parameters.get('Version') ?? '', parameters.get('Action') ?? ''))
    if (endpoint === undefined) {
      const foreign = foreignVersion(parameters, services)
      throw refuseUnserved(request, served, foreign) ?? unknownOperation(unknownAction(parameters))
    }
    asked.set(request, endpoint.model)
    return endpoint
  }
  return {
    requireEndpoint,
    modelOf: (request) => asked.get(request),
    signingNameFor(request) {
      const parameters = new URLSearchParams(queryOf(request))
      if (parameters.has('Action')) return requireEndpoint(request, parameters).model.signingName
      const stated = signedFor(request)
      if (stated !== undefined && !served.includes(stated)) throw serviceNotServed(stated, served)
      const model = models.get(stated ?? '')
      if (model !== undefined) asked.set(request, model)
      return model?.signingName ?? anyName
    },
  }
}

export function queryOf({ raw: { url = '' } }: FastifyRequest): string {
  const at = url.indexOf('?')
  return at < 0 ? '' : url.slice(at + 1)
}

/** A version that none of these services has is that of another one. */
function foreignVersion(parameters: URLSearchParams, services: readonly QueryService[]): string | undefined {
  const version = named(parameters.get('Version') ?? undefined)
  const isOurs = version === undefined || services.some(({ model }) => model.apiVersion === version)
  return isOurs ? undefined : `an API of version ${version}`
}

function unknownAction(parameters: URLSearchParams): string {
  const version = parameters.get('Version') ?? 'NO_VERSION_SPECIFIED'
  return `Could not find operation ${parameters.get('Action') ?? 'NO_ACTION_SPECIFIED'} for version ${version}`
}
