import { createAuthorizer } from '../../src/auth/authorize.ts'
import { policySources } from '../../src/services.ts'
import type { Work } from '../../src/database/statement.ts'
import { ServiceError } from '../../src/errors.ts'
import type { AnyOperation, Scope } from '../../src/request/operation.ts'
import type { TestServer } from './test-server.ts'

/** The names of the queries that deciding about each of the requests takes, one after the other; and `allowed` where it is. */
export async function queriesOfDecisions(
  { running }: Pick<TestServer, 'running'>,
  operation: AnyOperation,
  scope: Scope,
  inputs: readonly object[],
): Promise<readonly (readonly string[])[]> {
  const authorizer = createAuthorizer(running.ctx.settings, policySources)

  function* decide(input: object, seen: string[]): Work<void> {
    const facts: unknown = yield* operation.facts?.(input, scope) ?? []
    try {
      yield* authorizer.authorize(scope, operation.access(input, scope, facts), 0)
      seen.push('allowed')
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error
      if (error.code !== 'AccessDeniedException') seen.push(error.message)
    }
  }

  function* watched(input: object): Work<readonly string[]> {
    const seen: string[] = []
    const work = decide(input, seen)
    for (let next = work.next(); next.done !== true; ) {
      seen.push(...next.value.map(({ statement }) => statement.name))
      next = work.next(yield next.value)
    }
    return seen
  }

  const all: (readonly string[])[] = []
  for (const input of inputs) all.push(await running.ctx.database.read(() => watched(input)))
  return all
}
