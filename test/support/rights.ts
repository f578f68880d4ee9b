import { expect } from 'vitest'
import { ManifestUnread } from '../../src/ecr/images/oci-await-manifest.ts'
import type { ImageName } from '../../src/errors.ts'
import type { Access, AnyOperation, Scope, TouchedImages } from '../../src/request/operation.ts'

/** What an operation needs, with the images that it would be decided about. */
export interface Needed extends Omit<Access, 'images'> {
  /** `unread`: nobody can say it yet. */
  readonly images?: TouchedImages | 'unread'
}

/** A line of the tables of rights: a request of an operation, and what its caller needs. */
export interface Rights {
  readonly label: string
  readonly operation: Pick<AnyOperation, 'access' | 'effect' | 'pushesTo'>
  readonly input: unknown
  readonly found?: unknown
  readonly scope: Scope
  readonly needed: readonly Needed[]
}

/** The operation asks for what the table says, nothing else and nothing less. */
export function expectNeeded({ operation, input, scope, found, needed }: Rights): void {
  expect(operation.access(input, scope, found).map(shown)).toEqual(needed)
}

function shown({ images, ...access }: Access): Needed {
  if (images === undefined) return access
  const touched = touchedBy(images)
  if (touched === 'unread' || touched.to === 'push') return { ...access, images: touched }
  return { ...access, images: { ...touched, names: touched.names.map(nameOf) } }
}

export function touchedBy(images: () => TouchedImages): TouchedImages | 'unread' {
  try {
    return images()
  } catch (error) {
    if (error instanceof ManifestUnread) return 'unread'
    throw error
  }
}

const nameOf = ({ imageTag, imageDigest }: ImageName): ImageName => ({ imageTag, imageDigest })
