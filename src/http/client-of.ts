import type { FastifyRequest } from 'fastify'
import type { Client } from '../request/operation.ts'
import { sourceIp } from './source-ip.ts'

/** Where a request comes from, as policies may ask. */
export function clientOf(request: FastifyRequest): Client {
  const { 'user-agent': userAgent, referer } = request.headers
  return { sourceIp: sourceIp(request), isSecure: request.protocol === 'https', userAgent, referer }
}
