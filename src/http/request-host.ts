import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Approach } from '../auth/foreign-request.ts'
import type { Settings } from '../request/context.ts'
import { type RegistryKey, registryKinds } from '../standards/arn/registry-key.ts'
import { hostHeaders, registryOfHost } from './host-names.ts'

/**
 * The host that the client asked for is `request.host` everywhere: its Host header, unless a proxy that is trusted says in
 * X-Forwarded-Host that it was another.
 */

/** Refuses requests whose host says nothing, or two things at once, before any door sees them (RFC 9112 §3.2). */
export function refuseMalformedHosts(app: FastifyInstance, settings: Settings): void {
  app.decorateRequest('registry', undefined)
  app.addHook('onRequest', (request, reply, done) => {
    const registry = find(request, settings)
    if (registry === undefined) {
      void reply.code(400).type('text/plain; charset=utf-8').send('The Host header is malformed.\n')
      return
    }
    request.registry = registry
    done()
  })
}

declare module 'fastify' {
  interface FastifyRequest {
    registry: RegistryKey | undefined
  }
}

/** The registry that the request's host names. */
export function registryOf({ registry }: FastifyRequest): RegistryKey {
  if (registry === undefined) throw new Error('a malformed Host header was let through')
  return registry
}

/** The headers as the client signed them: a proxy may have put a host of its own into Host. */
export function signedHeaders(request: FastifyRequest): Readonly<Record<string, string[] | undefined>> {
  const { headersDistinct, headers } = request.raw
  return request.host === headers.host ? headersDistinct : { ...headersDistinct, host: [request.host] }
}

/** A trusted proxy is believed; but a client behind it must not be able to speak for it. */
export function approachOf({ host, raw }: FastifyRequest): Approach {
  // Only test credentials are asked where they come from: others need not wait until it is put together.
  return {
    get hosts() {
      return [host, ...hostHeaders(raw.rawHeaders)]
    },
    get headers() {
      return raw.headersDistinct
    },
  }
}

/**
 * `https://host[:port]`, as the client reached the server: for absolute links, which it then finds by the same way. Names
 * that are configured are spoken to as it is configured, whatever a proxy in between says or doesn't say.
 */
export function originOf(request: FastifyRequest, settings: Settings): string {
  const { host } = request
  const spoken = request.protocol === 'https' ? 'https' : 'http'
  const isConfigured = (): boolean => {
    const { account, region } = registryOf(request)
    return settings.registryHost(account, region) === host
  }
  return `${spoken !== settings.protocol && isConfigured() ? settings.protocol : spoken}://${host}`
}

function find(request: FastifyRequest, settings: Settings): RegistryKey | undefined {
  const defaults = { kind: registryKinds.ecr, account: settings.defaultAccount, region: settings.defaultRegion }
  const sent = hostHeaders(request.raw.rawHeaders)
  return registryOfHost(sent.length === 1 ? [request.host] : sent, defaults)
}
