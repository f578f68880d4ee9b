import {
  CreateRepositoryCommand,
  DeleteLifecyclePolicyCommand,
  DeleteRepositoryCommand,
  type ECRClient,
  GetLifecyclePolicyCommand,
} from '@aws-sdk/client-ecr'
import { describe, expect } from 'vitest'
import { account, arnOf, expectInvalid, expectNoRepository, expectRefusal, outputOf, test } from '../ecr-test.ts'
import { evaluate, policyOf, putPolicy, type RuleDraft } from './lifecycle-test.ts'

const get = (repositoryName: string, registryId?: string) =>
  new GetLifecyclePolicyCommand({ repositoryName, registryId })
const remove = (repositoryName: string, registryId?: string) =>
  new DeleteLifecyclePolicyCommand({ repositoryName, registryId })

const noPolicy = (name: string): string =>
  `Lifecycle policy does not exist for the repository with name '${name}' in the registry with id '${account}'`

/** As users write it: with line breaks, and not by priority. */
const draft = `{
  "rules": [
    { "rulePriority": 20, "selection": { "tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 30 },
      "action": { "type": "expire" } },
    { "action": { "type": "expire" }, "description": "Untagged", "rulePriority": 10,
      "selection": { "countType": "sinceImagePushed", "countNumber": 14, "countUnit": "days", "tagStatus": "untagged" } }
  ]
}`

const normal =
  '{"rules":[{"rulePriority":10,"description":"Untagged","selection":{"tagStatus":"untagged","countType":"sinceImagePushed","countUnit":"days","countNumber":14},"action":{"type":"expire"}},{"rulePriority":20,"selection":{"tagStatus":"any","countType":"imageCountMoreThan","countNumber":30},"action":{"type":"expire"}}]}'

describe('a lifecycle policy', () => {
  test('is answered in one line, its rules by their priority', async ({ ecr, repository: { name } }) => {
    const stored = { registryId: account, repositoryName: name, lifecyclePolicyText: normal }
    expect(await outputOf(ecr.send(putPolicy(name, draft)))).toEqual(stored)
    expect(await outputOf(ecr.send(get(name)))).toEqual({ ...stored, lastEvaluatedAt: new Date(0) })
    expect(await outputOf(ecr.send(remove(name)))).toEqual({ ...stored, lastEvaluatedAt: new Date(0) })
    await expectRefusal(ecr.send(get(name)), 'LifecyclePolicyNotFoundException', noPolicy(name))
    await expectRefusal(ecr.send(remove(name)), 'LifecyclePolicyNotFoundException', noPolicy(name))
  })

  test('says when it was evaluated, and forgets that when it is put again', async ({ server, ecr, repository }) => {
    const { name } = repository
    await ecr.send(putPolicy(name, draft))
    const before = server.clock.now()
    await evaluate(server)
    const { lastEvaluatedAt } = await ecr.send(get(name))
    expect(lastEvaluatedAt?.getTime()).toBeGreaterThan(before)
    await ecr.send(putPolicy(name, policyOf({})))
    expect(await ecr.send(get(name))).toMatchObject({ lastEvaluatedAt: new Date(0) })
  })

  test('is not found in a later repository of the same name', async ({ ecr, repository: { name } }) => {
    await ecr.send(putPolicy(name, draft))
    await ecr.send(new DeleteRepositoryCommand({ repositoryName: name }))
    await ecr.send(new CreateRepositoryCommand({ repositoryName: name }))
    await expectRefusal(ecr.send(get(name)), 'LifecyclePolicyNotFoundException', noPolicy(name))
  })
})

test.for<[action: string, ask: (ecr: ECRClient, repositoryName: string, registryId?: string) => Promise<unknown>]>([
  ['PutLifecyclePolicy', (ecr, name, registryId) => ecr.send(putPolicy(name, draft, registryId))],
  ['GetLifecyclePolicy', (ecr, name, registryId) => ecr.send(get(name, registryId))],
  ['DeleteLifecyclePolicy', (ecr, name, registryId) => ecr.send(remove(name, registryId))],
])(
  '%s is denied to another account, and finds no missing repository',
  async ([action, ask], { ecr, repository: { name }, expectDenied }) => {
    await ecr.send(putPolicy(name, draft))
    await expectDenied((stranger) => ask(stranger, name, account), action, arnOf(name))
    await expectNoRepository(ask(ecr, 'nowhere'), 'nowhere')
  },
)

