import fc from 'fast-check'
import { expect, test } from 'vitest'
import { attach, type Draft, drafts, requests } from '../../../test/support/policy-drafts.ts'
import type { AccessRequest } from './access-request.ts'
import type { AttachedPolicy, PolicyKind } from './attached-policy.ts'
import { evaluate } from './evaluate.ts'
import type { Finding } from './finding.ts'
import { printStatement } from './print-policy.ts'
import { type Remedy, remedyFor } from './remedy.ts'
import { smallestStatement } from './smallest-statement.ts'

const numRuns = 2_000

/** A document without statements is none, and a limit that says nothing still limits. */
const aboutNothing = { Effect: 'Allow', Action: 'none:Nothing', Resource: '*' }

function without(draft: Draft, policy: AttachedPolicy | undefined, removed: readonly Finding[]): Draft {
  const places = removed.filter((finding) => finding.policy === policy).map(({ statement }) => statement)
  const nothing = draft.kind === 'resource' ? { ...aboutNothing, Principal: '*' } : aboutNothing
  return { ...draft, statements: draft.statements.map((each, index) => (places.includes(index) ? nothing : each)) }
}

function saying(kind: PolicyKind, request: AccessRequest): Draft {
  const statement = smallestStatement(kind === 'resource' ? 'registry' : 'identity', request)
  return { kind, statements: [JSON.parse(printStatement(statement, 'compact')) as Draft['statements'][number]] }
}

/** The decision when what the remedy says has been done. */
function decisionAfter(policies: readonly Draft[], request: AccessRequest, choose: (remedy: Remedy) => Remedy) {
  const attached = policies.map(attach)
  const { removed, added } = choose(remedyFor(attached, request))
  const kept = policies.map((draft, index) => without(draft, attached[index], removed))
  const others = added.map((kind) => saying(kind, request))
  return evaluate([...kept, ...others].map(attach), request).decision
}

test('a denied request is allowed after its remedy was applied', () => {
  const outcomes = new Set<string>()
  fc.assert(
    fc.property(drafts, requests, (policies, request) => {
      const remedy = remedyFor(policies.map(attach), request)
      outcomes.add(remedy.removed.length > 0 ? 'removed' : remedy.added.join(' '))
      expect(decisionAfter(policies, request, (whole) => whole)).toBe('allowed')
    }),
    { numRuns, seed: 1 },
  )
  const lacks = ['', 'identity', 'resource', 'boundary', 'session', 'identity resource', 'identity boundary session']
  expect([...outcomes]).toEqual(expect.arrayContaining(['removed', ...lacks]))
})

test('no part of a remedy can be left out', () => {
  fc.assert(
    fc.property(drafts, requests, fc.nat(), (policies, request, which) => {
      const { removed, added } = remedyFor(policies.map(attach), request)
      fc.pre(removed.length + added.length > 0)
      const left = which % (removed.length + added.length)
      const partly = decisionAfter(policies, request, (whole) => ({
        removed: whole.removed.filter((_, index) => index !== left),
        added: whole.added.filter((_, index) => index + removed.length !== left),
      }))
      expect(partly).not.toBe('allowed')
    }),
    { numRuns, seed: 2 },
  )
})
