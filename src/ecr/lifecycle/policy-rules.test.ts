import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalForm, parseLifecyclePolicy } from './policy-rules.ts'

type Json = Readonly<Record<string, unknown>>

const invalid = (constraint: string) =>
  `Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: 'Lifecycle policy validation failure: ${constraint}'`
const unmappable = invalid('Could not map policyString into LifecyclePolicy.')
const noCombination = invalid('instance failed to match exactly one schema (matched 0 out of 4)\n')

const parse = (document: unknown) => parseLifecyclePolicy(JSON.stringify(document).padEnd(100))

function refusal(text: string): string {
  try {
    parseLifecyclePolicy(text)
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
  return 'none'
}

const refusalOf = (document: unknown): string => refusal(JSON.stringify(document).padEnd(100))

const untagged = { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 14 }
const any = { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 5 }
const tagged = { ...any, tagStatus: 'tagged' }
const archived = {
  tagStatus: 'any',
  storageClass: 'archive',
  countType: 'sinceImageTransitioned',
  countUnit: 'days',
  countNumber: 365,
}
const transition = { type: 'transition', targetStorageClass: 'archive' }

const rule = (selection: Json, more: Json = {}) => ({ rulePriority: 1, selection, action: { type: 'expire' }, ...more })

/** With priorities 1, 2, 3, … */
const policyOf = (...rules: readonly Json[]) => ({
  rules: rules.map((each, at) => ({ ...each, rulePriority: at + 1 })),
})

describe('a lifecycle policy', () => {
  test('has its rules by their priority, and each as it was written', () => {
    const document = {
      rules: [
        rule(any, { rulePriority: 20, description: 'the rest' }),
        rule({ ...tagged, tagPatternList: ['prod*', '*-rc'] }, { rulePriority: 3 }),
      ],
    }
    expect(parse(document).rules).toEqual([document.rules[1], document.rules[0]])
  })

  test('is written compactly, by priority, with the members in the order of ECR', () => {
    const document = {
      rules: [
        { action: transition, selection: untagged, rulePriority: 7 },
        { action: { type: 'expire' }, selection: archived, description: 'é\n', rulePriority: 2 },
      ],
    }
    expect(normalForm(parse(document))).toBe(
      '{"rules":[{"rulePriority":2,"description":"é\\n","selection":{"tagStatus":"any","storageClass":"archive","countType":"sinceImageTransitioned","countUnit":"days","countNumber":365},"action":{"type":"expire"}},{"rulePriority":7,"selection":{"tagStatus":"untagged","countType":"sinceImagePushed","countUnit":"days","countNumber":14},"action":{"type":"transition","targetStorageClass":"archive"}}]}',
    )
  })

  test('means the same after it was written and read again', () => {
    const selection = fc.oneof(
      fc.record({ ...constants(any), countNumber: fc.integer({ min: 1, max: 2_147_483_647 }) }),
      fc.record({ ...constants(tagged), tagPrefixList: fc.array(fc.string({ minLength: 1 }), { minLength: 1 }) }),
    )
    fc.assert(
      fc.property(selection, fc.option(fc.string(), { nil: undefined }), (each, description) => {
        const policy = parse({ rules: [rule(each, { description })] })
        expect(parseLifecyclePolicy(normalForm(policy))).toEqual(policy)
      }),
    )
  })
})

function constants(values: Json): Record<string, fc.Arbitrary<unknown>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, fc.constant(value)]))
}

