import type { Context } from './context.ts'
import type { Work } from '../database/statement.ts'
import { type ImageName, notBuiltYet, type ServiceError } from '../errors.ts'
import type { EcrOperations } from '../generated/ecr.ts'
import type { EcrdOperations } from '../generated/ecrd.ts'
import type { IamOperations } from '../generated/iam.ts'
import type { ResourceGroupsTaggingApiOperations } from '../generated/resourcegroupstaggingapi.ts'
import type { StsOperations } from '../generated/sts.ts'
import type { ServiceName } from '../served-services.ts'
import { type RegistryKey, repositoryArn } from '../standards/arn/registry-key.ts'
import type { Caller, IdentifiedCaller } from './caller.ts'

/**
 * What every operation is, whichever door it is asked through.
 *
 * `access` is pure and required: from the input (and `facts`, one bounded indexed read, where it needs them) it says which
 * actions on which resources the caller needs. The pipeline evaluates them before `run` can be reached.
 */
export interface OperationBy<By extends Caller, Input, Output, Facts> {
  readonly service: ServiceName
  readonly name: string
  readonly effect: Effect
  readonly facts?: (input: Input, scope: Scope<By>) => Work<Facts>
  readonly access: (input: Input, scope: Scope<By>, facts: Facts) => readonly Access[]
  /** What the caller must still be allowed under the policy that the operation sets, if it sets one. */
  readonly keeps?: (input: Input, scope: Scope<By>, facts: Facts) => LockOutCheck | undefined
  /** Of what a push begins with: the repository that it is to. If it is missing, a template may say that it is created. */
  readonly pushesTo?: (input: Input) => string
  /**
   * `facts` are those that `access` was decided by: what was authorised is what is done. Where it rests on facts or tags, the first
   * transaction decides again on what it finds, and the first that changes anything: so what such an operation does, it does or
   * claims in that one.
   */
  readonly run: (ctx: Context, input: Input, scope: Scope<By>, facts: Facts) => Promise<Output>
}

/** One for callers who say who they are: the pipeline refuses others. */
export interface Operation<Input, Output, Facts = undefined>
  extends OperationBy<IdentifiedCaller, Input, Output, Facts> {
  readonly isOpen?: false
}

/** One that also answers callers without credentials, as far as policies allow it. */
export interface OpenOperation<Input, Output, Facts = undefined> extends OperationBy<Caller, Input, Output, Facts> {
  readonly isOpen: true
}

/**
 * An operation whose input and output no longer matter: as kept in tables. An operation is contravariant in its input,
 * so only `any` holds them all.
 */
export type AnyOperation = Operation<any, any, any>

/** `reads` stores nothing, but when an image was last pulled. What the pipeline notes of every use, such as that of a key, is not meant. */
export type Effect = 'reads' | 'changes'

/** What is recorded of an operation that is asked for; `dev` is no service of AWS. */
export type OperationLabel = Pick<AnyOperation, 'name' | 'effect'> & { readonly service: ServiceName | 'dev' }

/** Who asks, of which registry, through which door. */
export interface Scope<By extends Caller = IdentifiedCaller> {
  /** That which is addressed: the account is the request's `registryId`, else the caller's. */
  readonly registry: RegistryKey
  readonly caller: By
  readonly door: Door
  readonly requestId: string
  readonly client: Client
}

/** What policies may ask about where a request comes from. */
export interface Client {
  /** The address that is believed: a trusted proxy's word counts. */
  readonly sourceIp: string
  readonly isSecure: boolean
  readonly userAgent: string | undefined
  readonly referer: string | undefined
}

/** The front door that a request came through; `ecr/door-rules.ts` says where the two differ. */
export type Door = 'api' | 'oci'

/** An action that the caller needs on a resource. */
export interface Access {
  /** `ecr:PutImage` */
  readonly action: string
  /** An ARN, or `*` for actions that have no resource. */
  readonly resource: string
  /** How IAM's sentences call the resource, where they don't by its ARN: `policy arn:aws:iam::…`. */
  readonly shownAs?: string
  /** For ecr:ImageTag and ecr:ImageDigest: computed only where a policy asks. */
  readonly images?: () => TouchedImages
  /** Context keys that only this operation has, such as aws:RequestTag/team, in lower case. */
  readonly context?: Readonly<Record<string, readonly string[]>>
}

/** Images that a request reads, pushes or deletes; `ecr/images/README.md` says what policies hear of them. */
export type TouchedImages = NamedImages | PushedImage

export interface NamedImages {
  readonly to: 'read' | 'delete'
  readonly names: readonly ImageName[]
}

