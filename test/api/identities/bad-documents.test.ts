import { describe, expect } from 'vitest'
import { identitiesOf } from '../../support/identities.ts'
import { askSigned } from '../../support/signed-json.ts'
import { askIam } from '../../support/signed-query.ts'
import { storedRows } from '../../support/stored-rows.ts'
import type { TestServer } from '../../support/test-server.ts'
import { account, test as base } from '../ecr-test.ts'

/** Documents that are none, wherever one is taken: they are refused, and nothing of them is kept. */
const test = base.extend('filled', { scope: 'file' }, async ({ server }) => {
  await askSigned(server, 'CreateRepository', { repositoryName })
  await identitiesOf(server).addUser('ada')
  return server
})

const repositoryName = 'team/app'

interface Taker {
  readonly operation: string
  /** What a statement has here beside its effect and actions. */
  readonly statement: object
  readonly put: (server: TestServer, document: string) => Promise<readonly [status: number, code: string]>
}

const onEcr = (operation: string, input: object): Pick<Taker, 'operation' | 'put'> => ({
  operation,
  async put(server, policyText) {
    const { status, json } = await askSigned(server, operation, { ...input, policyText })
    const { __type = '' } = json() as { readonly __type?: string }
    return [status, __type]
  },
})

let names = 0
const onIam = (
  operation: string,
  parameters: Readonly<Record<string, string>>,
  member = 'PolicyDocument',
): Pick<Taker, 'operation' | 'put'> => ({
  operation,
  async put(server, document) {
    const named = Object.entries(parameters).map(([name, value]) => [name, value.replace('NEW', `new-${++names}`)])
    const request = { Action: operation, ...(Object.fromEntries(named) as typeof parameters), [member]: document }
    const { status, text } = await askIam(server, request)
    return [status, /<Code>([^<]*)</.exec(text)?.[1] ?? '']
  },
})

const Principal = { AWS: `arn:aws:iam::${account}:root` }
const takers: readonly Taker[] = [
  { ...onEcr('SetRepositoryPolicy', { repositoryName }), statement: { Principal, Action: 'ecr:*' } },
  { ...onEcr('PutRegistryPolicy', {}), statement: { Principal, Action: 'ecr:*', Resource: '*' } },
  { ...onIam('CreatePolicy', { PolicyName: 'NEW' }), statement: { Action: 'ecr:*', Resource: '*' } },
  {
    ...onIam('PutUserPolicy', { UserName: 'ada', PolicyName: 'NEW' }),
    statement: { Action: 'ecr:*', Resource: '*' },
  },
  {
    ...onIam('CreateRole', { RoleName: 'NEW' }, 'AssumeRolePolicyDocument'),
    statement: { Principal, Action: 'sts:AssumeRole' },
  },
]

const refusals: readonly (readonly [number, string])[] = [
  [400, 'InvalidParameterException'],
  [400, 'MalformedPolicyDocument'],
  [400, 'ValidationError'],
  [409, 'LimitExceeded'],
  [413, 'RequestEntityTooLarge'],
  [413, 'RequestEntityTooLargeException'],
]

const around = (statement: string, version = '"2012-10-17"'): string =>
  `{"Version":${version},"Statement":${statement}}`

/** Each is a good document with one thing wrong. */
function badDocuments(statement: object): Readonly<Record<string, string>> {
  const good = JSON.stringify({ Effect: 'Allow', ...statement })
  const having = (member: string) => around(good.replace('{', `{${member},`))
  const instead = (members: object) => around(JSON.stringify({ Effect: 'Allow', ...statement, ...members }))
  const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`
  return {
    'too large': around(`[${Array(200).fill(good).join(',')}]`),
    'with 10,000 statements': around(`[${Array(10_000).fill(good).join(',')}]`),
    'padded with 100,000 elements of an array': instead({ Action: Array(100_000).fill('ecr:*') }),
    'with deeply nested objects': having(`"Condition":${nested(1_500)}`),
    'of deeply nested arrays': `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
    'with two versions': around(good).replace('{', '{"Version":"2012-10-17",'),
    'with two effects': having('"Effect":"Deny"'),
    'with two effects, one in an escape': having(String.raw`"\u0045ffect":"Deny"`),
    'with the same operator twice': having(
      '"Condition":{"Bool":{"aws:SecureTransport":"true"},"Bool":{"aws:SecureTransport":"false"}}',
    ),
    'that is a list': '[]',
    'that is a JSON text': JSON.stringify(around(good)),
    'with a number for its version': around(good, '20121017'),
    'with a text for its statement': around('"Allow"'),
    'with null for its statement': around('null'),
    'with a list in the list of statements': around(`[[${good}]]`),
    'with a list for its effect': instead({ Effect: ['Allow'] }),
    'with true for its effect': instead({ Effect: true }),
    'with a number for its action': instead({ Action: 1 }),
    'with an object for its action': instead({ Action: { 'ecr:*': true } }),
    'with null among its actions': instead({ Action: ['ecr:*', null] }),
    'with a list for its condition': instead({ Condition: [] }),
    'with a text for an operator': instead({ Condition: { Bool: 'true' } }),
    'with an object for a value': instead({ Condition: { Bool: { 'aws:SecureTransport': {} } } }),
    'with NUL in it': having('"Sid":"a\0b"'),
    'with NUL behind it': `${around(good)}\0`,
    'with NUL as an escape': having(String.raw`"Sid":"a\u0000b"`),
    'with NUL in an action': instead({ Action: 'ecr:\0' }),
    'with half of a surrogate pair': having(String.raw`"Sid":"\ud800"`),
    'with a Cyrillic letter in a key': around(good.replace('"Effect"', '"Effеct"')),
    'with a Cyrillic letter in its effect': instead({ Effect: 'Аllow' }),
    'with a Cyrillic letter as an escape': around(good.replace('"Allow"', String.raw`"\u0410llow"`)),
    'with a Cyrillic letter in its service': instead({ Action: 'еcr:PutImage' }),
    'with full-width letters in its effect': instead({ Effect: 'Ａllow' }),
    'with an invisible character in its effect': instead({ Effect: 'Allow\u200b' }),
    'with a key in small letters': around(good.replace('"Effect"', '"effect"')),
    'with a key of all objects': having('"__proto__":{"Effect":"Deny"}'),
    'with a byte order mark': `\ufeff${around(good)}`,
    'with another value behind it': `${around(good)}{}`,
    'with a comment': `${around(good)}//`,
    'with a trailing comma': around(good).replace(/\}$/, ',}'),
    'in single quotes': around(good).replaceAll('"', "'"),
    'that is cut off': around(good).slice(0, -1),
    'that is empty': '',
  }
}

describe.for([...takers])('$operation', ({ statement, put }) => {
  test('accepts a valid document', async ({ filled }) => {
    const [status] = await put(filled, around(JSON.stringify({ Effect: 'Allow', ...statement })))
    expect(status).toBe(200)
  })

  test.for(Object.entries(badDocuments(statement)))('refuses a document %s', async ([, document], { filled }) => {
    const { database } = filled.running.ctx
    const before = await storedRows(database)
    expect(refusals).toContainEqual(await put(filled, document))
    expect(await storedRows(database)).toEqual(before)
  })
})
