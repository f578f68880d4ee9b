import { describe, expect, test } from 'vitest'
import type { Grammar } from './grammar.ts'
import { parsePolicy } from './parse-policy.ts'
import type { ProblemReason } from './problem.ts'

function identity(...statements: readonly unknown[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements })
}

function reasons(text: string, grammar: Grammar): readonly ProblemReason[] {
  const parsed = parsePolicy(text, grammar)
  return 'problems' in parsed ? parsed.problems.map(({ reason }) => reason) : []
}

describe('a hostile document', () => {
  test('with 10,000 statements is read to its end', () => {
    const many = Array.from({ length: 3_000 }, (_, index) => ({ Sid: `S${index}`, Effect: 'Deny' }))
    expect(reasons(identity(...many), 'identity')).toHaveLength(6_000)
    expect(reasons(`{"Statement":[${'{},'.repeat(9_999)}{}]}`, 'repository')).toHaveLength(30_000)
    expect(
      reasons(
        `{"Version":"2012-10-17","Statement":[${Array.from({ length: 10_000 }, () => '""').join()}]}`,
        'identity',
      ),
    ).toHaveLength(10_000)
  })

  test.each([
    ['a long name', `"${'a'.repeat(130_000)}"`],
    ['a long pattern', JSON.stringify(`arn:aws:ecr:*:*:${'*a?'.repeat(40_000)}`)],
    ['many variables', JSON.stringify(`arn:aws:ecr:*:*:${'${a:b}'.repeat(20_000)}`)],
    ['many openings of variables', JSON.stringify(`arn:aws:ecr:*:*:${'${'.repeat(60_000)}`)],
    ['many open quotation marks', JSON.stringify(`arn:aws:ecr:*:*:${"${a:b,'}".repeat(15_000)}`)],
    ['many colons', JSON.stringify(':'.repeat(130_000))],
    ['many escapes', `"${'\\"'.repeat(65_000)}"`],
  ])('with %s is accepted or refused in linear time', (_, value) => {
    const of = (element: string) => `{"Version":"2012-10-17","Statement":{"Effect":"Allow",${element}}}`
    for (const grammar of ['identity', 'repository'] as const) {
      parsePolicy(of(`"Action":"*","Resource":${value}`), grammar)
      parsePolicy(of(`"Action":${value}`), grammar)
      parsePolicy(of(`"Principal":{"AWS":${value}}`), grammar)
      expect(reasons(of(`"Condition":{${value}:{}}`), grammar)).toContain('unknown-operator')
      expect(reasons(of(`"Condition":{"StringLike":{${value}:${value}}}`), grammar)).not.toEqual([])
    }
  })
})
