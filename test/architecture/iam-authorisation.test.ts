import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { IamOperations } from '../../src/generated/iam.ts'
import { iamOperations } from '../../src/iam/operations.ts'
import { type AnyOperation, isImplemented } from '../../src/operation.ts'
import { rootOf, scopeOf } from '../support/callers.ts'
import { iamPolicyRequests } from '../support/iam-policy-requests.ts'
import { account, ada, arnOf, iamRequests } from '../support/iam-requests.ts'
import { registryClient } from '../support/registry-client.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

/** Every operation of IAM, and what its caller needs: a new one does not pass until it stands here. */
const requests = { ...iamRequests, ...iamPolicyRequests }
const operations = Object.entries(iamOperations) as [keyof IamOperations, AnyOperation][]
const built = operations.filter(([, operation]) => isImplemented(operation))
const unbuilt = operations.filter(([, operation]) => !isImplemented(operation))

const scope = scopeOf(rootOf(account), 'us-east-1', { door: 'api' })

describe('what is needed', () => {
  test('every operation that is built stands there, and no other', () => {
    expect(Object.keys(requests).sort()).toEqual(built.map(([name]) => name).sort())
  })

  test.for(built)('%s', ([name, operation]) => {
    const { input, found, needed } = requests[name] ?? {}
    expect(operation.access(input, scope, found)).toEqual(needed)
  })

  test.for(unbuilt)('%s, which is not built', ([name, operation]) => {
    expect(operation.access({}, scope, undefined)).toEqual([{ action: `iam:${name}`, resource: '*' }])
  })

  test('of whoever is not there, the path is taken to be the shortest', () => {
    const needed = (name: keyof IamOperations, input: object) => iamOperations[name].access(input, scope, undefined)
    expect(needed('GetUser', { UserName: 'eva' })).toEqual([
      { action: 'iam:GetUser', resource: arnOf('user/eva'), shownAs: 'user eva' },
    ])
    expect(needed('DeleteGroup', { GroupName: 'ops' })).toEqual([
      { action: 'iam:DeleteGroup', resource: arnOf('group/ops'), shownAs: 'group ops' },
    ])
    expect(needed('UpdateUser', { UserName: 'eva', NewPath: '/ops/' })).toEqual([
      { action: 'iam:UpdateUser', resource: arnOf('user/eva'), shownAs: 'user eva' },
      { action: 'iam:UpdateUser', resource: arnOf('user/ops/eva') },
    ])
  })

  test('policies may ask for the boundary that somebody has', () => {
    const found = { ...ada.found, boundary_arn: arnOf('policy/limit') }
    const input = { UserName: 'ada', PolicyArn: arnOf('policy/push') }
    expect(iamOperations.AttachUserPolicy.access(input, scope, found)).toEqual([
      {
        action: 'iam:AttachUserPolicy',
        resource: arnOf('user/dev/Ada'),
        shownAs: 'user ada',
        context: { 'iam:policyarn': [input.PolicyArn], 'iam:permissionsboundary': [arnOf('policy/limit')] },
      },
    ])
  })

  test('of whoever is in another account, or is nobody, it is everything that must be allowed', () => {
    for (const PolicySourceArn of ['arn:aws:iam::999999999999:user/eva', arnOf('root')]) {
      for (const name of ['SimulatePrincipalPolicy', 'GetContextKeysForPrincipalPolicy'] as const) {
        expect(iamOperations[name].access({ PolicySourceArn }, scope, undefined)).toEqual([
          { action: `iam:${name}`, resource: '*' },
        ])
      }
    }
  })

  test('without a name it is the caller', () => {
    for (const name of [
      'GetUser',
      'ListAccessKeys',
      'CreateAccessKey',
      'UpdateAccessKey',
      'DeleteAccessKey',
    ] as const) {
      expect(iamOperations[name].access({}, scope, undefined)).toEqual([
        { action: `iam:${name}`, resource: arnOf('root') },
      ])
    }
  })
})

describe('without credentials', () => {
  let server: TestServer

  beforeAll(async () => {
    server = await startTestServer()
  })
  afterAll(() => server.stop())

  test.for(operations)('%s is refused', async ([name]) => {
    const answer = await registryClient(server.url).request('GET', `/?Action=${name}&Version=2010-05-08`)
    expect(answer.status).toBe(403)
    expect(answer.text).toContain('<Code>MissingAuthenticationToken</Code>')
  })
})
