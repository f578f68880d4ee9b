import { all, first, type Work } from '../database/statement.ts'
import { selectRegistryPolicy, selectRepositoryPolicy } from '../ecr/policies/policies.table.ts'
import { initialSetting } from '../ecr/registry/account-setting-rules.ts'
import { selectAccountSetting } from '../ecr/registry/registries.table.ts'
import { selectTags } from '../ecr/tagging/tagging.table.ts'
import type { Caller } from '../request/operation.ts'
import { type Arn, parseArn } from '../standards/arn/arn.ts'
import type { AttachedPolicy } from '../standards/iam-policy/attached-policy.ts'
import type { Compile } from './compile-documents.ts'
import { createEpochCache } from './epoch-cache.ts'
import { readIamTags } from './iam-tags.ts'
import { selectPolicyEpochs } from './policies.table.ts'
import { asksRegistry, asksResource } from './resource-policy-rules.ts'
import { asksTrust, readTrust } from './role-trust.ts'
import { valuesByKey } from './tag-values.ts'

/** What a resource brings along to a decision about it. */
export interface ResourcePolicies {
  readonly account: string
  /** 0 where there is none of the name, or the resource isn't one. */
  readonly repositoryId: number
  /** Of the registry or of a role. */
  readonly policies: readonly AttachedPolicy[]
  readonly ofRepository: AttachedPolicy | undefined
  /** aws:ResourceTag, and ecr:ResourceTag or iam:ResourceTag. */
  readonly tags: ReadonlyMap<string, readonly string[]>
}

export interface AskedOf {
  readonly caller: Caller
  readonly action: string
  /** An ARN; of the registry, where the action has no resource. */
  readonly place: string
}

/** Reads them at most once for each epoch. */
export type ReadResourcePolicies = (asked: AskedOf) => Work<ResourcePolicies>

export function createResourcePolicies(compile: Compile): ReadResourcePolicies {
  const ofRegistry = createRegistryReader(compile)
  const ofRepository = createRepositoryReader(compile)

  function* readEcr(arn: Arn, { caller, action, place }: AskedOf): Work<ResourcePolicies> {
    const { account, region } = arn
    const [, name = ''] = /^repository\/(.*)$/.exec(arn.resource) ?? []
    const epochs = yield* first(selectPolicyEpochs, { account, region, name })
    const [registryId, registryEpoch] = [epochs?.registry_id ?? nowhere, epochs?.registry_epoch ?? 0]
    const [repositoryId, repositoryEpoch] = [epochs?.repository_id ?? nowhere, epochs?.repository_epoch ?? 0]
    const registry = yield* ofRegistry(registryId, registryEpoch, `arn:aws:ecr:${region}:${account}:*`)
    const repository = yield* ofRepository(repositoryId, repositoryEpoch, place)
    const isAsked = asksResource(caller, action, account)
    const { policy } = registry
    return {
      account,
      repositoryId,
      policies: policy !== undefined && isAsked && asksRegistry(action, registry.scope) ? [policy] : [],
      ofRepository: isAsked ? repository.policy : undefined,
      tags: repository.tags,
    }
  }

  function* readIam(arn: Arn, { caller, action, place }: AskedOf): Work<ResourcePolicies> {
    return {
      // AWS's own policies are in every account.
      account: arn.account === 'aws' ? caller.account : arn.account,
      repositoryId: nowhere,
      policies: asksTrust(action, place) ? [yield* readTrust(compile, place)] : [],
      ofRepository: undefined,
      tags: yield* readIamTags(place),
    }
  }

  return function* (asked) {
    const arn = parseArn(asked.place)
    if (arn === undefined) return nothing('')
    if (arn.service === 'ecr') return yield* readEcr(arn, asked)
    return yield* readIam(arn, asked)
  }
}

/** No id: what isn't there is read, and remembered, like what is. The time that it takes tells nothing. */
const nowhere = 0

const nothing = (account: string): ResourcePolicies => ({
  account,
  repositoryId: nowhere,
  policies: [],
  ofRepository: undefined,
  tags: new Map(),
})

const scopeSetting = 'REGISTRY_POLICY_SCOPE'

interface RegistrysPolicy {
  readonly policy: AttachedPolicy | undefined
  readonly scope: string
}

function createRegistryReader(compile: Compile) {
  const known = createEpochCache<RegistrysPolicy>(1_000)
  return function* (registryId: number, epoch: number, arn: string): Work<RegistrysPolicy> {
    const cached = known.find(`${registryId} ${arn}`, epoch)
    if (cached !== undefined) return cached
    const stored = yield* first(selectRegistryPolicy, { registryId })
    const setting = yield* first(selectAccountSetting, { registryId, name: scopeSetting })
    const policy = stored && compile(stored.document, 'registry', principalsOf(stored.principals))
    const read = { policy: policy && attachedTo(arn, policy), scope: setting?.value ?? initialSetting(scopeSetting) }
    known.put(`${registryId} ${arn}`, epoch, read)
    return read
  }
}

interface RepositorysPolicy {
  readonly policy: AttachedPolicy | undefined
  readonly tags: ReadonlyMap<string, readonly string[]>
}

function createRepositoryReader(compile: Compile) {
  const known = createEpochCache<RepositorysPolicy>(10_000)
  return function* (repositoryId: number, epoch: number, arn: string): Work<RepositorysPolicy> {
    const cached = known.find(`${repositoryId} ${arn}`, epoch)
    if (cached !== undefined) return cached
    const stored = yield* first(selectRepositoryPolicy, { repositoryId })
    const rows = yield* all(selectTags, { repositoryId })
    const policy = stored && compile(stored.document, 'repository', principalsOf(stored.principals))
    const read = { policy: policy && attachedTo(arn, policy), tags: valuesByKey(rows) }
    known.put(`${repositoryId} ${arn}`, epoch, read)
    return read
  }
}

export function attachedTo(arn: string, policy: AttachedPolicy['policy']): AttachedPolicy {
  return { kind: 'resource', attachedTo: arn, name: 'policy', policy }
}

const principalsOf = (json: string) => JSON.parse(json) as Readonly<Record<string, string>>
