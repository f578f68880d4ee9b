import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contextOf } from './access-request.ts'
import { compilePolicy } from './compile-policy.ts'
import { evaluate } from './evaluate.ts'
import type { Grammar } from './grammar.ts'
import { parsePolicy, parseStoredPolicy } from './parse-policy.ts'
import { printPolicy } from './print-policy.ts'

/** Documents of which some are taken and some refused: pieces of actions, ARNs, keys and variables, put together anyhow. */
const piecesOf = (...pieces: readonly string[]) =>
  fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 7 }).map((list) => list.join(''))

const actions = piecesOf('ecr', ':', '*', '?', 'service-prefix', 'action-name', 's3.s', ' ', '1', 'PutImage')
const wholeArns = fc
  .tuple(piecesOf('*', 'us-east-1', ''), piecesOf('a/', '${saml:sub}', "${a.b/c:d, 'x'}", '*', ':', '${*}'))
  .map(([region, path]) => `arn:aws:ecr:${region}:123456789012:${path}`)
const arns = fc.oneof(
  {
    weight: 1,
    arbitrary: piecesOf('arn', ':', 'aws', 'aws-cn', '*', 'ecr', '::', '${aws:username}', 'a/', '?', '${$}'),
  },
  { weight: 3, arbitrary: wholeArns },
)
const keys = piecesOf('aws', ':', 'token.actions.githubusercontent.com', '/id/ABC', 'sub', ' ', 'é', 'app_id')
const operators = fc.constantFrom('StringLike', 'StringNotEqualsIfExists', 'ForAnyValue:ArnLike', 'Null', 'DateEquals')
const values = fc.oneof(arns, fc.constantFrom('true', '2030-01-01T00:00:00Z', '${token.actions.a/b:sub}', '${'))

const documents = fc.record(
  {
    Version: fc.constantFrom('2012-10-17', '2008-10-17'),
    Statement: fc.array(
      fc.record(
        {
          Effect: fc.constantFrom('Allow', 'Deny'),
          Action: fc.oneof(
            { weight: 1, arbitrary: actions },
            { weight: 3, arbitrary: fc.constantFrom('ecr:*', '*:*') },
          ),
          Resource: fc.oneof(arns, fc.array(wholeArns, { minLength: 1, maxLength: 3 })),
          Condition: fc.dictionary(operators, fc.dictionary(keys, values, { maxKeys: 2 }), { maxKeys: 2 }),
        },
        { requiredKeys: ['Effect', 'Action', 'Resource'] },
      ),
      { minLength: 1, maxLength: 2 },
    ),
  },
  { requiredKeys: ['Statement'] },
)

const grammars: readonly Grammar[] = ['identity', 'managed', 'session']

const requests = fc.record({
  action: fc.constantFrom('ecr:PutImage', 'service-prefix:action-name'),
  resource: fc.constantFrom('*', 'arn:aws:ecr:us-east-1:123456789012:repository/a', 'arn:aws:ecr:us-east-1::a/b'),
  resourceAccount: fc.constant('123456789012'),
  principal: fc.constant({
    kind: 'user',
    arn: 'arn:aws:iam::123456789012:user/a',
    account: '123456789012',
    userId: 'A',
  }),
  context: fc
    .dictionary(fc.oneof(keys, fc.constantFrom('aws:username', 'saml:sub')), fc.oneof(arns, fc.constant('')))
    .map((given) => contextOf(given)),
} as const)

test('a parsed policy prints as text that parses to the same policy, and is evaluated without an error', () => {
  let [taken, refused] = [0, 0]
  fc.assert(
    fc.property(documents, fc.constantFrom(...grammars), requests, (document, grammar, request) => {
      const policy = parsePolicy(JSON.stringify(document), grammar)
      if ('problems' in policy) {
        refused += 1
        return
      }
      taken += 1
      expect(parsePolicy(printPolicy(policy, 'compact'), grammar)).toEqual(policy)
      expect(parseStoredPolicy(printPolicy(policy, 'pretty'), grammar)).toEqual(policy)
      const attached = { kind: 'identity', attachedTo: '', name: '', policy: compilePolicy(policy) } as const
      expect(['allowed', 'explicitDeny', 'implicitDeny']).toContain(evaluate([attached], request).decision)
    }),
    { numRuns: 5_000, seed: 1 },
  )
  // It says something only if both happen, and often.
  expect(Math.min(taken, refused)).toBeGreaterThan(500)
})
