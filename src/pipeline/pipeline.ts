import { createOnPush } from '../ecr/creation-templates/create-on-push.ts'
import { AccessDenied, ServiceError } from '../errors.ts'
import { notSigned } from '../auth/authenticate-signature.ts'
import type { Authorizer } from '../auth/authorize.ts'
import { type Caller, type IdentifiedCaller, isIdentified } from '../request/caller.ts'
import type { Context } from '../request/context.ts'
import type { Database } from '../database/database.ts'
import type { Work } from '../database/statement.ts'
import type { OpenOperation, Operation, OperationBy, Scope } from '../request/operation.ts'

/**
 * What every request passes, whichever door it came through:
 *
 *     door: authenticate ─▶ decode, validate ─▶ [ facts ─▶ authorize ─▶ run ] ─▶ door: encode, log
 *
 * The doors decode and authenticate, because that differs; from there on it is one path, and `run` can't be reached
 * but through `access`.
 */
export interface Pipeline {
  run<Input, Output, Facts>(
    operation: Operation<Input, Output, Facts> | OpenOperation<Input, Output, Facts>,
    input: Input,
    scope: Scope<Caller>,
  ): Promise<Output>
}

export function createPipeline(ctx: Context, authorizer: Authorizer): Pipeline {
  return {
    async run(operation, input, scope) {
      if (operation.isOpen) return authorizeAndRun({ ctx, authorizer, operation, input, scope })
      if (!isOfIdentified(scope)) throw notSigned()
      const asked = { ctx, authorizer, operation, input, scope }
      const { pushesTo } = operation
      return pushesTo === undefined ? authorizeAndRun(asked) : pushAndCreate(asked, pushesTo(input))
    },
  }
}

const isOfIdentified = (scope: Scope<Caller>): scope is Scope => isIdentified(scope.caller)

/** A request of an operation that takes callers like its own. */
interface Asked<By extends Caller, Input, Output, Facts> {
  readonly ctx: Context
  readonly authorizer: Authorizer
  readonly operation: OperationBy<By, Input, Output, Facts>
  readonly input: Input
  readonly scope: Scope<By>
}

async function authorizeAndRun<By extends Caller, Input, Output, Facts>(
  asked: Asked<By, Input, Output, Facts>,
): Promise<Output> {
  const { ctx, operation, input, scope } = asked
  const decide = () => decided(asked)
  // One view of the database: what is known of the resource, and who may do what with it.
  const { facts, mayChange } = await ctx.database.read(decide)
  const own = mayChange ? { ...ctx, database: decidingFirst(ctx.database, decide) } : ctx
  return operation.run(own, input, scope, facts)
}

/**
 * A push to a repository that is missing begins again where a template has it created. That its caller may push was decided by
 * then; who may not create as well learns what everybody learns of a repository that is missing.
 */
async function pushAndCreate<Input, Output, Facts>(
  asked: Asked<IdentifiedCaller, Input, Output, Facts>,
  repositoryName: string,
): Promise<Output> {
  try {
    return await authorizeAndRun(asked)
  } catch (error) {
    if (!isOfMissing(error) || !(await createForPush(asked, repositoryName))) throw error
    return authorizeAndRun(asked)
  }
}

const isOfMissing = (error: unknown): boolean =>
  error instanceof ServiceError && error.code === 'RepositoryNotFoundException'

type Pushing = Pick<Asked<IdentifiedCaller, unknown, unknown, unknown>, 'ctx' | 'authorizer' | 'scope'>

/** False where there is no template, and for those who may not create. */
async function createForPush({ ctx, authorizer, scope }: Pushing, repositoryName: string): Promise<boolean> {
  try {
    return await authorizeAndRun({ ctx, authorizer, scope, operation: createOnPush, input: { repositoryName } })
  } catch (error) {
    if (error instanceof AccessDenied) return false
    throw error
  }
}

interface Decided<Facts> {
  readonly facts: Facts
  /** It rests on rows that others change: on facts, or on tags. */
  readonly mayChange: boolean
}

function* decided<By extends Caller, Input, Output, Facts>({
  ctx,
  authorizer,
  operation,
  input,
  scope,
}: Asked<By, Input, Output, Facts>): Work<Decided<Facts>> {
  const { facts, access, keeps } = operation
  const found = (facts === undefined ? undefined : yield* facts(input, scope)) as Facts
  const now = ctx.clock.now()
  const restsOnTags = yield* authorizer.authorize(scope, access(input, scope, found), now)
  const kept = keeps?.(input, scope, found)
  if (kept !== undefined) yield* authorizer.requireKept(scope, kept, now)
  return { facts: found, mayChange: facts !== undefined || restsOnTags }
}

/**
 * What is decided covers what is done: the first transaction of the operation decides once more on the rows that it sees itself,
 * and so does the first that changes any, in which it does its work or claims it. So a tag that was attached meanwhile is not taken
 * along, and a user that got the name of another meanwhile is not taken for it.
 */
function decidingFirst(database: Database, decide: () => Work<unknown>): Database {
  const deciding = <T>(work: () => Work<T>) =>
    function* (): Work<T> {
      yield* decide()
      return yield* work()
    }
  let hasDecided = false
  let hasChanged = false
  return {
    ...database,
    read(work) {
      const isFirst = !hasDecided
      hasDecided = true
      return database.read(isFirst ? deciding(work) : work)
    },
    change(work) {
      const isFirst = !hasChanged
      hasDecided = hasChanged = true
      return database.change(isFirst ? deciding(work) : work)
    },
  }
}