describe('the text of a lifecycle policy', () => {
  const text = JSON.stringify(policyOf(rule(untagged)))

  test('has 100 to 30,720 characters', () => {
    const tooShort =
      "Invalid parameter at 'lifecyclePolicyText' failed to satisfy constraint: 'Member must have length greater than or equal to 100'"
    const tooLong =
      "Invalid parameter at 'lifecyclePolicyText' failed to satisfy constraint: 'Member must have length less than or equal to 30720'"
    expect(refusal(' '.repeat(99))).toBe(tooShort)
    expect(refusal(' '.repeat(100))).toBe(unmappable)
    expect(refusal(text.padEnd(30_720))).toBe('none')
    expect(refusal(text.padEnd(30_721))).toBe(tooLong)
    expect(refusal('x'.repeat(1_000_000))).toBe(tooLong)
  })

  test('is measured in characters, not in the units of UTF-16', () => {
    const withFaces = (count: number) => JSON.stringify(policyOf(rule(untagged, { description: '😀'.repeat(count) })))
    const most = 30_720 - withFaces(0).length
    expect(refusal(withFaces(most))).toBe('none')
    expect(refusal(withFaces(most + 1))).toContain('less than or equal to 30720')
  })

  test('is refused where its normal form is too long', () => {
    const filled = JSON.stringify(policyOf(rule(any, { description: '' }))).replace(':5}', ':1e9}')
    const description = 'x'.repeat(30_720 - filled.length)
    expect(refusal(filled.replace('"description":""', `"description":"${description}"`))).toContain('30720')
  })

  test.for([
    ['a surplus brace', `${text}}`],
    ['text that is no JSON', 'x'.repeat(100)],
    ['a list', `[${text}]`],
    ['null', 'null'.padEnd(100)],
    ['a member that is named twice', text.replace('"countNumber":14', '"countNumber":1,"countNumber":14')],
    ['deep nesting', '['.repeat(15_000) + ']'.repeat(15_000)],
    ['a byte order mark', `\ufeff${text}`],
  ] as const)('is refused as a policy that can not be mapped: %s', ([, refused]) => {
    expect(refusal(refused)).toBe(unmappable)
  })
})

