import { expect, test } from 'vitest'
import type { Grammar } from './grammar.ts'
import { parsePolicy, parseStoredPolicy } from './parse-policy.ts'

const statement = { Effect: 'Allow', Action: 'ecr:*', Resource: '*' }

const identity = (Resource: string | readonly string[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: { ...statement, Resource } })

function reasons(text: string, grammar: Grammar): readonly string[] {
  const parsed = parsePolicy(text, grammar)
  return 'problems' in parsed ? parsed.problems.map(({ reason }) => reason) : []
}

function versionOf(text: string, grammar: Grammar): string {
  const parsed = parsePolicy(text, grammar)
  return 'problems' in parsed ? 'none' : parsed.version
}

test('a managed policy needs version 2012-10-17; an inline or session policy may have an older one', () => {
  for (const document of [{ Statement: statement }, { Version: '2008-10-17', Statement: statement }]) {
    expect(reasons(JSON.stringify(document), 'managed')).toEqual(['old-version'])
    expect(versionOf(JSON.stringify(document), 'identity')).toBe('2008-10-17')
    expect(versionOf(JSON.stringify(document), 'session')).toBe('2008-10-17')
  }
})

test('a stored policy can be read even if its ARNs would be refused today', () => {
  const text = identity(['arn:aws:s3::example', 'arn:error:*:x', 'arn:aws'])
  expect(reasons(text, 'identity')).toEqual(['failed-legacy-parsing', 'invalid-partition', 'unqualified-vendor'])
  expect(parseStoredPolicy(text, 'identity').statements[0]?.resources?.patterns).toHaveLength(3)
  const none = identity('x')
  expect(() => parseStoredPolicy(none, 'identity')).toThrow('a stored policy is malformed: invalid-resource')
})
