import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Settings } from '../context.ts'
import { hostHeaders, type RegistryName, registryOfHost } from './host-names.ts'

/** Refuses requests whose Host says nothing, or two things at once, before any door sees them (RFC 9112 §3.2). */
export function refuseMalformedHosts(app: FastifyInstance, settings: Settings): void {
  app.addHook('onRequest', async (request, reply) => {
    if (find(request, settings) !== undefined) return undefined
    return reply.code(400).type('text/plain; charset=utf-8').send('The Host header is malformed.\n')
  })
}

/** The registry that the request's host names. */
export function registryOf(request: FastifyRequest, settings: Settings): RegistryName {
  const registry = find(request, settings)
  if (registry === undefined) throw new Error('a malformed Host header was let through')
  return registry
}

function find(request: FastifyRequest, settings: Settings): RegistryName | undefined {
  const defaults = { account: settings.defaultAccount, region: settings.defaultRegion }
  return registryOfHost(hostHeaders(request.raw.rawHeaders), defaults)
}
