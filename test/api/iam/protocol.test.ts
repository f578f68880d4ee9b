import { expect } from 'vitest'
import { askIam } from '../../support/signed-query.ts'
import { arnOf, newName, test, trusting } from './iam-test.ts'

const namespace = 'https://iam.amazonaws.com/doc/2010-05-08/'
const requestId = '[0-9a-f-]{36}'
const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

/** A document, whatever the request's id and the instant are. */
const documentOf = (text: string) =>
  new RegExp(`^${escaped(text).replace('REQUEST', requestId).replaceAll('INSTANT', String.raw`[\dT:-]{19}Z`)}\n$`)

test('the answer to CreateRole is the same as IAM’s, byte by byte', async ({ server }) => {
  const RoleName = newName('role')
  const answer = await askIam(server, {
    Action: 'CreateRole',
    RoleName,
    AssumeRolePolicyDocument: trusting({ Service: 'ecr.amazonaws.com' }),
  })
  const [, id = ''] = /<RoleId>(AROA\w{17})</.exec(answer.text) ?? []
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/xml'])
  expect(answer.text).toMatch(
    documentOf(
      `<CreateRoleResponse xmlns="${namespace}"><CreateRoleResult><Role><Path>/</Path><RoleName>${RoleName}</RoleName>` +
        `<RoleId>${id}</RoleId><Arn>${arnOf(`role/${RoleName}`)}</Arn><CreateDate>INSTANT</CreateDate>` +
        '<AssumeRolePolicyDocument>%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C' +
        '%22Principal%22%3A%7B%22Service%22%3A%22ecr.amazonaws.com%22%7D%2C%22Action%22%3A%22sts%3AAssumeRole%22%7D%5D%7D' +
        '</AssumeRolePolicyDocument><MaxSessionDuration>3600</MaxSessionDuration><RoleLastUsed></RoleLastUsed></Role>' +
        '</CreateRoleResult><ResponseMetadata><RequestId>REQUEST</RequestId></ResponseMetadata></CreateRoleResponse>',
    ),
  )
})

test('the answer of an operation without a result has the request’s id alone', async ({ server }) => {
  const GroupName = newName('group')
  await askIam(server, { Action: 'CreateGroup', GroupName })
  const answer = await askIam(server, { Action: 'DeleteGroup', GroupName })
  expect(answer.text).toMatch(
    documentOf(
      `<DeleteGroupResponse xmlns="${namespace}"><ResponseMetadata><RequestId>REQUEST</RequestId></ResponseMetadata></DeleteGroupResponse>`,
    ),
  )
})

test('an empty list is an empty element in the answer', async ({ server }) => {
  const answer = await askIam(server, { Action: 'ListUsers', PathPrefix: '/nobody/' })
  expect(answer.text).toContain('<ListUsersResult><Users></Users><IsTruncated>false</IsTruncated></ListUsersResult>')
})

test('a refusal has IAM’s document of an error with the status 404', async ({ server }) => {
  const answer = await askIam(server, { Action: 'GetUser', UserName: 'absent' })
  expect([answer.status, answer.headers['content-type']]).toEqual([404, 'text/xml'])
  expect(answer.text).toMatch(
    documentOf(
      `<ErrorResponse xmlns="${namespace}"><Error><Type>Sender</Type><Code>NoSuchEntity</Code>` +
        '<Message>The user with name absent cannot be found.</Message></Error><RequestId>REQUEST</RequestId></ErrorResponse>',
    ),
  )
})

test.for([
  ['another version', { Version: '2011-06-15', Action: 'GetUser' }, 400, 'InvalidAction'],
  ['an action that IAM does not have', { Action: 'GetCallerIdentity' }, 400, 'InvalidAction'],
  [
    'an action of another service',
    { Version: '2011-06-15', Action: 'GetCallerIdentity' },
    403,
    'SignatureDoesNotMatch',
  ],
  ['a MaxItems that is no number', { Action: 'ListUsers', MaxItems: 'many' }, 400, 'MalformedInput'],
  ['a tag without a value', { Action: 'TagUser', UserName: 'a', 'Tags.member.1.Key': 'a' }, 400, 'ValidationError'],
] as const)('a query with %s is refused', async ([, parameters, status, code], { server }) => {
  const answer = await askIam(server, parameters)
  expect([answer.status, /<Code>(\w+)</.exec(answer.text)?.[1]]).toEqual([status, code])
})

test('a user that is created in one region is found in another', async ({ server }) => {
  const UserName = newName('user')
  await askIam({ ...server, region: 'us-east-1' }, { Action: 'CreateUser', UserName })
  const elsewhere = await askIam({ ...server, region: 'eu-central-1' }, { Action: 'GetUser', UserName })
  expect(elsewhere.text).toContain(`<UserName>${UserName}</UserName>`)
})

test('CreateUser refuses 51 tags', async ({ server }) => {
  const tags = Array.from({ length: 51 }, (_, at) => [
    [`Tags.member.${at + 1}.Key`, `key-${at}`],
    [`Tags.member.${at + 1}.Value`, ''],
  ])
  const parameters = Object.fromEntries(tags.flat()) as Record<string, string>
  const answer = await askIam(server, { Action: 'CreateUser', UserName: newName('user'), ...parameters })
  expect(answer.status).toBe(400)
  expect(answer.text).toContain('Member must have length less than or equal to 50')
})