describe('a text that is no policy', () => {
  const failure = 'Lifecycle policy validation failure: '

  test('is refused in ECR’s words, and the older policy stays', async ({ ecr, repository: { name } }) => {
    await ecr.send(putPolicy(name, draft))
    const surplusBrace = `${policyOf({})}}`
    await expectInvalid(
      ecr.send(putPolicy(name, surplusBrace)),
      'LifecyclePolicyText',
      `${failure}Could not map policyString into LifecyclePolicy.`,
    )
    await expectInvalid(
      ecr.send(putPolicy(name, policyOf({ countType: 'sinceImagePulled', countUnit: 'days' }))),
      'LifecyclePolicyText',
      `${failure}instance failed to match exactly one schema (matched 0 out of 4)\n`,
    )
    expect(await ecr.send(get(name))).toMatchObject({ lifecyclePolicyText: normal })
  })

  test.for<[what: string, sentence: string, text: string]>([
    ['no rules', 'object has missing required properties (["rules"])', `{${' '.repeat(100)}}`],
    [
      'rules that are no list',
      'instance type (string) does not match any allowed primitive type (allowed: ["array"])',
      `{"rules":"${'x'.repeat(100)}"}`,
    ],
    [
      'an unknown member',
      'object instance has properties which are not allowed by the schema: (["x"])',
      withMember('x', 1),
    ],
    [
      'an unknown status',
      'instance value (some) not found in enum :(possible values: ["any", "tagged", "untagged"])',
      withSelection({ tagStatus: 'some' }),
    ],
    [
      'a count of zero',
      'numeric instance is lower than the required minimum (minimum: 1, found: 0)',
      withSelection({ countNumber: 0 }),
    ],
    [
      'a count beyond 32 bits',
      'numeric instance is greater than the required maximum (maximum: 2147483647, found: 2147483648)',
      withSelection({ countNumber: 2 ** 31 }),
    ],
    [
      'an empty list',
      'array is too short: must have at least 1 elements but instance has 0 elements',
      `{"rules":[]${' '.repeat(100)}}`,
    ],
    [
      'too many rules',
      'array is too long: must have at most 50 elements but instance has 51 elements',
      policyOf(...Array.from({ length: 51 }, () => ({}))),
    ],
    [
      'an empty prefix',
      'string "" is too short (length: 0, required minimum: 1)',
      withSelection({ tagStatus: 'tagged', tagPrefixList: [''] }),
    ],
    [
      'tagged without tags',
      'Must specify tagPrefixList or tagPatternList when tagStatus=TAGGED.',
      withSelection({ tagStatus: 'tagged' }),
    ],
    [
      'two rules for untagged',
      'Only one rule can select Untagged images per storage class',
      policyOf({ tagStatus: 'untagged' }, { tagStatus: 'untagged' }),
    ],
    [
      'any before others',
      'Rule for tagStatus=ANY must have the lowest priority per storage class',
      policyOf({}, { tagStatus: 'untagged' }),
    ],
  ])('with %s is refused in the words of ECR', async ([, sentence, text], { ecr, repository: { name } }) => {
    await expectInvalid(ecr.send(putPolicy(name, text)), 'LifecyclePolicyText', `${failure}${sentence}`)
  })

  test.for<[what: string, sentence: string, text: string]>([
    [
      'tags of untagged images',
      'Must not specify tagPrefixList or tagPatternList when tagStatus=UNTAGGED.',
      withSelection({ tagStatus: 'untagged', tagPrefixList: ['a'] }),
    ],
    [
      'prefixes and patterns',
      'Must specify only one of tagPrefixList and tagPatternList when tagStatus=TAGGED.',
      withSelection({ tagStatus: 'tagged', tagPrefixList: ['a'], tagPatternList: ['a'] }),
    ],
    [
      'five stars',
      'A tag pattern can have at most 4 wildcards (*)',
      withSelection({ tagStatus: 'tagged', tagPatternList: ['*a*a*a*a*'] }),
    ],
    [
      'the same prefixes twice',
      'TagPrefixes must be unique',
      policyOf(...twice({ tagStatus: 'tagged', tagPrefixList: ['a'] })),
    ],
    [
      'the same patterns twice',
      'TagPatterns must be unique',
      policyOf(...twice({ tagStatus: 'tagged', tagPatternList: ['a'] })),
    ],
    [
      'a priority twice',
      'Rule priorities must be unique',
      policyOf({ tagStatus: 'untagged' }, {}).replace('"rulePriority":2', '"rulePriority":1'),
    ],
  ])('with %s is refused in a sentence of ecrd’s own', async ([, sentence, text], { ecr, repository: { name } }) => {
    await expectInvalid(ecr.send(putPolicy(name, text)), 'LifecyclePolicyText', `${failure}${sentence}`)
    await expectRefusal(ecr.send(get(name)), 'LifecyclePolicyNotFoundException', noPolicy(name))
  })

  test('is too short or too long', async ({ ecr, repository: { name } }) => {
    await expectInvalid(
      ecr.send(putPolicy(name, '{}')),
      'lifecyclePolicyText',
      'Member must have length greater than or equal to 100',
    )
    await expectInvalid(
      ecr.send(putPolicy(name, `${policyOf({})}${' '.repeat(30_720)}`)),
      'lifecyclePolicyText',
      'Member must have length less than or equal to 30720',
    )
  })

  test('is refused where it is short enough, and its normal form is not', async ({ ecr, repository: { name } }) => {
    const rules = Array.from({ length: 50 }, (_, n) => ({ tagStatus: 'tagged' as const, tagPatternList: [`${n}*`] }))
    const short = policyOf(...rules).replaceAll('"countNumber":1', '"countNumber":1e9')
    const text = short.replace('rule 1"', `rule 1 ${'x'.repeat(30_700 - short.length)}"`)
    await expectInvalid(
      ecr.send(putPolicy(name, text)),
      'lifecyclePolicyText',
      'Member must have length less than or equal to 30720',
    )
  })
})

const rule = {
  rulePriority: 1,
  selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 1 },
  action: { type: 'expire' },
}

function withMember(name: string, value: unknown): string {
  return JSON.stringify({ rules: [{ ...rule, [name]: value }] })
}

function withSelection(selection: object): string {
  return JSON.stringify({ rules: [{ ...rule, selection: { ...rule.selection, ...selection } }] })
}

const twice = (draft: RuleDraft): readonly RuleDraft[] => [draft, draft]