describe('the schema of a lifecycle policy refuses', () => {
  const missing = (...names: readonly string[]) =>
    invalid(`object has missing required properties ([${names.map((name) => `"${name}"`).join(', ')}])`)
  const notAllowed = (name: string) =>
    invalid(`object instance has properties which are not allowed by the schema: (["${name}"])`)
  const type = (found: string, allowed: string) =>
    invalid(`instance type (${found}) does not match any allowed primitive type (allowed: ["${allowed}"])`)
  const notInEnum = (value: string, possible: string) =>
    invalid(`instance value (${value}) not found in enum :(possible values: [${possible}])`)
  const tagStatuses = '"any", "tagged", "untagged"'

  test.for<readonly [string, unknown, string]>([
    ['no rules', {}, missing('rules')],
    ['another member beside the rules', { ...policyOf(rule(any)), x: 1 }, notAllowed('x')],
    ['a prototype', JSON.parse('{"rules":[],"__proto__":{}}'), notAllowed('__proto__')],
    ['rules that are null', { rules: null }, type('null', 'array')],
    ['rules that are an object', { rules: {} }, type('object', 'array')],
    [
      'an empty list',
      policyOf(),
      invalid('array is too short: must have at least 1 elements but instance has 0 elements'),
    ],
    [
      '51 rules',
      policyOf(...Array.from({ length: 51 }, (_, at) => rule({ ...tagged, tagPrefixList: [`${at}`] }))),
      invalid('array is too long: must have at most 50 elements but instance has 51 elements'),
    ],
    ['a rule that is a text', { rules: ['x'] }, type('string', 'object')],
    ['a rule that is a list', { rules: [[]] }, type('array', 'object')],
    ['an empty rule', { rules: [{}] }, missing('action', 'rulePriority', 'selection')],
    ['an unknown member of a rule', policyOf(rule(any, { name: 'x' })), notAllowed('name')],
    ['a description that is null', policyOf(rule(any, { description: null })), type('null', 'string')],
    ['a priority of 0', { rules: [rule(any, { rulePriority: 0 })] }, tooLow(1, 0)],
    ['a priority that is a text', { rules: [rule(any, { rulePriority: '1' })] }, type('string', 'integer')],
    ['a priority that is not whole', { rules: [rule(any, { rulePriority: 1.5 })] }, type('number', 'integer')],
    [
      'a priority beyond 32 bits',
      { rules: [rule(any, { rulePriority: 2 ** 31 })] },
      invalid('numeric instance is greater than the required maximum (maximum: 2147483647, found: 2147483648)'),
    ],
    ['an action that is a text', policyOf(rule(any, { action: 'expire' })), type('string', 'object')],
    ['an action without a type', policyOf(rule(any, { action: {} })), missing('type')],
    ['an unknown action', policyOf(rule(any, { action: { type: 'x' } })), notInEnum('x', '"expire", "transition"')],
    ['an unknown member of an action', policyOf(rule(any, { action: { type: 'expire', x: 1 } })), notAllowed('x')],
    [
      'an unknown target',
      policyOf(rule(any, { action: { ...transition, targetStorageClass: 'x' } })),
      notInEnum('x', '"archive"'),
    ],
    ['an empty selection', policyOf(rule({})), missing('countNumber', 'countType', 'tagStatus')],
    ['an unknown member of a selection', policyOf(rule({ ...any, x: 1 })), notAllowed('x')],
    ['an unknown tagStatus', policyOf(rule({ ...any, tagStatus: 'x' })), notInEnum('x', tagStatuses)],
    ['a tagStatus that is null', policyOf(rule({ ...any, tagStatus: null })), notInEnum('null', tagStatuses)],
    ['an unknown countUnit', policyOf(rule({ ...untagged, countUnit: 'weeks' })), notInEnum('weeks', '"days"')],
    ['an unknown class', policyOf(rule({ ...any, storageClass: 'x' })), notInEnum('x', '"archive", "standard"')],
    ['a count of 0', policyOf(rule({ ...any, countNumber: 0 })), tooLow(1, 0)],
    ['a count that is null', policyOf(rule({ ...any, countNumber: null })), type('null', 'integer')],
    ['less than 90 days in the archive', policyOf(rule({ ...archived, countNumber: 89 })), tooLow(90, 89)],
    ['a list of tags that is null', policyOf(rule({ ...tagged, tagPrefixList: null })), type('null', 'array')],
    ['a tag that is a number', policyOf(rule({ ...tagged, tagPatternList: [1] })), type('integer', 'string')],
    [
      'an empty prefix',
      policyOf(rule({ ...tagged, tagPrefixList: [''] })),
      invalid('string "" is too short (length: 0, required minimum: 1)'),
    ],
  ])('%s', ([, document, sentence]) => {
    expect(refusalOf(document)).toBe(sentence)
  })

  function tooLow(minimum: number, found: number): string {
    return invalid(`numeric instance is lower than the required minimum (minimum: ${minimum}, found: ${found})`)
  }
})

describe('a count, its unit, its storage class and an action', () => {
  const pulled = { ...untagged, countType: 'sinceImagePulled' }

  test.for<readonly [string, Json]>([
    ['a count of images expires', rule(any)],
    ['a count of images is archived', rule(any, { action: transition })],
    ['images are archived some days after their push', rule(untagged, { action: transition })],
    ['images are archived some days after their last pull', rule(pulled, { action: transition })],
    ['images expire 90 days after they were archived', rule({ ...archived, countNumber: 90 })],
    ['the standard class may be written', rule({ ...any, storageClass: 'standard' })],
  ])('are taken where ECR has them together: %s', ([, each]) => {
    expect(refusalOf(policyOf(each))).toBe('none')
  })

  test.for<readonly [string, Json]>([
    ['an unknown type of count', rule({ ...any, countType: 'x' })],
    ['a type of count that every object has', rule({ ...any, countType: 'toString' })],
    ['a unit for a count of images', rule({ ...any, countUnit: 'days' })],
    ['a unit that is null', rule({ ...any, countUnit: null })],
    ['no unit for an age', rule({ tagStatus: 'any', countType: 'sinceImagePushed', countNumber: 1 })],
    ['images that expire after their last pull', rule(pulled)],
    ['archived images that are counted', rule({ ...any, storageClass: 'archive' })],
    ['archived images by their push', rule({ ...untagged, storageClass: 'archive' })],
    ['a class that is null', rule({ ...any, storageClass: null })],
    ['images of the standard class by their archiving', rule({ ...archived, storageClass: 'standard' })],
    ['archived images that are archived', rule(archived, { action: transition })],
    ['images that expire into a class', rule(any, { action: { ...transition, type: 'expire' } })],
    ['a target that is null', rule(any, { action: { type: 'expire', targetStorageClass: null } })],
    ['a transition without a target', rule(any, { action: { type: 'transition' } })],
  ])('are refused where it has not: %s', ([, each]) => {
    expect(refusalOf(policyOf(each))).toBe(noCombination)
  })
})

