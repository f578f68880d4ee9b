import {
  CreateRepositoryCommand,
  ECRClient,
  PutRegistryPolicyCommand,
  SetRepositoryPolicyCommand,
} from '@aws-sdk/client-ecr'
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runEcrd } from '../support/ecrd-command.ts'
import { ACCOUNT, type Ecrd, REGION, startEcrd } from '../support/ecrd.ts'
import { loggedRequest } from '../support/logged-requests.ts'

/** Whom a policy may name is partly for the operator to say: the log tells him how, the answer doesn't. */

const absent = '444455556666'

let server: Ecrd
let ecr: ECRClient
let iam: IAMClient
beforeAll(async () => {
  server = await startEcrd(['--service-principals', 'builds.example.org,runner.amazonaws.com'])
  const client = { endpoint: server.url, region: REGION, credentials: server.credentials, maxAttempts: 1 }
  ecr = new ECRClient(client)
  iam = new IAMClient(client)
  await ecr.send(new CreateRepositoryCommand({ repositoryName: 'app' }))
})
afterAll(async () => {
  ecr.destroy()
  iam.destroy()
  await server.stop()
})

const policyFor = (Principal: object, Action: string, more: object = {}): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal, Action, ...more }] })

const takers: readonly (readonly [string, (principal: object) => Promise<unknown>])[] = [
  [
    'a repository’s policy',
    (principal) =>
      ecr.send(
        new SetRepositoryPolicyCommand({
          repositoryName: 'app',
          policyText: policyFor(principal, 'ecr:*'),
          force: true,
        }),
      ),
  ],
  [
    'a registry’s policy',
    (principal) =>
      ecr.send(new PutRegistryPolicyCommand({ policyText: policyFor(principal, 'ecr:*', { Resource: '*' }) })),
  ],
  [
    'a trust policy',
    (principal) =>
      iam.send(
        new CreateRoleCommand({
          RoleName: `role-${++roles}`,
          AssumeRolePolicyDocument: policyFor(principal, 'sts:AssumeRole'),
        }),
      ),
  ],
]
let roles = 0

interface Refusal {
  readonly message: string
  readonly $metadata: { readonly requestId?: string }
}

/** What is answered, and what the operator is told beside it. */
async function refusalOf(answer: Promise<unknown>): Promise<readonly [string, string | undefined]> {
  const error = await answer.then(
    () => undefined,
    (refusal: unknown) => refusal as Refusal,
  )
  if (error === undefined) throw new Error('it was not refused')
  return [error.message, (await loggedRequest(server, error.$metadata.requestId)).advice]
}

test.each(takers)('%s with an unknown service is refused, and the log says which option adds one', async (_, put) => {
  const [message, advice] = await refusalOf(put({ Service: 'foo.example.com' }))
  expect(advice).toContain('--service-principals')
  expect(message).not.toContain('--service-principals')
})

test.each(takers)('%s may name the services that --service-principals adds', async (_, put) => {
  await put({ Service: ['builds.example.org', 'runner.eu-west-1.amazonaws.com', 'ecs-tasks.amazonaws.com'] })
})

test.each(takers)('%s with a user who does not exist is refused, and the log gives no advice', async (_, put) => {
  expect((await refusalOf(put({ AWS: `arn:aws:iam::${ACCOUNT}:user/nobody` })))[1]).toBeUndefined()
})

test('a policy with an account that does not exist is refused; the log says which command makes the account', async () => {
  for (const [, put] of takers) {
    for (const AWS of [absent, `arn:aws:iam::${absent}:root`, `arn:aws:sts::${absent}:assumed-role/a/b`]) {
      const [message, advice] = await refusalOf(put({ AWS }))
      expect(advice).toContain(`ecrd account create ${absent}`)
      expect(message).not.toContain('ecrd account create')
    }
  }
  const made = await runEcrd(['account', 'create', absent, '--data', server.folder])
  expect(made.code).toBe(0)
  for (const [, put] of takers) await put({ AWS: absent })
})
