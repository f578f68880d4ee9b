import { expect, test } from 'vitest'
import { createKnownPolicies, type KnownPolicies } from './known-policies.ts'

/** A policy of some 10,000 characters, as large as a repository's may be. */
function compileLarge({ compile }: KnownPolicies, number: number): void {
  const actions = Array.from({ length: 900 }, (_, index) => `ecr:a${1_000 * number + index}`)
  const statement = { Effect: 'Allow', Principal: '*', Action: actions }
  compile(JSON.stringify({ Version: '2012-10-17', Statement: [statement] }), 'repository')
}

test('what is known of policies is kept from one decision to the next', () => {
  const known = createKnownPolicies([])
  const first = known()
  for (let number = 0; number < 100; number += 1) compileLarge(known(), number)
  expect(known()).toBe(first)
})

test('what is known of policies is kept however often the same ones are asked', () => {
  const known = createKnownPolicies([])
  const first = known()
  for (let time = 0; time < 300; time += 1) compileLarge(known(), 1)
  expect(known()).toBe(first)
})

test('what is known of policies is let go when all of them are long', () => {
  const known = createKnownPolicies([])
  const made = new Set<KnownPolicies>()
  for (let number = 0; number < 500; number += 1) {
    compileLarge(known(), number)
    made.add(known())
  }
  expect(made.size).toBeGreaterThanOrEqual(3)
  expect(made.size).toBeLessThan(10)
})
