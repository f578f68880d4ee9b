import { test as base } from 'vitest'
import type { EcrdOperations } from '../../../src/generated/ecrd.ts'
import { query } from '../../../src/database/statement.ts'
import { identitiesOf, policyOf, type Somebody } from '../../support/identities.ts'
import { askEcrd } from '../../support/signed-ecrd.ts'
import { startTestServer, type TestServer } from '../../support/test-server.ts'
import { strangerAccount } from '../ecr-test.ts'

type Name = keyof EcrdOperations

/** Who asks; the root of the default account, unless it is said. */
type By = Pick<Somebody, 'credentials'>

/** Tests of ecrd's own operations: each file has one server. */
export const test = base
  .extend('server', { scope: 'file' }, async ({}, { onCleanup }) => {
    const server = await startTestServer()
    onCleanup(server.stop)
    return server
  })
  .extend('identities', { scope: 'file' }, ({ server }) => identitiesOf(server))
  .extend('foreigners', { scope: 'file' }, async ({ server }) => {
    const { credentials } = await server.otherAccount(strangerAccount)
    const root = { credentials, arn: `arn:aws:iam::${strangerAccount}:root` }
    return { root, ...identitiesOf(server, strangerAccount) }
  })
  /** A user of the default account with a policy that allows these actions. */
  .extend('userWith', { scope: 'file' }, ({ identities }) => async (...actions: readonly string[]) => {
    const user = await identities.addUser(`user-${++users}`)
    await identities.putInlinePolicy(user.id, policyOf({ Action: actions }))
    return user
  })
  .extend('ask', { scope: 'file' }, ({ server }) => askOf(server))

let users = 0

/** What an operation answers; an error as `[code, message]`. */
export const askOf =
  (server: TestServer) =>
  async <Asked extends Name>(
    name: Asked,
    input: unknown,
    by: By = server,
  ): Promise<EcrdOperations[Asked]['output']> => {
    const { status, json } = await askEcrd(server, name, input, { credentials: by.credentials })
    if (status !== 200) throw errorOf(json())
    return json() as EcrdOperations[Asked]['output']
  }

function errorOf(json: unknown): Error {
  const { __type: name, message } = json as { readonly __type: string; readonly message: string }
  return Object.assign(new Error(message), { name })
}

export const invalid = (message: string) => ({ name: 'InvalidParameterException', message })

export const noneAllows = (arn: string, action: string, kind: 'identity-based' | 'resource-based') => ({
  name: 'AccessDeniedException',
  message: `User: ${arn} is not authorized to perform: ${action} on resource: * because no ${kind} policy allows the ${action} action`,
})

/** A job that failed, of a kind that no server knows, so that none runs it; its id. */
export async function addFailedJob({ running: { ctx } }: TestServer, row: object = {}): Promise<number> {
  const { id } = await ctx.database.change(function* () {
    const [inserted] = yield* query((db) =>
      db
        .insertInto('job')
        .values({
          kind: 'of-a-newer-version',
          payload: '{}',
          run_at: 0,
          attempts: 3,
          last_error: 'Error: later',
          failed_at: 1_000,
          ...row,
        })
        .returning('id'),
    )
    return inserted as { readonly id: number }
  })
  return id
}