export interface PushedImage {
  readonly to: 'push'
  /** All that it can be named by. */
  readonly digests: readonly string[]
  /** Those that it is given; it may be none. */
  readonly tags: readonly string[]
  /** Digests of the images that an index names: who may read it may read them. */
  readonly held: readonly string[]
}

/** A right that the caller may not lose by its own change without saying so. */
export interface LockOutCheck {
  readonly access: Access
  /** What the repository's policy will be; well-formed. */
  readonly policyText: string
  readonly refusal: () => ServiceError
}

/** An operation but for its service, which the function that defines it adds. */
type Definition<Input, Output, Facts, Name = string> = Omit<Operation<Input, Output, Facts>, 'service' | 'name'> & {
  readonly name: Name
}

/** Defines an operation of ECR's API; name, input and output are those of AWS's model. */
export function operation<Name extends keyof EcrOperations, Facts = undefined>(
  definition: Definition<EcrOperations[Name]['input'], EcrOperations[Name]['output'], Facts, Name>,
): Operation<EcrOperations[Name]['input'], EcrOperations[Name]['output'], Facts> {
  return { service: 'ecr', ...definition }
}

/** Defines an operation of STS. */
export function stsOperation<Name extends keyof StsOperations, Facts = undefined>(
  definition: Definition<StsOperations[Name]['input'], StsOperations[Name]['output'], Facts, Name>,
): Operation<StsOperations[Name]['input'], StsOperations[Name]['output'], Facts> {
  return { service: 'sts', ...definition }
}

/** Defines an operation of IAM. */
export function iamOperation<Name extends keyof IamOperations, Facts = undefined>(
  definition: Definition<IamOperations[Name]['input'], IamOperations[Name]['output'], Facts, Name>,
): Operation<IamOperations[Name]['input'], IamOperations[Name]['output'], Facts> {
  return { service: 'iam', ...definition }
}

/** Defines an operation of the Resource Groups Tagging API. */
export function taggingOperation<Name extends keyof ResourceGroupsTaggingApiOperations, Facts = undefined>(
  definition: Definition<
    ResourceGroupsTaggingApiOperations[Name]['input'],
    ResourceGroupsTaggingApiOperations[Name]['output'],
    Facts,
    Name
  >,
): Operation<
  ResourceGroupsTaggingApiOperations[Name]['input'],
  ResourceGroupsTaggingApiOperations[Name]['output'],
  Facts
> {
  return { service: 'resourcegroupstaggingapi', ...definition }
}

/** Defines an operation of ecrd's own. */
export function ecrdOperation<Name extends keyof EcrdOperations, Facts = undefined>(
  definition: Definition<EcrdOperations[Name]['input'], EcrdOperations[Name]['output'], Facts, Name>,
): Operation<EcrdOperations[Name]['input'], EcrdOperations[Name]['output'], Facts> {
  return { service: 'ecrd', ...definition }
}

/** Defines what `/v2/` can do that has no twin in the shape of an AWS operation. */
export function ociOperation<Input, Output, Facts = undefined>(
  definition: Definition<Input, Output, Facts>,
): Operation<Input, Output, Facts> {
  return { service: 'ecr', ...definition }
}

export function onRepository(action: string, { registry }: Scope<Caller>, repositoryName: string): Access {
  return { action, resource: repositoryArn(registry, repositoryName) }
}

/** An action on images of a repository. */
export function onImages(
  action: string,
  scope: Scope<Caller>,
  repositoryName: string,
  images: () => TouchedImages,
): Access {
  return { ...onRepository(action, scope, repositoryName), images }
}

/** An action of the whole registry, such as ecr:GetAuthorizationToken. */
export function onRegistry(action: string): Access {
  return { action, resource: '*' }
}

/** The entry of an operation that isn't built yet: it is authorised like any other, and says honestly what it is. */
export function notImplemented(name: string, service: 'iam' | 'sts'): AnyOperation {
  return unbuiltOperation(service, {
    name,
    access: () => [onRegistry(`${service}:${name}`)],
    run: () => Promise.reject(notBuiltYet(name)),
  })
}

/** Says of an operation that it isn't built yet: the page of operations and the tests tell it from the others. It changes nothing. */
export function unbuiltOperation<Input>(
  service: ServiceName,
  definition: Omit<Definition<Input, never, undefined>, 'effect'>,
): AnyOperation {
  const entry: AnyOperation = { service, effect: 'reads', ...definition }
  unbuilt.add(entry)
  return entry
}

const unbuilt = new WeakSet<AnyOperation>()

export function isImplemented(operation: AnyOperation): boolean {
  return !unbuilt.has(operation)
}
