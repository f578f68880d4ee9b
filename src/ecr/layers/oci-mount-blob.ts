import type { Context } from '../../request/context.ts'
import { all, first, run, type Work } from '../../database/statement.ts'
import { ociOperation, onRepository, type Scope } from '../../request/operation.ts'
import { findRepository, repositoryKey, requireRepository } from '../repositories/find-repository.ts'
import type { Repository } from '../repositories/repositories.table.ts'
import { findAccountSetting } from '../registry/find-account-setting.ts'
import { isPresent } from './layer-rules.ts'
import { selectLayer, selectLayerInScope, upsertRepositoryBlob } from './layers.table.ts'

export interface MountInput {
  readonly repositoryName: string
  readonly digest: string
  /** The repository that has the blob; undefined leaves finding one to the registry. */
  readonly from: string | undefined
}

/**
 * Shows a blob of another repository in this one, without its bytes travelling. False: an upload is needed.
 *
 * Only within one scope (account, region, encryption and key), and only from a repository that the caller may read: what
 * may be downloaded there may be mounted here. ECR wants an image to name the blob there; the specification doesn't, and
 * a client that pushes one image to two repositories would send everything twice.
 * With the setting BLOB_MOUNTING disabled it is from nowhere.
 * Without `from` it is the first repository that has the blob.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/blob-mounting.html
 */
export const ociMountBlob = ociOperation<MountInput, boolean, readonly string[]>({
  name: 'MountBlob',
  effect: 'changes',
  facts: (input, scope) => sources(input, scope),
  access: (input, scope, from) => [
    onRepository('ecr:InitiateLayerUpload', scope, input.repositoryName),
    ...from.map((name) => onRepository('ecr:GetDownloadUrlForLayer', scope, name)),
  ],
  pushesTo: ({ repositoryName }) => repositoryName,
  // From where it was authorised and from nowhere else: in the meantime another repository may have come first.
  run: (ctx, input, scope, from) => ctx.database.change(() => mount(ctx, scope, input, from)),
})

function* sources(input: MountInput, scope: Scope): Work<readonly string[]> {
  if ((yield* findAccountSetting(scope.registry, 'BLOB_MOUNTING')) !== 'ENABLED') return []
  if (input.from !== undefined) return [input.from]
  const repository = yield* findRepository(repositoryKey(scope, input.repositoryName))
  // Asked in no scope, too: who may not write here could else measure whether the repository is there.
  const namespaceId = repository?.namespace_id ?? 0
  const found = yield* all(selectLayerInScope, { namespaceId, digest: input.digest, limit: 1 })
  return found.map(({ name }) => name)
}

function* mount(ctx: Context, scope: Scope, input: MountInput, from: readonly string[]): Work<boolean> {
  const target = yield* requireRepository(repositoryKey(scope, input.repositoryName))
  const now = ctx.clock.now()
  const blobId = yield* findMountable(scope, target, from, input.digest, now)
  if (blobId === undefined) return false
  yield* run(upsertRepositoryBlob, { repositoryId: target.id, blobId, unreferencedSince: now })
  return true
}

function* findMountable(
  scope: Scope,
  target: Repository,
  from: readonly string[],
  digest: string,
  nowMs: number,
): Work<number | undefined> {
  for (const name of from) {
    const source = yield* findRepository(repositoryKey(scope, name))
    if (source?.namespace_id !== target.namespace_id) continue
    const layer = yield* first(selectLayer, { namespaceId: source.namespace_id, repositoryId: source.id, digest })
    if (layer !== undefined && isPresent(layer, nowMs)) return layer.id
  }
  return undefined
}
