import type { CountType } from './combination-rules.ts'

/** When something last happened to an image, in milliseconds. */
export interface ImageTimes {
  readonly pushedAt: number
  readonly lastPulledAt: number | undefined
  readonly archivedAt: number | undefined
  /** Its last restore from the archive. */
  readonly activatedAt: number | undefined
}

/** From when an image's age counts. The words tell what happened then, up to the time. */
export interface AgeStart {
  readonly atMs: number
  readonly words: string
}

export type AgeType = Exclude<CountType, 'imageCountMoreThan'>

const dayMs = 86_400_000

/** A restored image is as young as one that is pushed then. */
export function pushedOrRestoredAt({ pushedAt, activatedAt }: ImageTimes): number {
  return Math.max(pushedAt, activatedAt ?? pushedAt)
}

export function ageStart(type: AgeType, image: ImageTimes): AgeStart | undefined {
  switch (type) {
    case 'sinceImagePushed':
      return sincePushed(image)
    case 'sinceImagePulled':
      return sincePulled(image)
    case 'sinceImageTransitioned':
      return image.archivedAt === undefined ? undefined : { atMs: image.archivedAt, words: 'was archived at' }
  }
}

function sincePushed(image: ImageTimes): AgeStart {
  const atMs = pushedOrRestoredAt(image)
  return { atMs, words: atMs === image.pushedAt ? 'was pushed at' : 'was restored at' }
}

function sincePulled({ pushedAt, lastPulledAt, activatedAt }: ImageTimes): AgeStart {
  if (activatedAt !== undefined && activatedAt > (lastPulledAt ?? pushedAt)) {
    return { atMs: activatedAt, words: 'has not been pulled since it was restored at' }
  }
  if (lastPulledAt !== undefined) return { atMs: lastPulledAt, words: 'was last pulled at' }
  return { atMs: pushedAt, words: 'has never been pulled, and was pushed at' }
}

/** Days are 24 hours; an image that is exactly as old as a rule allows is kept. */
export function isOlderThan(days: number, atMs: number, nowMs: number): boolean {
  return nowMs - atMs > days * dayMs
}
