import { invalidParameter, type ServiceError } from '../../errors.ts'

/** All that can be wrong with the document of a policy begins in the same words. */
export const invalidLifecyclePolicy = (sentence: string): ServiceError =>
  invalidParameter('LifecyclePolicyText', `Lifecycle policy validation failure: ${sentence}`)

/** What is no JSON, no object, or names a member twice. */
export const unmappableLifecyclePolicy = (): ServiceError =>
  invalidLifecyclePolicy('Could not map policyString into LifecyclePolicy.')

/** In the words in which the model's own bounds are told. */
export const lifecyclePolicyTooShort = (limit: number): ServiceError =>
  invalidParameter('lifecyclePolicyText', `Member must have length greater than or equal to ${limit}`)

export const lifecyclePolicyTooLong = (limit: number): ServiceError =>
  invalidParameter('lifecyclePolicyText', `Member must have length less than or equal to ${limit}`)

// ── what the schema says, in the words of ECR's validator of JSON schemas ───────────────────────

export const typeDoesNotMatch = (found: string, allowed: string): ServiceError =>
  invalidLifecyclePolicy(
    `instance type (${found}) does not match any allowed primitive type (allowed: ${listed([allowed])})`,
  )

export const missingProperties = (names: readonly string[]): ServiceError =>
  invalidLifecyclePolicy(`object has missing required properties (${listed(names)})`)

export const propertiesNotAllowed = (names: readonly string[]): ServiceError =>
  invalidLifecyclePolicy(`object instance has properties which are not allowed by the schema: (${listed(names)})`)

export const valueNotInEnum = (value: unknown, possible: readonly string[]): ServiceError =>
  invalidLifecyclePolicy(
    `instance value (${typeof value === 'string' ? value : JSON.stringify(value)}) not found in enum :(possible values: ${listed(possible)})`,
  )

export const numberTooLow = (minimum: number, found: number): ServiceError =>
  invalidLifecyclePolicy(`numeric instance is lower than the required minimum (minimum: ${minimum}, found: ${found})`)

export const numberTooHigh = (maximum: number, found: number): ServiceError =>
  invalidLifecyclePolicy(`numeric instance is greater than the required maximum (maximum: ${maximum}, found: ${found})`)

export const arrayTooShort = (minimum: number, found: number): ServiceError =>
  invalidLifecyclePolicy(
    `array is too short: must have at least ${minimum} elements but instance has ${found} elements`,
  )

export const arrayTooLong = (maximum: number, found: number): ServiceError =>
  invalidLifecyclePolicy(`array is too long: must have at most ${maximum} elements but instance has ${found} elements`)

export const emptyText = (): ServiceError =>
  invalidLifecyclePolicy('string "" is too short (length: 0, required minimum: 1)')

/** A count, its unit, its storage class and an action that ECR doesn't have together. ECR's sentence ends with a new line. */
export const noSuchCombination = (): ServiceError =>
  invalidLifecyclePolicy('instance failed to match exactly one schema (matched 0 out of 4)\n')

const listed = (names: readonly string[]): string => `[${names.map((name) => JSON.stringify(name)).join(', ')}]`

// ── what the rules must be to each other ────────────────────────────────────────────────────────

export const tagListMissing = (): ServiceError =>
  invalidLifecyclePolicy('Must specify tagPrefixList or tagPatternList when tagStatus=TAGGED.')

/** This sentence and the five below it are ecrd's: those of ECR are not known. */
export const tagListNotAllowed = (tagStatus: string): ServiceError =>
  invalidLifecyclePolicy(`Must not specify tagPrefixList or tagPatternList when tagStatus=${tagStatus.toUpperCase()}.`)

export const bothTagLists = (): ServiceError =>
  invalidLifecyclePolicy('Must specify only one of tagPrefixList and tagPatternList when tagStatus=TAGGED.')

export const tooManyWildcards = (limit: number): ServiceError =>
  invalidLifecyclePolicy(`A tag pattern can have at most ${limit} wildcards (*)`)

export const prioritiesNotUnique = (): ServiceError => invalidLifecyclePolicy('Rule priorities must be unique')

export const tagPrefixesNotUnique = (): ServiceError => invalidLifecyclePolicy('TagPrefixes must be unique')

export const tagPatternsNotUnique = (): ServiceError => invalidLifecyclePolicy('TagPatterns must be unique')

export const severalUntaggedRules = (): ServiceError =>
  invalidLifecyclePolicy('Only one rule can select Untagged images per storage class')

export const anyRuleNotLast = (): ServiceError =>
  invalidLifecyclePolicy('Rule for tagStatus=ANY must have the lowest priority per storage class')
