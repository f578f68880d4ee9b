import { all, first, type Work } from '../database/statement.ts'
import { createEpochCache } from '../platform/epoch-cache.ts'
import { attachedTo, type Compile, type PolicySource } from '../request/policy-source.ts'
import { valuesByKey } from '../request/tag-values.ts'
import { printArn } from '../standards/arn/arn.ts'
import { registryKinds } from '../standards/arn/registry-key.ts'
import type { AttachedPolicy } from '../standards/iam-policy/attached-policy.ts'
import { imageSource } from './images/image-contexts.ts'
import { policyPlace } from './policies/policy-place.ts'
import { selectPolicyEpochs, selectRegistryPolicy, selectRepositoryPolicy } from './policies/policies.table.ts'
import { asksRegistry, asksResource } from './policies/resource-policy-rules.ts'
import { initialSetting } from './registry/account-setting-rules.ts'
import { selectAccountSetting } from './registry/registries.table.ts'
import { selectTags } from './tagging/tagging.table.ts'

const service = 'ecr'

/** The policies of registries and repositories, and their tags: read at most once for each epoch. */
export function createEcrPolicySource(compile: Compile): PolicySource {
  const ofRegistry = createRegistryReader(compile)
  const ofRepository = createRepositoryReader(compile)
  return {
    service,
    images: imageSource,
    policyPlace,
    *readResource({ caller, action, place }, arn) {
      const { account, region } = arn
      const [, name = ''] = /^repository\/(.*)$/.exec(arn.resource) ?? []
      const epochs = yield* first(selectPolicyEpochs, { kind: registryKinds[service], account, region, name })
      const [registryId, registryEpoch] = [epochs?.registry_id ?? nowhere, epochs?.registry_epoch ?? 0]
      const [repositoryId, repositoryEpoch] = [epochs?.repository_id ?? nowhere, epochs?.repository_epoch ?? 0]
      const registry = yield* ofRegistry(registryId, registryEpoch, printArn({ ...arn, resource: '*' }))
      const repository = yield* ofRepository(repositoryId, repositoryEpoch, place)
      const isAsked = asksResource(caller, action, account)
      const { policy } = registry
      return {
        account,
        resourceId: repositoryId,
        policies: policy !== undefined && isAsked && asksRegistry(action, registry.scope) ? [policy] : [],
        own: isAsked ? repository.policy : undefined,
        tags: repository.tags,
      }
    },
  }
}

/** No id: what isn't there is read, and cached, like what is. The time that it takes tells a caller nothing. */
const nowhere = 0

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

const principalsOf = (json: string) => JSON.parse(json) as Readonly<Record<string, string>>
