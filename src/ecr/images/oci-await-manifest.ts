import { ociOperation, onImages, type TouchedImages } from '../../request/operation.ts'

/** A policy asks which images are pushed, and only the manifest says that. */
export class ManifestUnread extends Error {
  constructor() {
    super('the manifest is not there yet')
    this.name = 'ManifestUnread'
  }
}

/**
 * PutImage before its manifest is read: who may not push into the repository at all is told so at once, and nothing that he sends
 * is kept. Throws ManifestUnread where the manifest makes a difference.
 */
export const ociAwaitManifest = ociOperation<{ readonly repositoryName: string }, undefined>({
  name: 'PutImage',
  effect: 'changes',
  access: ({ repositoryName }, scope) => [onImages('ecr:PutImage', scope, repositoryName, unread)],
  run: () => Promise.resolve(undefined),
})

function unread(): TouchedImages {
  throw new ManifestUnread()
}
