import { describe, expect, test } from 'vitest'
import { neededOfEcr } from '../../../test/support/ecr-rights.ts'
import { ecrModel } from '../../generated/ecr.model.ts'
import type { EcrOperations } from '../../generated/ecr.ts'
import { parseStoredPolicy } from '../../standards/iam-policy/parse-policy.ts'
import { actionsOfEcr, actionsOnRepositories } from './policy-actions.ts'
import { fitsRegistry, fitsRepository } from './statement-rules.ts'

const arn = 'arn:aws:ecr:us-east-1:123456789012:repository/app'

const policyOf = (statement: object) =>
  parseStoredPolicy(JSON.stringify({ Statement: { Effect: 'Allow', Principal: '*', ...statement } }), 'repository')

test('the action that an operation needs can be granted, by a repository policy if it is on a repository', () => {
  for (const name of Object.keys(ecrModel.operations) as (keyof EcrOperations)[]) {
    const { action, resource } = neededOfEcr(name)
    expect(actionsOfEcr).toContain(action)
    expect([action, actionsOnRepositories.includes(action)]).toEqual([action, resource !== '*'])
  }
})

describe('an action pattern', () => {
  test.each([
    ['ecr:*', true, true, false],
    ['*', true, true, false],
    ['ecr:PutImage', true, true, false],
    ['ecr:ReplicateImage', true, true, true],
    ['ECR:createrepository', true, true, true],
    ['ecr:BatchImport*', true, true, true],
    ['ecr:Create*', true, true, false],
    ['ecr:GetAuthorizationToken', false, true, false],
    ['ecr:NoSuchAction', false, false, false],
    ['ecr:No*', false, false, false],
    ['s3:*', false, false, false],
  ])('%s fits a repository: %s, a registry of V2: %s, of V1: %s', (pattern, repository, v2, v1) => {
    for (const statement of [{ Action: pattern }, { NotAction: pattern }]) {
      const policy = policyOf(statement)
      expect([fitsRepository(policy, arn), fitsRegistry(policy, 'V2'), fitsRegistry(policy, 'V1')]).toEqual([
        repository,
        v2,
        v1,
      ])
    }
  })

  test('that does not fit makes the policy not fit, also beside one that does', () => {
    const policy = policyOf({ Action: ['ecr:CreateRepository', 's3:GetObject'] })
    expect([fitsRepository(policy, arn), fitsRegistry(policy, 'V2'), fitsRegistry(policy, 'V1')]).toEqual([
      false,
      false,
      false,
    ])
  })
})

test.each([
  [{}, true],
  [{ Resource: arn }, true],
  [{ Resource: [arn, arn] }, true],
  [{ Resource: '*' }, false],
  [{ Resource: `${arn}*` }, false],
  [{ Resource: [arn, 'arn:aws:s3:::b'] }, false],
  [{ NotResource: arn }, false],
])('a statement with %j fits the repository: %s', (resources, expected) => {
  expect(fitsRepository(policyOf({ Action: 'ecr:*', ...resources }), arn)).toBe(expected)
})
