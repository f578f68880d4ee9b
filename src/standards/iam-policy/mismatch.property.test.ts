import fc from 'fast-check'
import { expect, test } from 'vitest'
import { attach, drafts, requests } from '../../../test/support/policy-drafts.ts'
import type { AccessRequest } from './access-request.ts'
import type { AttachedPolicy } from './attached-policy.ts'
import { evaluate } from './evaluate.ts'

const keys = ['aws:username', 'aws:principaltag/team'] as const
const values = fc.uniqueArray(fc.constantFrom('team', 'other', 'x', '*', ''), { minLength: 2, maxLength: 3 })
const key = fc.constantFrom(...keys)

const attached = drafts.map((list) => list.map(attach))

const decide = (policies: readonly AttachedPolicy[], request: AccessRequest) => evaluate(policies, request).decision

function withValues(request: AccessRequest, of: string, given: readonly string[] | undefined): AccessRequest {
  return { ...request, context: (name) => (name === of ? given : request.context(name)) }
}

const numRuns = 1_000

test('of several values, an allowed request is allowed with each, and one that a value denies is denied', () => {
  let allowed = 0
  fc.assert(
    fc.property(attached, requests, key, values, (policies, request, of, given) => {
      const among = decide(policies, { ...withValues(request, of, given), hasOneValue: (name) => name === of })
      const each = given.map((value) => decide(policies, withValues(request, of, [value])))
      if (among === 'allowed') expect(new Set(each)).toEqual(new Set(['allowed']))
      if (each.includes('explicitDeny')) expect(among).toBe('explicitDeny')
      if (among === 'allowed') allowed += 1
    }),
    { numRuns, seed: 1 },
  )
  expect(allowed).toBeGreaterThan(numRuns / 100)
})

test('a decision at best or at worst about an unknown value holds for every value', () => {
  const met = { denied: 0, allowed: 0 }
  fc.assert(
    fc.property(attached, requests, key, values, (policies, request, of, given) => {
      const guessed = (applies: 'Allow' | 'Deny') =>
        decide(policies, { ...withValues(request, of, undefined), unknown: { keys: new Set([of]), applies } })
      const each = [undefined, ...given.map((value) => [value]), given].map((list) =>
        decide(policies, withValues(request, of, list)),
      )
      if (guessed('Allow') !== 'allowed') {
        met.denied += 1
        expect(each).not.toContain('allowed')
      }
      if (guessed('Deny') === 'allowed') {
        met.allowed += 1
        expect(new Set(each)).toEqual(new Set(['allowed']))
      }
    }),
    { numRuns, seed: 1 },
  )
  expect(Math.min(met.denied, met.allowed)).toBeGreaterThan(numRuns / 100)
})
