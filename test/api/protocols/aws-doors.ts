import Fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import { onTestFinished } from 'vitest'
import type { SignedRequest } from '../../../src/auth/authenticate-signature.ts'
import { awsDoor } from '../../../src/http/aws-door.ts'
import { services } from '../../../src/services.ts'
import type { Caller } from '../../../src/request/caller.ts'
import type { Scope } from '../../../src/request/operation.ts'
import { rootOf } from '../../support/callers.ts'
import { unhurriedBodies } from '../../support/unhurried-bodies.ts'

export const caller = rootOf('123456789012')

export const requestId = '00000000-0000-4000-8000-000000000001'

/** What the doors passed on. */
export interface Passed {
  readonly signed: SignedRequest & { readonly signingName: string; readonly body: Uint8Array }
  readonly ran?: { readonly operation: string; readonly input: unknown; readonly scope: Scope<Caller> }
}

/** The doors, with a pipeline that answers what it is told to and every signature good. */
export function startDoors(run: (operation: string) => unknown = () => ({})): {
  readonly app: FastifyInstance
  readonly passed: Passed[]
} {
  const passed: Passed[] = []
  const app = Fastify({ genReqId: () => requestId })
  app.register(awsDoor, {
    services: Object.values(services),
    bodies: unhurriedBodies(),
    authenticate: async (request: SignedRequest, signingName: string) => {
      return await Promise.resolve((body) => {
        passed.push({ signed: { ...request, body: Buffer.from(body), signingName } })
        return { caller, region: 'eu-central-1' }
      })
    },
    pipeline: {
      run: async (operation, input, scope) => {
        const [last] = passed.splice(-1)
        if (last !== undefined) passed.push({ ...last, ran: { operation: operation.name, input, scope } })
        return run(operation.name) as never
      },
    },
  })
  app.get('/', () => 'a page')
  onTestFinished(() => app.close())
  return { app, passed }
}
