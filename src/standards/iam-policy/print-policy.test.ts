import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { statementDocuments } from '../../../test/support/policy-documents.ts'
import type { Grammar } from './grammar.ts'
import { parsePolicy } from './parse-policy.ts'
import type { Policy } from './policy.ts'
import { printPolicy } from './print-policy.ts'

function require(text: string, grammar: Grammar): Policy {
  const parsed = parsePolicy(text, grammar)
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems))
  return parsed
}

describe('a policy', () => {
  test.each(['compact', 'pretty'] as const)('is the same after its %s print was parsed', (style) => {
    const documents = fc.record(
      {
        Version: fc.constantFrom('2008-10-17', '2012-10-17'),
        Id: fc.string({ unit: 'grapheme' }),
        Statement: fc.array(statementDocuments('resource'), { minLength: 1, maxLength: 4 }),
      },
      { requiredKeys: ['Statement'] },
    )
    fc.assert(
      fc.property(documents, fc.string({ unit: 'grapheme' }), (document, sid) => {
        const [first, ...others] = document.Statement
        const text = JSON.stringify({ ...document, Statement: [{ Sid: sid, ...first }, ...others] })
        const policy = require(text.replaceAll('\\u0000', ''), 'repository')
        expect(require(printPolicy(policy, style), 'repository')).toEqual(policy)
      }),
      { numRuns: 500 },
    )
  })

  test('is printed compactly without redundant lists and with known spellings', () => {
    const text = `{
      "Statement": [{ "Effect": "Allow", "Principal": { "AWS": ["*"] }, "Action": ["ecr:*"],
        "Condition": { "stringequals": { "aws:username": ["a", "b"] }, "STRINGEQUALS": { "aws:userid": ["c"] } } }]
    }`
    expect(printPolicy(require(text, 'repository'), 'compact')).toBe(
      '{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"ecr:*",' +
        '"Condition":{"StringEquals":{"aws:username":["a","b"],"aws:userid":"c"}}}]}',
    )
  })
})
