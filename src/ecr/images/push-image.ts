import type { Context } from '../../request/context.ts'
import { type Access, onImages, type Scope } from '../../request/operation.ts'
import { decideAlgorithm, doorRules } from '../door-rules.ts'
import { repositoryKey } from '../repositories/find-repository.ts'
import { pushedImage, requireDigests } from './digest-rules.ts'
import { type Manifest, parseManifest } from './manifest-rules.ts'
import { storeImage } from './store-image.ts'

/** What a client pushes, through either door. */
export interface Push {
  readonly repositoryName: string
  readonly bytes: Uint8Array
  /** As the client states it: `imageManifestMediaType`, or the Content-Type. */
  readonly contentType: string | undefined
  /** As the client states it; undefined leaves it to the bytes. */
  readonly imageDigest: string | undefined
  /** `imageTag`; the tag in the path, or those of `?tag=`. */
  readonly tags: readonly string[]
}

/** The right to push; the manifest is taken apart only where a policy asks about images. */
export function onPush(scope: Scope, repositoryName: string, pushOf: () => Push): Access {
  return onImages('ecr:PutImage', scope, repositoryName, () => {
    const { bytes, contentType, imageDigest, tags } = pushOf()
    return pushedImage(parseManifest(bytes, contentType), imageDigest, tags)
  })
}

export interface Pushed {
  readonly manifest: Manifest
  readonly digest: string
}

/** Puts an image and its tags into a repository: PutImage, and PUT of a manifest. */
export async function pushImage(ctx: Context, scope: Scope, push: Push): Promise<Pushed> {
  const { bytes, contentType, imageDigest, tags } = push
  const rules = doorRules[scope.door]
  const key = repositoryKey(scope, push.repositoryName)
  const manifest = parseManifest(bytes, contentType)
  const digests = requireDigests(key, manifest, decideAlgorithm(rules, imageDigest), imageDigest)
  const refusesSameAgain = rules.refusesSameImageAgain
  await storeImage(ctx, { key, ...digests, manifest, bytes, tags, refusesSameAgain })
  return { manifest, digest: digests.digest }
}