describe('rules that contradict themselves or each other', () => {
  const byPrefix = (...tagPrefixList: readonly string[]) => rule({ ...tagged, tagPrefixList })
  const byPattern = (...tagPatternList: readonly string[]) => rule({ ...tagged, tagPatternList })
  const noList = 'Must specify tagPrefixList or tagPatternList when tagStatus=TAGGED.'

  test.for<readonly [string, unknown, string]>([
    ['tagged without a list', policyOf(rule(tagged)), noList],
    ['tagged with an empty list', policyOf(byPrefix()), noList],
    [
      'tagged with both lists',
      policyOf(rule({ ...tagged, tagPrefixList: ['a'], tagPatternList: ['b'] })),
      'Must specify only one of tagPrefixList and tagPatternList when tagStatus=TAGGED.',
    ],
    [
      'untagged with a list',
      policyOf(rule({ ...untagged, tagPrefixList: ['a'] })),
      'Must not specify tagPrefixList or tagPatternList when tagStatus=UNTAGGED.',
    ],
    [
      'any with a list',
      policyOf(rule({ ...any, tagPatternList: ['a'] })),
      'Must not specify tagPrefixList or tagPatternList when tagStatus=ANY.',
    ],
    ['five stars', policyOf(byPattern('*a*b*c*d*')), 'A tag pattern can have at most 4 wildcards (*)'],
    ['10,000 stars', policyOf(byPattern('*'.repeat(10_000))), 'A tag pattern can have at most 4 wildcards (*)'],
    ['one priority twice', { rules: [byPrefix('a'), byPrefix('b')] }, 'Rule priorities must be unique'],
    ['one list of prefixes twice', policyOf(byPrefix('a', 'b'), byPrefix('b', 'a', 'a')), 'TagPrefixes must be unique'],
    ['one list of patterns twice', policyOf(byPattern('a*'), byPattern('a*')), 'TagPatterns must be unique'],
    [
      'two rules for untagged images',
      policyOf(rule(untagged), rule({ ...untagged, countNumber: 1 })),
      'Only one rule can select Untagged images per storage class',
    ],
    [
      'any before another rule',
      policyOf(rule(any), rule(untagged)),
      'Rule for tagStatus=ANY must have the lowest priority per storage class',
    ],
    [
      'any twice',
      policyOf(rule(any), rule(any)),
      'Rule for tagStatus=ANY must have the lowest priority per storage class',
    ],
  ])('are refused: %s', ([, document, sentence]) => {
    expect(refusalOf(document)).toBe(invalid(sentence))
  })

  test('are told apart by their storage class', () => {
    const archivedUntagged = { ...archived, tagStatus: 'untagged' }
    const archivedTagged = { ...archived, tagStatus: 'tagged', tagPrefixList: ['a'] }
    const rules = [
      rule(archivedUntagged),
      rule(archivedTagged),
      rule(archived),
      byPrefix('a'),
      rule(untagged),
      rule(any),
    ]
    expect(refusalOf(policyOf(...rules))).toBe('none')
  })

  test('are taken where a prefix is a pattern of another rule, or a part of another list', () => {
    expect(refusalOf(policyOf(byPrefix('a'), byPattern('a'), byPattern('a', '*1*2*3*'), byPrefix('a', 'b')))).toBe(
      'none',
    )
  })
})
