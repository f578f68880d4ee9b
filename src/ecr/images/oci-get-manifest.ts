import type { ImageName } from '../../errors.ts'
import { ociOperation, onImages } from '../../request/operation.ts'
import { repositoryKey, requireRepository } from '../repositories/find-repository.ts'
import { findManifest } from './find-image.ts'
import type { FoundManifest } from './manifests.table.ts'
import { readWhole, recordPull } from './read-manifest.ts'
import { statusOf } from './storage-class-rules.ts'

export interface GetManifestInput extends ImageName {
  readonly repositoryName: string
  /** HEAD looks and doesn't pull: many bytes it does without. */
  readonly isPull: boolean
}

/** GET and HEAD of a manifest: BatchGetImage of one. Undefined when there is no such image, or it is archived. */
export const ociGetManifest = ociOperation<GetManifestInput, FoundManifest | undefined>({
  name: 'BatchGetImage',
  effect: 'reads',
  access: (input, scope) => [
    onImages('ecr:BatchGetImage', scope, input.repositoryName, () => ({ to: 'read', names: [input] })),
  ],
  async run(ctx, input, scope) {
    const found = await ctx.database.read(function* () {
      const { id } = yield* requireRepository(repositoryKey(scope, input.repositoryName))
      return yield* findManifest(id, input)
    })
    if (typeof found === 'string' || statusOf(found, ctx.clock.now()) !== 'ACTIVE') return undefined
    if (!input.isPull) return found
    const image = await readWhole(ctx, found)
    if (image !== undefined) await recordPull(ctx, scope, [image])
    return image
  },
})
