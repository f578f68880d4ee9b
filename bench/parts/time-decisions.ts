import { performance } from 'node:perf_hooks'
import { createAuthorizer } from '../../src/auth/authorize.ts'
import { policySources } from '../../src/services.ts'
import { findNamedCaller } from '../../src/auth/named-caller.ts'
import type { Database } from '../../src/database/database.ts'
import type { Access, Scope } from '../../src/request/operation.ts'
import { evaluate } from '../../src/standards/iam-policy/evaluate.ts'
import { region } from '../loads/sign-request.ts'
import { repository } from '../registries/registry.ts'
import { median } from '../statistics.ts'
import { registryKinds } from '../../src/standards/arn/registry-key.ts'

/** What deciding takes at the median, in µs. */
export interface DecisionTimes {
  /** By policies that are in memory. */
  readonly evaluated: number
  /** With the query that tells whether they still hold. */
  readonly decided: number
}

/** Decides live, again and again, whether somebody may read an image: all his policies and the repository's are asked. */
export async function timeDecisions(database: Database, userArn: string, seconds: number): Promise<DecisionTimes> {
  const nowMs = Date.now()
  const caller = await database.read(() => findNamedCaller(userArn, nowMs))
  if (caller === undefined) throw new Error(`there is no ${userArn}`)
  const scope: Scope = {
    registry: { kind: registryKinds.ecr, account: caller.account, region },
    caller,
    door: 'oci',
    requestId: '',
    client: { sourceIp: '127.0.0.1', isSecure: false, userAgent: undefined, referer: undefined },
  }
  const resource = `arn:aws:ecr:${region}:${caller.account}:repository/${repository}`
  const access: Access = { action: 'ecr:BatchGetImage', resource }
  const authorizer = createAuthorizer({ isDev: false, defaultAccount: caller.account }, policySources)
  const decide = () => database.read(() => authorizer.decide(scope, access, nowMs))

  const { policies, request } = await decide()
  const decided = await medianMicroseconds(seconds / 2, async () => (await decide()).evaluation.decision)
  const evaluated = await medianMicroseconds(seconds / 2, () => evaluate(policies, request).decision)
  return { evaluated, decided }
}

type Decided = ReturnType<typeof evaluate>['decision']

async function medianMicroseconds(seconds: number, decide: () => Decided | Promise<Decided>): Promise<number> {
  const times: number[] = []
  const end = performance.now() + seconds * 1000
  for (let start = performance.now(); start < end; start = performance.now()) {
    const decision = decide()
    const known = typeof decision === 'string' ? decision : await decision
    times.push((performance.now() - start) * 1000)
    if (known !== 'allowed') throw new Error(`the decision is ${known}`)
  }
  return median(times)
}
