import { describe, expect, test } from 'vitest'
import type { IamOperations } from '../../src/generated/iam.ts'
import { iamOperations } from '../../src/iam/operations.ts'
import { ada, arnOf } from '../support/iam-requests.ts'
import { builtOfIam, iamRights, iamScope as scope, requestedOfIam } from '../support/iam-rights.ts'
import { expectNeeded } from '../support/rights.ts'

/** Every operation of IAM, and what its caller needs: a new one does not pass until it stands in `iamRequests`. */
describe('what is needed', () => {
  test('every operation that is built stands there, and no other', () => {
    expect(requestedOfIam.toSorted()).toEqual(builtOfIam.toSorted())
  })

  test.for([...iamRights])('$label needs what the table says', expectNeeded)

  test('of whoever is not there, the path is taken to be the shortest', () => {
    const needed = (name: keyof IamOperations, input: object) => iamOperations[name].access(input, scope, undefined)
    expect(needed('GetUser', { UserName: 'eva' })).toEqual([
      { action: 'iam:GetUser', resource: arnOf('user/eva'), shownAs: 'user eva' },
    ])
    expect(needed('GetInstanceProfile', { InstanceProfileName: 'hosts' })).toEqual([
      {
        action: 'iam:GetInstanceProfile',
        resource: arnOf('instance-profile/hosts'),
        shownAs: 'instance profile hosts',
      },
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

  test('without a name the caller is meant', () => {
    for (const name of [
      'GetUser',
      'ListAccessKeys',
      'CreateAccessKey',
      'UpdateAccessKey',
      'DeleteAccessKey',
      'GetLoginProfile',
      'DeleteLoginProfile',
      'ListMFADevices',
      'ListSSHPublicKeys',
      'ListSigningCertificates',
      'ListServiceSpecificCredentials',
    ] as const) {
      expect(iamOperations[name].access({}, scope, undefined)).toEqual([
        { action: `iam:${name}`, resource: arnOf('root') },
      ])
    }
  })
})
