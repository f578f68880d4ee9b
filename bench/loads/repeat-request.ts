import type { Connection, Target } from './connection.ts'
import type { Done } from './report.ts'
import { perSecond } from './rate.ts'
import { requestHead } from './request.ts'

export interface RepeatedRequest {
  readonly kind: 'requests'
  readonly method: 'GET' | 'HEAD'
  readonly path: string
  readonly connections: number
  readonly seconds: number
}

/** The same request over and over, one at a time on each connection. */
export function repeatRequest(target: Target, load: RepeatedRequest): Promise<Done> {
  const request = Buffer.from(requestHead(target, load))
  const expectsBody = load.method === 'GET'
  return perSecond(target, load, async (connection: Connection) => {
    await connection.send(request, expectsBody)
  })
}
