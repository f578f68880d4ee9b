import { expect, test } from 'vitest'
import type { IdentifiedCaller } from '../request/caller.ts'
import { callerOfKey, callerOfSession } from './caller-rules.ts'
import { refusalOfCredentials } from './credential-rules.ts'

const row = { id: 'key', account: '123456789012', auth_epoch: 0, name: 'a', path: '/' }
const key = (userId: string | null) => callerOfKey({ ...row, user_id: userId })
const session = (kind: 'role' | 'user' | 'federated', id: string | null) =>
  callerOfSession({ ...row, kind, identity_id: id, session_name: 'build', created_at: 0, expires_at: 1 })

const callers: Readonly<Record<string, IdentifiedCaller>> = {
  root: key(null),
  user: key('AIDA1'),
  'root’s session': session('user', null),
  'user’s session': session('user', 'AIDA1'),
  'role’s session': session('role', 'AROA1'),
  'federated user': session('federated', 'AIDA1'),
}
const actions = [
  ...['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity', 'sts:GetFederationToken', 'sts:GetAccessKeyInfo'],
  ...['sts:GetServiceBearerToken', 'iam:CreateUser', 'ecr:PutImage'],
]

const refuse = (caller: IdentifiedCaller, action: string, isDev = false) =>
  refusalOfCredentials(caller, action, { isDev })
const refused = (caller: IdentifiedCaller) => actions.filter((action) => refuse(caller, action) !== undefined)

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_sts-comparison.html */
test.each([
  ['root', ['sts:AssumeRole']],
  ['user', []],
  ['root’s session', ['sts:AssumeRole', 'sts:GetFederationToken', 'sts:GetAccessKeyInfo', 'iam:CreateUser']],
  ['user’s session', ['sts:GetFederationToken', 'sts:GetAccessKeyInfo', 'iam:CreateUser']],
  ['role’s session', ['sts:GetFederationToken']],
  ['federated user', actions.filter((action) => !/BearerToken|PutImage/.test(action))],
])('a caller with the credentials of %s is refused the actions %j', (name, expected) => {
  const caller = callers[name]
  expect(caller && refused(caller)).toEqual(expected)
})

test('root may assume roles under --dev', () => {
  expect(refuse(key(null), 'sts:AssumeRole', true)).toBeUndefined()
  expect(refuse(session('user', null), 'sts:AssumeRole', true)).toBeUndefined()
  expect(refuse(session('federated', null), 'sts:AssumeRole', true)).toBeDefined()
})

test('each refusal of credentials has AWS’s code and message', () => {
  const root = key(null)
  expect(refuse(root, 'sts:AssumeRole')?.message).toBe('Roles may not be assumed by root accounts.')
  const federated = session('federated', 'AIDA1')
  expect(refuse(federated, 'sts:AssumeRole')).toMatchObject({
    code: 'AccessDeniedException',
    message: 'Cannot call AssumeRole with session credentials',
  })
  expect(refuse(federated, 'iam:GetUser')).toMatchObject({
    code: 'UnrecognizedClientException',
    message: 'The security token included in the request is invalid.',
  })
})
