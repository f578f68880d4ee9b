import type { Pace } from '../../platform/pace.ts'
import { ageStart, type ImageTimes, isOlderThan } from './age-rules.ts'
import type { ActionType, StorageClass } from './combination-rules.ts'
import type { LifecyclePolicy, LifecycleRule } from './policy-rules.ts'
import { beyondAge, beyondCount } from './reason-rules.ts'
import { compileTagTests, passesAll, type TagTest } from './tag-selection-rules.ts'

/** What rules look at. */
export interface SelectableImage extends ImageTimes {
  readonly id: number
  readonly tags: readonly string[]
  readonly storageClass: StorageClass
}

/** What a rule wants to do with an image. */
export interface Choice {
  readonly type: ActionType
  readonly rulePriority: number
  readonly reason: string
}

/** A rule while images pass it, the youngest first. */
interface PassedRule {
  readonly rule: LifecycleRule
  readonly isCounting: boolean
  readonly testGroups: readonly (readonly TagTest[])[]
  /** How many images it has selected. */
  selected: number
}

/** An image on its way through the rules. */
interface Passage {
  readonly image: SelectableImage
  readonly rules: readonly PassedRule[]
  /** Where it is: the next rule, and of that the next group of tests. */
  rule: number
  group: number
  /** Whether it has come to the rule that it belongs to. */
  hasRule: boolean
  choice: Choice | undefined
}

/** After so many tests of tags an image pauses on its way. */
const stepsAtOnce = 10_000

/**
 * What the rules want, by the ids of the images. An image belongs to the first rule that selects it by its tags: no other acts
 * on it, even if that one keeps it. But every rule counts all images that it selects.
 */
export function* chooseImages(
  policy: LifecyclePolicy,
  youngestFirst: Iterable<SelectableImage>,
  nowMs: number,
  pace: Pace,
): Generator<undefined, ReadonlyMap<number, Choice>> {
  const rulesFor = sortRules(policy.rules.map(startRule))
  const choices = new Map<number, Choice>()
  for (const image of youngestFirst) {
    const passage: Passage = { image, rules: rulesFor(image), rule: 0, group: 0, hasRule: false, choice: undefined }
    // V8 doesn't optimize loops in generators: what is done millions of times is in functions that they call.
    do {
      if (pace.isOver(passRules(passage, nowMs))) yield
    } while (passage.rule < passage.rules.length)
    if (passage.choice !== undefined) choices.set(image.id, passage.choice)
  }
  return choices
}

function startRule(rule: LifecycleRule): PassedRule {
  const isCounting = rule.selection.countType === 'imageCountMoreThan'
  return { rule, isCounting, testGroups: compileTagTests(rule.selection), selected: 0 }
}

/** Sorted once by what each image has: its storage class, and tags or none. */
function sortRules(rules: readonly PassedRule[]): (image: SelectableImage) => readonly PassedRule[] {
  const rulesOf = (storageClass: StorageClass, isTagged: boolean): readonly PassedRule[] =>
    rules.filter(
      ({ rule: { selection } }) =>
        (selection.storageClass ?? 'standard') === storageClass &&
        (selection.tagStatus === 'any' || (selection.tagStatus === 'tagged') === isTagged),
    )
  const tagged = { standard: rulesOf('standard', true), archive: rulesOf('archive', true) }
  const untagged = { standard: rulesOf('standard', false), archive: rulesOf('archive', false) }
  return ({ tags, storageClass }) => (tags.length > 0 ? tagged : untagged)[storageClass]
}

/** Takes an image on, to the last rule or until so many steps are done; gives the steps. */
function passRules(passage: Passage, nowMs: number): number {
  const { tags } = passage.image
  let steps = 1
  for (let passed = passage.rules[passage.rule]; passed !== undefined && steps < stepsAtOnce; ) {
    const tests = passed.testGroups[passage.group] ?? []
    steps += 1 + tests.length * tags.length
    // Where an image has its rule, the others only count it.
    const goesOn = (passed.isCounting || !passage.hasRule) && passesAll(tests, tags)
    passage.group += 1
    if (goesOn && passage.group < passed.testGroups.length) continue
    if (goesOn) select(passed, passage, nowMs)
    passage.group = 0
    passage.rule += 1
    passed = passage.rules[passage.rule]
  }
  return steps
}

function select(passed: PassedRule, passage: Passage, nowMs: number): void {
  passed.selected += 1
  if (passage.hasRule) return
  passage.hasRule = true
  passage.choice = choose(passed, passage.image, nowMs)
}

/** `selected` says which place the image has among those that the rule selects. */
function choose({ rule, selected }: PassedRule, image: SelectableImage, nowMs: number): Choice | undefined {
  const { rulePriority, action, selection } = rule
  const { countType, countNumber } = selection
  if (countType === 'imageCountMoreThan') {
    if (selected <= countNumber) return undefined
    return { type: action.type, rulePriority, reason: beyondCount(rulePriority, countNumber, selected) }
  }
  const start = ageStart(countType, image)
  if (start === undefined || !isOlderThan(countNumber, start.atMs, nowMs)) return undefined
  return { type: action.type, rulePriority, reason: beyondAge(rulePriority, countType, countNumber, start) }
}
