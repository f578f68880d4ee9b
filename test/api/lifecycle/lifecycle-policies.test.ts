import {
  CreateRepositoryCommand,
  DeleteLifecyclePolicyCommand,
  DeleteRepositoryCommand,
  type ECRClient,
  GetLifecyclePolicyCommand,
} from '@aws-sdk/client-ecr'
import { describe, expect } from 'vitest'
import { account, arnOf, expectInvalid, expectNoRepository, expectRefusal, outputOf, test } from '../ecr-test.ts'
import { evaluate, policyOf, putPolicy } from './lifecycle-test.ts'

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
})
