import type { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { AuthenticateSignature } from '../auth/authenticate-signature.ts'
import type { Pipeline } from '../pipeline/pipeline.ts'
import type { RequestBodies } from './bodies/request-bodies.ts'

/** What both of AWS's protocols need from the program. */
export interface AwsDoorOptions {
  readonly pipeline: Pipeline
  readonly authenticate: AuthenticateSignature
  readonly bodies: RequestBodies
}

type AwsProtocol = 'json' | 'query'

type Storage = ReturnType<Parameters<FastifyInstance['addConstraintStrategy']>[0]['storage']>
type Handler = Parameters<Storage['set']>[1]

/**
 * All AWS services share the path `/`: a request that names its operation in X-Amz-Target is JSON; any other POST is
 * query, and so is a GET that names an action, as a presigned GetCallerIdentity does. What else may be asked of `/` is
 * left to routes without this constraint.
 */
export function awsProtocol(app: FastifyInstance, protocol: AwsProtocol): Record<string, AwsProtocol> {
  if (!app.hasConstraintStrategy('awsProtocol')) {
    app.addConstraintStrategy({
      name: 'awsProtocol',
      storage: () => {
        const handlers = new Map<unknown, Handler>()
        return {
          get: (key) => handlers.get(key) ?? null,
          set: (key, handler) => handlers.set(key, handler),
        }
      },
      deriveConstraint: protocolOf,
    })
  }
  return { awsProtocol: protocol }
}

function protocolOf({ method, url = '', headers }: IncomingMessage): AwsProtocol | undefined {
  const isJson = headers['x-amz-target'] !== undefined || headers['content-type']?.startsWith('application/x-amz-json')
  if (method === 'POST') return isJson === true ? 'json' : 'query'
  return method === 'GET' && /[?&]Action=/.test(url) ? 'query' : undefined
}
