import { type Authorizer, createAuthorizer } from './auth/authorize.ts'
import type { Context } from './context.ts'
import type { Operation, Scope } from './operation.ts'

/**
 * What every request passes, whichever door it came through:
 *
 *     door: decode ─▶ authenticate ─▶ validate ─▶ [ facts ─▶ authorize ─▶ run ] ─▶ door: encode, log
 *
 * The doors decode and authenticate, because that differs; from there on it is one path, and `run` can't be reached
 * but through `access`.
 */
export interface Pipeline {
  run<Input, Output, Facts>(operation: Operation<Input, Output, Facts>, input: Input, scope: Scope): Promise<Output>
}

export function createPipeline(ctx: Context, authorizer: Authorizer = createAuthorizer(ctx.settings)): Pipeline {
  return {
    async run(operation, input, scope) {
      const { facts, access, keeps } = operation
      // One view of the database: what is known of the resource, and who may do what with it.
      const known = await ctx.database.read(function* () {
        const found = (facts === undefined ? undefined : yield* facts(input, scope)) as never
        const now = ctx.clock.now()
        yield* authorizer.authorize(scope, access(input, scope, found), now)
        const kept = keeps?.(input, scope, found)
        if (kept !== undefined) yield* authorizer.requireKept(scope, kept, now)
        return found
      })
      return operation.run(ctx, input, scope, known)
    },
  }
}
