import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type StatementDocument, statementDocuments } from '../../../test/support/policy-documents.ts'
import { attach, type Draft, drafts, draftsOf, requests, writtenFor } from '../../../test/support/policy-drafts.ts'
import { denialReason } from './denial-reason.ts'
import { evaluate } from './evaluate.ts'

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

test('an added Deny never allows a request that was denied', () => {
  fc.assert(
    fc.property(added('Deny'), ([policies, request, which, where, ...statements]) => {
      const after = answer(add(policies, which, where, ...statements), request)
      if (after === 'allowed') expect(answer(policies, request)).toBe('allowed')
    }),
    { numRuns },
  )
})

test('an added Allow never denies a request that was allowed', () => {
  fc.assert(
    fc.property(added('Allow'), ([policies, request, which, where, ...statements]) => {
      const before = answer(policies, request)
      if (before === 'allowed') expect(answer(add(policies, which, where, ...statements), request)).toBe('allowed')
    }),
    { numRuns },
  )
})

test('an added boundary or session policy never allows a request that was denied', () => {
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

test('splitting a policy into one policy for each statement changes nothing', () => {
  fc.assert(
    fc.property(drafts, requests, (policies, request) => {
      const apart = policies.flatMap(({ kind, statements }) => statements.map((each) => ({ kind, statements: [each] })))
      expect(answer(apart, request)).toBe(answer(policies, request))
    }),
    { numRuns },
  )
})

test('the statement that decided is among the findings, and is a statement of its policy', () => {
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
