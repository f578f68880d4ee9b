import type { Work } from '../database/statement.ts'
import type { ServiceError } from '../errors.ts'
import type { Arn } from '../standards/arn/arn.ts'
import type { AccessRequest } from '../standards/iam-policy/access-request.ts'
import type { AttachedPolicy } from '../standards/iam-policy/attached-policy.ts'
import type { CompiledPolicy } from '../standards/iam-policy/compile-policy.ts'
import type { Grammar } from '../standards/iam-policy/grammar.ts'
import type { TouchedImages } from './operation.ts'
import type { Caller } from './caller.ts'

/**
 * What a service tells about its resources when a request about them is decided. `auth/` sees services through this alone:
 * a service that gets policies or tags of its own adds a source, and nothing else changes.
 */
export interface PolicySource {
  /** The service in the ARNs of its resources: `ecr`. */
  readonly service: string
  readonly readResource: (asked: AskedOf, arn: Arn) => Work<ResourcePolicies>
  /** Where a statement would have to stand to let somebody in. Undefined where its resources have no policies. */
  readonly policyPlace?: (request: AccessRequest) => PolicyPlace | undefined
  /** Undefined where its resources hold no images. */
  readonly images?: ImageSource
}

/** Sources keep what they compiled; they are made anew when too much is kept. */
export type CreatePolicySource = (compile: Compile) => PolicySource

/**
 * A document that was checked when it was stored, ready to be asked. `ids` are those of the principals that it named then:
 * they stand for the ARNs, so that somebody who came later under the same name is somebody else.
 */
export type Compile = (document: string, grammar: Grammar, ids?: Readonly<Record<string, string>>) => CompiledPolicy

export interface AskedOf {
  readonly caller: Caller
  readonly action: string
  /** An ARN; of the registry, where the action has no resource. */
  readonly place: string
}

/** What a resource brings along to a decision about it. */
export interface ResourcePolicies {
  readonly account: string
  /** The id of the row that images are asked of; 0 where there is none. */
  readonly resourceId: number
  /** Of what the resource lies in, such as its registry; or of a role. */
  readonly policies: readonly AttachedPolicy[]
  /** Of the resource itself: an operation that sets it is decided with the new one. */
  readonly own: AttachedPolicy | undefined
  /** aws:ResourceTag, and the service's own prefix of it. */
  readonly tags: ReadonlyMap<string, readonly string[]>
}

/** A policy, as people are told of it, and its grammar. */
export interface PolicyPlace {
  readonly words: string
  readonly grammar: Grammar
}

/** What policies may ask about the images that a request touches. */
export interface ImageSource {
  readonly keys: ReadonlySet<string>
  /** Whether rows are read to know them: then others may change them. */
  readonly areRead: (images: TouchedImages) => boolean
  readonly readQuestions: (resourceId: number, images: TouchedImages) => Work<readonly ImageQuestion[]>
  /** The refusal where there is more to decide than one request may ask. */
  readonly tooMany: () => ServiceError
}

/** An image that a request touches: what is asked is decided with each of the contexts, and one or all must be allowed. */
export interface ImageQuestion {
  readonly needs: 'one' | 'all'
  readonly contexts: readonly ImageContext[]
}

/** Values of the context keys that are about images. */
export type ImageContext = Readonly<Record<string, readonly string[]>>

/** A resource of which nothing is known. */
export const unknownResource = (account: string): ResourcePolicies => ({
  account,
  resourceId: 0,
  policies: [],
  own: undefined,
  tags: new Map(),
})

/** A resource's policy, as decisions name it. */
export function attachedTo(arn: string, policy: CompiledPolicy): AttachedPolicy {
  return { kind: 'resource', attachedTo: arn, name: 'policy', policy }
}
