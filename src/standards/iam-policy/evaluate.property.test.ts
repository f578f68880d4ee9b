import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  account,
  foreignAccount,
  repository,
  type StatementDocument,
  statementDocuments,
} from '../../../test/support/policy-documents.ts'
import { contextOf, type Principal } from './access-request.ts'
import type { AttachedPolicy, PolicyKind } from './attached-policy.ts'
import { compilePolicy } from './compile-policy.ts'
import { denialReason } from './denial-reason.ts'
import { evaluate } from './evaluate.ts'
import { parsePolicy } from './parse-policy.ts'

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

const requests = fc.record({
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

interface Draft {
  readonly kind: PolicyKind
  readonly statements: readonly StatementDocument[]
}

const draftsOf = (kind: PolicyKind, maxLength: number): fc.Arbitrary<readonly Draft[]> => {
  const statements = fc.array(statementDocuments(writtenFor(kind)), { minLength: 1, maxLength: 3 })
  return fc.array(
    statements.map((list) => ({ kind, statements: list })),
    { maxLength },
  )
}

const drafts = fc
  .tuple(draftsOf('identity', 3), draftsOf('resource', 2), draftsOf('boundary', 1), draftsOf('session', 2))
  .map((lists) => lists.flat())

function writtenFor(kind: PolicyKind): 'identity' | 'resource' {
  return kind === 'resource' ? 'resource' : 'identity'
}

function attach({ kind, statements }: Draft): AttachedPolicy {
  const text = JSON.stringify({ Version: '2012-10-17', Statement: statements })
  const parsed = parsePolicy(text, kind === 'resource' ? 'registry' : 'identity')
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems))
  return { kind, attachedTo: repository, name: kind, policy: compilePolicy(parsed) }
}

type Request = Parameters<typeof evaluate>[1]

function answer(policies: readonly Draft[], request: Request): string {
  const evaluation = evaluate(policies.map(attach), request)
  return evaluation.decision === 'allowed' ? 'allowed' : denialReason(evaluation)
}

/** A statement of this effect, put somewhere into the document of one of the policies. */
const added = (effect: 'Allow' | 'Deny') =>
  fc.tuple(
    drafts,
    requests,
    fc.nat(),
    fc.nat(),
    statementDocuments('identity', effect),
    statementDocuments('resource', effect),
  )

function add(
  policies: readonly Draft[],
  which: number,
  where: number,
  forIdentity: StatementDocument,
  forResource: StatementDocument,
) {
  const index = which % Math.max(1, policies.length)
  const target = policies[index]
  if (target === undefined) return policies
  const statement = writtenFor(target.kind) === 'resource' ? forResource : forIdentity
  const statements = target.statements.toSpliced(where % (target.statements.length + 1), 0, statement)
  return policies.with(index, { ...target, statements })
}

const numRuns = 1_000

test('an added Deny never widens', () => {
  fc.assert(
    fc.property(added('Deny'), ([policies, request, which, where, ...statements]) => {
      const after = answer(add(policies, which, where, ...statements), request)
      if (after === 'allowed') expect(answer(policies, request)).toBe('allowed')
    }),
    { numRuns },
  )
})

test('an added Allow never narrows', () => {
  fc.assert(
    fc.property(added('Allow'), ([policies, request, which, where, ...statements]) => {
      const before = answer(policies, request)
      if (before === 'allowed') expect(answer(add(policies, which, where, ...statements), request)).toBe('allowed')
    }),
    { numRuns },
  )
})

test('a limit never widens', () => {
  const limits = fc.oneof(draftsOf('boundary', 1), draftsOf('session', 1))
  fc.assert(
    fc.property(drafts, limits, requests, (policies, limit, request) => {
      // A federated user's session policy is no limit to what it had before, which was nothing.
      fc.pre(request.principal.kind !== 'federated-user')
      const unlimited = policies.filter(({ kind }) => kind !== limit[0]?.kind)
      if (answer([...unlimited, ...limit], request) === 'allowed') expect(answer(unlimited, request)).toBe('allowed')
    }),
    { numRuns },
  )
})

test('the order of policies and of statements changes nothing', () => {
  const shuffled = drafts.chain((policies) => {
    const statements = policies.map(({ kind, statements: list }) =>
      fc.shuffledSubarray([...list], { minLength: list.length }).map((order) => ({ kind, statements: order })),
    )
    const others = fc.tuple(...statements).chain((list) => fc.shuffledSubarray(list, { minLength: list.length }))
    return fc.tuple(fc.constant(policies), others)
  })
  fc.assert(
    fc.property(shuffled, requests, ([policies, others], request) => {
      expect(answer(others, request)).toBe(answer(policies, request))
    }),
    { numRuns },
  )
})

test('statements may as well be policies of their own', () => {
  fc.assert(
    fc.property(drafts, requests, (policies, request) => {
      const apart = policies.flatMap(({ kind, statements }) => statements.map((each) => ({ kind, statements: [each] })))
      expect(answer(apart, request)).toBe(answer(policies, request))
    }),
    { numRuns },
  )
})

test('what decided is among what was found, and is a statement of its policy', () => {
  const outcomes = new Set<string>()
  fc.assert(
    fc.property(drafts, requests, (policies, request) => {
      const evaluation = evaluate(policies.map(attach), request)
      const { decision, decidedBy, findings } = evaluation
      const kind = evaluation.decision === 'allowed' ? evaluation.decidedBy?.policy.kind : evaluation.kind
      outcomes.add(`${decision} ${kind ?? 'root'}`)
      if (decidedBy === undefined) return
      expect(findings).toContain(decidedBy)
      expect(decidedBy.effect).toBe(decision === 'allowed' ? 'Allow' : 'Deny')
      expect(decidedBy.policy.policy.statements[decidedBy.statement]?.effect).toBe(decidedBy.effect)
    }),
    { numRuns: 3_000, seed: 1 },
  )
  // The properties above mean something only if what is generated reaches every outcome.
  const kinds = ['identity', 'resource', 'boundary', 'session']
  const denials = kinds.flatMap((kind) => [`explicitDeny ${kind}`, `implicitDeny ${kind}`])
  expect([...outcomes].sort()).toEqual([...denials, 'allowed identity', 'allowed resource', 'allowed root'].sort())
})
