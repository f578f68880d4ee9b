import { unreadableRequest } from '../errors.ts'

/** Fastify refuses some requests by itself, such as one whose Content-Type is none; its error in our words. */
export function translateRefusal(error: unknown): unknown {
  const isRefusal = error instanceof Error && 'code' in error && String(error.code).startsWith('FST_ERR_CTP_')
  return isRefusal ? unreadableRequest(error.message) : error
}
