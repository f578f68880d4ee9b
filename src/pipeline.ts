import { authorize } from './auth/authorize.ts'
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

export function createPipeline(ctx: Context): Pipeline {
  return {
    async run(operation, input, scope) {
      const { facts } = operation
      const known = (facts === undefined ? undefined : await ctx.database.read(() => facts(input, scope))) as never
      authorize(scope.caller, scope.registryId, operation.access(input, scope, known))
      return operation.run(ctx, input, scope, known)
    },
  }
}
