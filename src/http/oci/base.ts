import { ociOperation } from '../../request/operation.ts'
import type { Endpoints } from './exchange.ts'

/** `/v2/` itself: says whether the credentials are good. A valid token is all it takes, so it needs no action. */
export const ociPing = ociOperation<undefined, undefined>({
  name: 'Ping',
  effect: 'reads',
  access: () => [],
  run: () => Promise.resolve(undefined),
})

const ping = {
  operations: [ociPing],
  handle: async ({ pipeline, scope }) => {
    await pipeline.run(ociPing, undefined, scope)
    return { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body: '{}' }
  },
} satisfies Endpoints['GET']

export const baseEndpoints: Endpoints = { GET: ping, HEAD: ping }
