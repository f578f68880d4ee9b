import fc from 'fast-check'
import { contextOf, type Principal } from '../../src/standards/iam-policy/access-request.ts'
import type { AttachedPolicy, PolicyKind } from '../../src/standards/iam-policy/attached-policy.ts'
import { compilePolicy } from '../../src/standards/iam-policy/compile-policy.ts'
import { parsePolicy } from '../../src/standards/iam-policy/parse-policy.ts'
import { account, foreignAccount, repository, type StatementDocument, statementDocuments } from './policy-documents.ts'

/** Requests and policies of the world of `policy-documents.ts`, of every kind that there is between callers and resources. */
const userArn = `arn:aws:iam::${account}:user/team`
const callers: readonly Principal[] = [
  { kind: 'root', arn: `arn:aws:iam::${account}:root`, account },
  { kind: 'user', arn: userArn, account, userId: 'AIDATEAM' },
  {
    kind: 'role-session',
    arn: `arn:aws:sts::${account}:assumed-role/ci/build`,
    account,
    roleArn: `arn:aws:iam::${account}:role/ci`,
    roleId: 'AROACI',
  },
  { kind: 'federated-user', arn: `arn:aws:sts::${account}:federated-user/guest`, account, userArn, userId: 'AIDATEAM' },
  { kind: 'user', arn: `arn:aws:iam::${foreignAccount}:user/carlos`, account: foreignAccount, userId: 'AIDACARLOS' },
  { kind: 'root', arn: `arn:aws:iam::${foreignAccount}:root`, account: foreignAccount },
  { kind: 'service', service: 'codebuild.amazonaws.com' },
  { kind: 'anonymous' },
]

export const requests = fc.record({
  action: fc.constantFrom('ecr:PutImage', 'ecr:BatchGetImage', 'ecr:GetAuthorizationToken'),
  resource: fc.constantFrom(repository, '*'),
  resourceAccount: fc.constant(account),
  principal: fc.constantFrom(...callers),
  context: fc
    .record(
      {
        'aws:username': fc.constantFrom('team', 'other', '*'),
        'aws:PrincipalTag/team': fc.constantFrom('team', 'x', '*'),
        'aws:TagKeys': fc.array(fc.constantFrom('a', 'b', 'cd', ''), { maxLength: 3 }),
        'aws:SourceIp': fc.constantFrom('203.0.113.7', '203.0.113.8', '2001:db8::1', '::ffff:203.0.113.7'),
        'aws:SecureTransport': fc.constantFrom('true', 'false'),
        'aws:TokenIssueTime': fc.constant('2026-01-01T00:00:00Z'),
        'aws:CurrentTime': fc.constantFrom('2026-01-01T00:00:00Z', '2031-01-01T00:00:00Z'),
      },
      { requiredKeys: [] },
    )
    .map((values) => contextOf(values)),
})

export interface Draft {
  readonly kind: PolicyKind
  readonly statements: readonly StatementDocument[]
}

export const draftsOf = (kind: PolicyKind, maxLength: number): fc.Arbitrary<readonly Draft[]> => {
  const statements = fc.array(statementDocuments(writtenFor(kind)), { minLength: 1, maxLength: 3 })
  return fc.array(
    statements.map((list) => ({ kind, statements: list })),
    { maxLength },
  )
}

export const drafts = fc
  .tuple(draftsOf('identity', 3), draftsOf('resource', 2), draftsOf('boundary', 1), draftsOf('session', 2))
  .map((lists) => lists.flat())

export function writtenFor(kind: PolicyKind): 'identity' | 'resource' {
  return kind === 'resource' ? 'resource' : 'identity'
}

export function attach({ kind, statements }: Draft): AttachedPolicy {
  const text = JSON.stringify({ Version: '2012-10-17', Statement: statements })
  const parsed = parsePolicy(text, kind === 'resource' ? 'registry' : 'identity')
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems))
  return { kind, attachedTo: repository, name: kind, policy: compilePolicy(parsed) }
}
