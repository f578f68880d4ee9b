import { describe, expect, test } from 'vitest'
import { callerOfKey, callerOfSession } from './caller-rules.ts'

const account = '123456789012'
const userId = 'AIDAQAAAAAAAAAAAAAAAA'
const key = { id: 'AKIAIOSFODNN7EXAMPLE', account, auth_epoch: 7 }
const session = { id: 'ASIAIOSFODNN7EXAMPLE', account, created_at: 1, expires_at: 2, auth_epoch: 7, session_name: 'me' }
const named = { name: 'app', path: '/a/' }
const ofRoot = { identity_id: null, name: null, path: null }

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
describe('the caller of an access key', () => {
  test('is root when the key belongs to no user', () => {
    const caller = callerOfKey({ ...key, user_id: null, name: null, path: null })
    expect(caller).toMatchObject({ arn: `arn:aws:iam::${account}:root`, userId: account, authEpoch: 7 })
    expect(caller.principal.kind).toBe('root')
  })

  test('is the user that the key belongs to', () => {
    const caller = callerOfKey({ ...key, ...named, user_id: userId })
    expect(caller).toMatchObject({ arn: `arn:aws:iam::${account}:user/a/app`, userId, accessKeyId: key.id })
  })
})

describe('the caller of a session', () => {
  test('is a role session when the session is of a role', () => {
    const caller = callerOfSession({ ...session, ...named, kind: 'role', identity_id: 'AROAQAAAAAAAAAAAAAAAA' })
    expect(caller).toMatchObject({
      arn: `arn:aws:sts::${account}:assumed-role/app/me`,
      userId: 'AROAQAAAAAAAAAAAAAAAA:me',
      session: { issuedAt: 1, expiresAt: 2 },
      principal: { kind: 'role-session', roleArn: `arn:aws:iam::${account}:role/a/app` },
    })
  })

  test('is the user, or root, whose credentials made the session', () => {
    const ofUser = callerOfSession({ ...session, ...named, kind: 'user', identity_id: userId, session_name: '' })
    expect(ofUser).toMatchObject({ arn: `arn:aws:iam::${account}:user/a/app`, userId, principal: { kind: 'user' } })
    const root = callerOfSession({ ...session, ...ofRoot, kind: 'user', session_name: '' })
    expect(root).toMatchObject({ arn: `arn:aws:iam::${account}:root`, userId: account, principal: { kind: 'root' } })
  })

  test('is a federated user of the user, or of root, that called GetFederationToken', () => {
    const ofUser = callerOfSession({ ...session, ...named, kind: 'federated', identity_id: userId })
    expect(ofUser).toMatchObject({
      arn: `arn:aws:sts::${account}:federated-user/me`,
      userId: `${account}:me`,
      principal: { kind: 'federated-user', userArn: `arn:aws:iam::${account}:user/a/app`, userId },
    })
    const ofTheRoot = callerOfSession({ ...session, ...ofRoot, kind: 'federated' })
    expect(ofTheRoot.principal).toMatchObject({ userArn: `arn:aws:iam::${account}:root`, userId: account })
  })
})
