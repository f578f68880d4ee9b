import type { ImageName } from '../../errors.ts'
import { ociOperation, onImages } from '../../operation.ts'
import { placeOf } from '../repositories/find-repository.ts'
import { readManifest, recordPull, type StoredManifest } from './read-manifest.ts'

export interface GetManifestInput extends ImageName {
  readonly repositoryName: string
  /** HEAD looks and doesn't pull. */
  readonly isPull: boolean
}

/** GET and HEAD of a manifest: BatchGetImage of one. Undefined when there is no such image. */
export const ociGetManifest = ociOperation<GetManifestInput, StoredManifest | undefined>({
  name: 'BatchGetImage',
  access: (input, scope) => [
    onImages('ecr:BatchGetImage', scope, input.repositoryName, () => ({ to: 'read', names: [input] })),
  ],
  async run(ctx, input, scope) {
    const image = await readManifest(ctx, placeOf(scope, input.repositoryName), input)
    if (image !== undefined && input.isPull) await recordPull(ctx, [image])
    return image
  },
})
