import { expect, test } from 'vitest'
import { contextKeysOf } from './context-keys.ts'
import { parsePolicy } from './parse-policy.ts'

function keysOf(version: string, ...statements: readonly object[]): readonly string[] {
  const text = JSON.stringify({
    Version: version,
    Statement: statements.map((each) => ({ Effect: 'Allow', Action: '*', Resource: '*', ...each })),
  })
  const parsed = parsePolicy(text, 'session')
  return 'problems' in parsed ? [] : contextKeysOf(parsed)
}

const statements = [
  { Resource: ["arn:aws:ecr:*:*:repository/${aws:username}/${aws:PrincipalTag/Team, 'x'}", 'arn:aws:ecr:*:*:${*}'] },
  { NotResource: 'arn:aws:ecr:*:*:repository/${ecr:ResourceTag/Team}', Resource: undefined },
  {
    Condition: {
      StringEquals: { 'aws:UserName': '${aws:userid}' },
      NumericLessThan: { 'aws:EpochTime': 5 },
      IpAddressIfExists: { 'aws:SourceIp': ['10.0.0.0/8'] },
    },
  },
]

test('contextKeysOf lists the keys of conditions and variables once, as first spelled', () => {
  expect(keysOf('2012-10-17', ...statements)).toEqual([
    'aws:username',
    'aws:PrincipalTag/Team',
    'ecr:ResourceTag/Team',
    'aws:userid',
    'aws:EpochTime',
    'aws:SourceIp',
  ])
})

test('contextKeysOf finds no variables in a policy of version 2008-10-17', () => {
  expect(keysOf('2008-10-17', ...statements)).toEqual(['aws:UserName', 'aws:EpochTime', 'aws:SourceIp'])
})
