import { expect, test } from 'vitest'
import type { CallingPrincipal } from '../../request/caller.ts'
import { excludableArn } from './exclusion-rules.ts'

const account = '123456789012'
const iam = `arn:aws:iam::${account}`
const sts = `arn:aws:sts::${account}`
const userArn = `${iam}:user/team/alice`
const roleArn = `${iam}:role/team/scanner`

test.each<[string, CallingPrincipal, string | undefined]>([
  ['a user', { kind: 'user', arn: userArn, account, userId: 'AIDA' }, userArn],
  [
    'a session of a role',
    { kind: 'role-session', arn: `${sts}:assumed-role/scanner/one`, account, roleArn, roleId: 'AROA' },
    roleArn,
  ],
  [
    'a federated session of a user',
    { kind: 'federated-user', arn: `${sts}:federated-user/bob`, account, userArn, userId: 'AIDA' },
    userArn,
  ],
  ['root', { kind: 'root', arn: `${iam}:root`, account }, undefined],
])('%s is excluded by the ARN that it has or that its session is of', (_, principal, arn) => {
  expect(excludableArn(principal)).toBe(arn)
})
