import { countMembers, parseJson } from '../../standards/json/parse-json.ts'
import {
  type CountType,
  optionalOneOf,
  requireCombination,
  requireCountType,
  type StorageClass,
} from './combination-rules.ts'
import { refuseContradictions } from './contradiction-rules.ts'
import { lifecyclePolicyTooLong, lifecyclePolicyTooShort, unmappableLifecyclePolicy } from './errors.ts'
import {
  type Document,
  isObject,
  requireFilledText,
  requireInteger,
  requireList,
  requireObject,
  requireOneOf,
  requireText,
} from './json-schema-rules.ts'

export interface LifecyclePolicy {
  /** By ascending priority. */
  readonly rules: readonly LifecycleRule[]
}

export interface LifecycleRule {
  readonly rulePriority: number
  readonly description: string | undefined
  readonly selection: Selection
  readonly action: LifecycleRuleAction
}

export interface Selection {
  readonly tagStatus: 'tagged' | 'untagged' | 'any'
  /** Of the two lists, a rule for tagged images has one, any other none. */
  readonly tagPatternList: readonly string[] | undefined
  readonly tagPrefixList: readonly string[] | undefined
  /** As it was written: undefined means standard. */
  readonly storageClass: StorageClass | undefined
  readonly countType: CountType
  readonly countUnit: 'days' | undefined
  readonly countNumber: number
}

export type LifecycleRuleAction =
  | { readonly type: 'expire' }
  | { readonly type: 'transition'; readonly targetStorageClass: 'archive' }

const minCharacters = 100
const maxCharacters = 30_720
const maxRules = 50

/** Throws InvalidParameterException in ECR's words. */
export function parseLifecyclePolicy(text: string): LifecyclePolicy {
  requireLength(text)
  const policy = { rules: parseRules(parseDocument(text)) }
  refuseContradictions(policy.rules)
  // It can be longer than the text, where that says 1e9; what is stored will be parsed again.
  requireLength(normalForm(policy))
  return policy
}

/** What GetLifecyclePolicy answers: compact, the rules by their priority, members in the order in which ECR writes them. */
export function normalForm({ rules }: LifecyclePolicy): string {
  return JSON.stringify({ rules })
}

function requireLength(text: string): void {
  const characters = text.length > 2 * maxCharacters ? text.length : Array.from(text).length
  if (characters < minCharacters) throw lifecyclePolicyTooShort(minCharacters)
  if (characters > maxCharacters) throw lifecyclePolicyTooLong(maxCharacters)
}

/** What the length of the text doesn't bound is the depth. */
const bounds = { maxValues: maxCharacters, maxDepth: 16, maxPlainBytes: maxCharacters }

/** A member that is named twice is refused: a reader may take the first for what counts, and a parser takes the last. */
function parseDocument(text: string): Document {
  const parsed = parseJson(Buffer.from(text), bounds)
  if ('fault' in parsed || !isObject(parsed.value)) throw unmappableLifecyclePolicy()
  if (parsed.members !== countMembers(parsed.value)) throw unmappableLifecyclePolicy()
  return parsed.value
}

function parseRules(document: Document): readonly LifecycleRule[] {
  const { rules } = requireObject(document, { required: ['rules'], optional: [] })
  const parsed = requireList(rules, { min: 1, max: maxRules }).map(parseRule)
  return parsed.toSorted((a, b) => a.rulePriority - b.rulePriority)
}

const ruleMembers = { required: ['rulePriority', 'selection', 'action'], optional: ['description'] }

function parseRule(value: unknown): LifecycleRule {
  const rule = requireObject(value, ruleMembers)
  const action = parseAction(rule.action)
  return {
    rulePriority: requireInteger(rule.rulePriority, 1),
    description: rule.description === undefined ? undefined : requireText(rule.description),
    selection: parseSelection(rule.selection, action),
    action: action.type === 'expire' ? { type: action.type } : { type: action.type, targetStorageClass: 'archive' },
  }
}

type AnyAction = ReturnType<typeof parseAction>

/** Whether the target belongs to the type is a matter of the combination. */
function parseAction(value: unknown) {
  const action = requireObject(value, { required: ['type'], optional: ['targetStorageClass'] })
  return {
    type: requireOneOf(action.type, ['expire', 'transition']),
    targetStorageClass: optionalOneOf(action.targetStorageClass, ['archive']),
  }
}

const selectionMembers = {
  required: ['tagStatus', 'countType', 'countNumber'],
  optional: ['tagPatternList', 'tagPrefixList', 'storageClass', 'countUnit'],
}

function parseSelection(value: unknown, action: AnyAction): Selection {
  const selection = requireObject(value, selectionMembers)
  const tagStatus = requireOneOf(selection.tagStatus, ['any', 'tagged', 'untagged'])
  const tagPatternList = optionalTexts(selection.tagPatternList)
  const tagPrefixList = optionalTexts(selection.tagPrefixList)
  const storageClass = optionalOneOf(selection.storageClass, ['archive', 'standard'])
  const countType = requireCountType(selection.countType)
  const countUnit = optionalOneOf(selection.countUnit, ['days'])
  const leastCount = requireCombination({ countType, countUnit, storageClass, ...action })
  const countNumber = requireInteger(selection.countNumber, leastCount)
  return { tagStatus, tagPatternList, tagPrefixList, storageClass, countType, countUnit, countNumber }
}

function optionalTexts(value: unknown): readonly string[] | undefined {
  if (value === undefined) return undefined
  return requireList(value, { min: 0, max: maxCharacters }).map(requireFilledText)
}
