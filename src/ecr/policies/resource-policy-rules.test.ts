import { describe, expect, test } from 'vitest'
import type { IdentifiedCaller } from '../../request/caller.ts'
import { asksRegistry, asksResource } from './resource-policy-rules.ts'

const account = '123456789012'
const callerAs = (principal: IdentifiedCaller['principal']): IdentifiedCaller => ({
  principal,
  arn: principal.arn,
  account,
  userId: account,
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  authEpoch: 0,
  session: undefined,
})
const root = callerAs({ kind: 'root', account, arn: `arn:aws:iam::${account}:root` })
const userArn = `arn:aws:iam::${account}:user/admin`
const user = callerAs({ kind: 'user', account, arn: userArn, userId: 'AIDAQAAAAAAAAAAAAAAAA' })

describe('the policies of a registry and a repository', () => {
  test.each(['ecr:BatchGetImage', 'ecr:SetRepositoryPolicy', 'ecr:DescribeRegistry'])(
    'are evaluated for %s',
    (action) => {
      expect(asksResource(root, action, account)).toBe(true)
      expect(asksResource(user, action, account)).toBe(true)
    },
  )

  test.each(['ecr:GetAuthorizationToken', 'sts:AssumeRole', 'iam:CreateUser'])('are not evaluated for %s', (action) => {
    expect(asksResource(user, action, account)).toBe(false)
  })

  test.each(['ecr:DeleteRepositoryPolicy', 'ecr:DeleteRegistryPolicy'])(
    'are not evaluated for %s by root of the same account',
    (action) => {
      expect(asksResource(root, action, account)).toBe(false)
      expect(asksResource(root, action, '999999999999')).toBe(true)
      expect(asksResource(user, action, account)).toBe(true)
    },
  )
})

test('a registry policy of scope V1 is evaluated for three actions, one of scope V2 for all', () => {
  expect(asksRegistry('ecr:CreateRepository', 'V1')).toBe(true)
  expect(asksRegistry('ecr:BatchGetImage', 'V1')).toBe(false)
  expect(asksRegistry('ecr:BatchGetImage', 'V2')).toBe(true)
})
