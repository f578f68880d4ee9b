import { describe, expect, test } from 'vitest'
import { callerOfKey } from './caller-rules.ts'
import { asksRegistry, asksResource } from './resource-policy-rules.ts'

const account = '123456789012'
const key = { id: 'AKIAIOSFODNN7EXAMPLE', account, auth_epoch: 0 }
const root = callerOfKey({ ...key, user_id: null, name: null, path: null })
const user = callerOfKey({ ...key, user_id: 'AIDAQAAAAAAAAAAAAAAAA', name: 'admin', path: '/' })

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
