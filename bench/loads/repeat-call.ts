import type { Target } from './connection.ts'
import type { Done } from './report.ts'
import { type Pace, perSecond } from './rate.ts'
import { requestSigner } from './sign-request.ts'

export interface RepeatedCall extends Pace {
  readonly kind: 'calls'
  readonly operation: string
  readonly input: object
}

/** The same call of AWS's API over and over. It is signed once: whoever checks signatures checks each all the same. */
export function repeatCall(target: Target, load: RepeatedCall): Promise<Done> {
  const request = requestSigner(target)(load.operation, JSON.stringify(load.input))
  return perSecond(target, load, async (connection) => {
    await connection.send(request)
  })
}
