import { ociOperation } from '../../request/operation.ts'
import { onPush, type Push, pushImage } from './push-image.ts'

export interface PutManifestOutput {
  readonly imageDigest: string
  readonly subjectDigest: string | undefined
}

/**
 * PutImage as `/v2/` has it: bytes instead of a string, several tags at once, and digests other than sha256.
 * https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pushing-manifests
 */
export const ociPutManifest = ociOperation<Push, PutManifestOutput>({
  name: 'PutImage',
  effect: 'changes',
  access: (push, scope) => [onPush(scope, push.repositoryName, () => push)],
  pushesTo: ({ repositoryName }) => repositoryName,
  async run(ctx, push, scope) {
    const { manifest, digest } = await pushImage(ctx, scope, push)
    return { imageDigest: digest, subjectDigest: manifest.subjectDigest }
  },
})
