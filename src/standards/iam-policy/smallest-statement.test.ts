import { expect, test } from 'vitest'
import type { Principal } from './access-request.ts'
import type { Grammar } from './grammar.ts'
import { parsePolicy } from './parse-policy.ts'
import { printStatement } from './print-policy.ts'
import { smallestStatement } from './smallest-statement.ts'

const account = '123456789012'
const repository = `arn:aws:ecr:eu-west-1:${account}:repository/team/app`
const role = `arn:aws:iam::${account}:role/ci`
const user = `arn:aws:iam::${account}:user/amar`
const root = `arn:aws:iam::${account}:root`

const principals = {
  root: { kind: 'root', arn: root, account },
  user: { kind: 'user', arn: user, account, userId: 'AIDAAMAR' },
  session: {
    kind: 'role-session',
    arn: `arn:aws:sts::${account}:assumed-role/ci/build`,
    account,
    roleArn: role,
    roleId: 'AROACI',
  },
  federated: {
    kind: 'federated-user',
    arn: `arn:aws:sts::${account}:federated-user/guest`,
    account,
    userArn: user,
    userId: 'AIDAAMAR',
  },
  service: { kind: 'service', service: 'codebuild.amazonaws.com' },
  provider: { kind: 'identity-provider', provider: 'token.actions.githubusercontent.com' },
  anonymous: { kind: 'anonymous' },
} satisfies Record<string, Principal>

const allow = '"Effect":"Allow"'
const put = '"Action":"ecr:PutImage"'
const about = `"Resource":"${repository}"`

test.each<[Grammar, keyof typeof principals, string]>([
  ['identity', 'user', `{${allow},${put},${about}}`],
  ['session', 'session', `{${allow},${put},${about}}`],
  ['repository', 'user', `{${allow},"Principal":{"AWS":"${user}"},${put}}`],
  ['registry', 'root', `{${allow},"Principal":{"AWS":"${root}"},${put},${about}}`],
  ['repository', 'session', `{${allow},"Principal":{"AWS":"${role}"},${put}}`],
  ['repository', 'federated', `{${allow},"Principal":{"AWS":"${user}"},${put}}`],
  ['repository', 'service', `{${allow},"Principal":{"Service":"codebuild.amazonaws.com"},${put}}`],
  ['repository', 'anonymous', `{${allow},"Principal":"*",${put}}`],
])('the smallest statement in a policy of grammar %s for the principal %s is %s', (grammar, who, expected) => {
  const request = { action: 'ecr:PutImage', resource: repository, principal: principals[who] }
  const text = printStatement(smallestStatement(grammar, request), 'compact')
  expect(text).toBe(expected)
  expect(parsePolicy(`{"Version":"2012-10-17","Statement":${text}}`, grammar)).not.toHaveProperty('problems')
})

test('the smallest statement in a trust policy has no Resource', () => {
  const request = { action: 'sts:AssumeRoleWithWebIdentity', resource: role, principal: principals.provider }
  expect(printStatement(smallestStatement('trust', request), 'compact')).toBe(
    `{${allow},"Principal":{"Federated":"token.actions.githubusercontent.com"},"Action":"sts:AssumeRoleWithWebIdentity"}`,
  )
})
