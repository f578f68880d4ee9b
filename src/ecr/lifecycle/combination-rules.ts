import { noSuchCombination } from './errors.ts'
import { requireOneOf } from './json-schema-rules.ts'

export type CountType = 'imageCountMoreThan' | 'sinceImagePushed' | 'sinceImagePulled' | 'sinceImageTransitioned'
export type StorageClass = 'standard' | 'archive'
export type ActionType = 'expire' | 'transition'

/**
 * What a rule may count, and what it may then do.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
 */
interface Combination {
  readonly countUnit: 'days' | undefined
  readonly storageClass: StorageClass
  readonly actions: readonly ActionType[]
  readonly leastCount: number
}

const ofStandardImages = { storageClass: 'standard', actions: ['expire', 'transition'], leastCount: 1 } as const

const combinations: Readonly<Record<CountType, Combination>> = {
  imageCountMoreThan: { ...ofStandardImages, countUnit: undefined },
  sinceImagePushed: { ...ofStandardImages, countUnit: 'days' },
  sinceImagePulled: { ...ofStandardImages, countUnit: 'days', actions: ['transition'] },
  // ECR keeps archived images for 90 days at least.
  sinceImageTransitioned: { storageClass: 'archive', actions: ['expire'], countUnit: 'days', leastCount: 90 },
}

/** What is asked for, member by member. */
interface Wanted {
  readonly countType: CountType
  readonly countUnit: 'days' | undefined
  readonly storageClass: StorageClass | undefined
  readonly type: ActionType
  readonly targetStorageClass: 'archive' | undefined
}

/** The least count of the combination. */
export function requireCombination(wanted: Wanted): number {
  const { countUnit, storageClass, actions, leastCount } = combinations[wanted.countType]
  const fits =
    wanted.countUnit === countUnit &&
    (wanted.storageClass ?? 'standard') === storageClass &&
    actions.includes(wanted.type) &&
    wanted.targetStorageClass === (wanted.type === 'transition' ? 'archive' : undefined)
  if (!fits) throw noSuchCombination()
  return leastCount
}

export function requireCountType(value: unknown): CountType {
  if (typeof value !== 'string' || !Object.hasOwn(combinations, value)) throw noSuchCombination()
  return value as CountType
}

/** A member that may be absent. ECR takes null, and all that is no text, for part of no combination. */
export function optionalOneOf<T extends string>(value: unknown, possible: readonly T[]): T | undefined {
  if (value === undefined) return undefined
  if (typeof value !== 'string') throw noSuchCombination()
  return requireOneOf(value, possible)
}
