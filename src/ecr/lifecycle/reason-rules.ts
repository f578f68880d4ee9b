import { printInstant } from '../../platform/print-instant.ts'
import type { AgeStart, AgeType } from './age-rules.ts'
import type { ActionType } from './combination-rules.ts'

/** Why a policy acts on an image: one sentence each, for people. */

export function beyondCount(rulePriority: number, countNumber: number, place: number): string {
  const kept = countNumber === 1 ? 'the newest' : `the ${countNumber} newest`
  return `Rule ${rulePriority} keeps ${kept} of the images that it selects; this one is number ${place}.`
}

const olderThan: Readonly<Record<AgeType, (days: string) => string>> = {
  sinceImagePushed: (days) => `images pushed or restored more than ${days} ago`,
  sinceImagePulled: (days) => `images not pulled for more than ${days}`,
  sinceImageTransitioned: (days) => `images archived more than ${days} ago`,
}

export function beyondAge(rulePriority: number, type: AgeType, countNumber: number, { atMs, words }: AgeStart): string {
  const days = countNumber === 1 ? '1 day' : `${countNumber} days`
  return `Rule ${rulePriority} takes ${olderThan[type](days)}; this one ${words} ${printInstant(atMs)}.`
}

const verbs = { expire: 'expires', transition: 'archives' } as const

export function followsSubject(rulePriority: number, type: ActionType, digest: string): string {
  return `It refers to the image ${digest}, which rule ${rulePriority} ${verbs[type]}.`
}

export function followsIndex(rulePriority: number, digest: string): string {
  return `It is part of the index ${digest}, which rule ${rulePriority} ${verbs.transition}.`
}
