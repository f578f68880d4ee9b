import type { Context } from './context.ts'
import type { Work } from './database/statement.ts'
import { notBuiltYet } from './errors.ts'
import type { EcrOperations } from './generated/ecr.ts'
import type { StsOperations } from './generated/sts.ts'

/**
 * What every operation is, whichever door it is asked through.
 *
 * `access` is pure and required: from the input (and `facts`, one bounded indexed read, where it needs them) it says which
 * actions on which resources the caller needs. The pipeline evaluates them before `run` can be reached.
 */
export interface Operation<Input, Output, Facts = undefined> {
  readonly name: string
  readonly facts?: (input: Input, scope: Scope) => Work<Facts>
  readonly access: (input: Input, scope: Scope, facts: Facts) => readonly Access[]
  /** `facts` are those that `access` was decided by: what was authorised is what is done. */
  readonly run: (ctx: Context, input: Input, scope: Scope, facts: Facts) => Promise<Output>
}

/**
 * An operation whose input and output no longer matter: as kept in tables. An operation is contravariant in its input,
 * so only `any` holds them all.
 */
export type AnyOperation = Operation<any, any, any>

/** Who asks, of which registry, through which door. */
export interface Scope {
  /** The account whose registry is addressed: the request's `registryId`, else the caller's account. */
  readonly registryId: string
  readonly region: string
  readonly caller: Caller
  readonly door: Door
  readonly requestId: string
}

/** The front door that a request came through; `ecr/door-rules.ts` says where the two differ. */
export type Door = 'api' | 'oci'

/** An authenticated principal. */
export interface Caller {
  readonly arn: string
  readonly account: string
  /** As GetCallerIdentity returns it: the account for root, an AIDA…, AROA…:session id for others. */
  readonly userId: string
  readonly accessKeyId: string
}

/** An action that the caller needs on a resource. */
export interface Access {
  /** `ecr:PutImage` */
  readonly action: string
  /** An ARN, or `*` for actions that have no resource. */
  readonly resource: string
}

/** Defines an operation of ECR's API; name, input and output are those of AWS's model. */
export function operation<Name extends keyof EcrOperations, Facts = undefined>(
  definition: Operation<EcrOperations[Name]['input'], EcrOperations[Name]['output'], Facts> & { readonly name: Name },
): typeof definition {
  return definition
}

/** Defines an operation of STS. */
export function stsOperation<Name extends keyof StsOperations>(
  definition: Operation<StsOperations[Name]['input'], StsOperations[Name]['output']> & { readonly name: Name },
): typeof definition {
  return definition
}

/** Defines what `/v2/` can do that has no twin in the shape of an AWS operation. */
export function ociOperation<Input, Output, Facts = undefined>(
  definition: Operation<Input, Output, Facts>,
): Operation<Input, Output, Facts> {
  return definition
}

export function onRepository(action: string, scope: Scope, repositoryName: string): Access {
  return { action, resource: repositoryArn(scope, repositoryName) }
}

/** An action of the whole registry, such as ecr:GetAuthorizationToken. */
export function onRegistry(action: string): Access {
  return { action, resource: '*' }
}

export function repositoryArn(scope: Pick<Scope, 'registryId' | 'region'>, repositoryName: string): string {
  return `arn:aws:ecr:${scope.region}:${scope.registryId}:repository/${repositoryName}`
}

/**
 * The entry of an operation that isn't built yet: it is authorised like any other, on the repositories that it names, and
 * says honestly what it is.
 */
export function notImplemented(name: string, prefix = 'ecr'): AnyOperation {
  const action = `${prefix}:${name}`
  const entry: AnyOperation = {
    name,
    access: ({ repositoryName, repositoryNames }: NamingRepositories, scope: Scope) => {
      const named = repositoryNames ?? (repositoryName === undefined ? [] : [repositoryName])
      return named.length === 0 ? [onRegistry(action)] : named.map((each) => onRepository(action, scope, each))
    },
    run: () => Promise.reject(notBuiltYet(name)),
  }
  unbuilt.add(entry)
  return entry
}

/** How operations of ECR name repositories. */
interface NamingRepositories {
  readonly repositoryName?: string
  readonly repositoryNames?: readonly string[]
}

const unbuilt = new WeakSet<AnyOperation>()

export function isImplemented(operation: AnyOperation): boolean {
  return !unbuilt.has(operation)
}
