import { CreateRepositoryCommand } from '@aws-sdk/client-ecr'
import { describe, expect } from 'vitest'
import { identitiesOf, policyOf } from '../../support/identities.ts'
import { startTestServer } from '../../support/test-server.ts'
import { account, arnOf, strangerAccount } from '../ecr-test.ts'
import { askOf, invalid, noneAllows, test } from './ecrd-test.ts'

const action = 'ecrd:WhyDenied'
const resource = arnOf('app')
const push = { action: 'ecr:PutImage', resource }

describe('WhyDenied', () => {
  test('says of what is denied why, and what would allow it', async ({ ask, identities }) => {
    const user = await identities.addUser('pusher')
    await identities.putInlinePolicy(user.id, policyOf({ Action: 'ecr:PutImage', Resource: arnOf('other') }))
    expect(await ask('WhyDenied', { principal: user.arn, ...push })).toEqual({
      decision: 'DENIED',
      principalArn: user.arn,
      ...push,
      reason: 'because no identity-based policy allows the ecr:PutImage action',
      remedies: [
        `add {"Effect":"Allow","Action":"ecr:PutImage","Resource":"${resource}"} to an identity-based policy of ${user.arn}`,
      ],
      findings: [],
      nearMisses: [expect.stringMatching(/^statement 1 of the policy .* matches the action, but not the resource$/)],
    })
  })

  test('says of what is allowed by which statement', async ({ ask, userWith }) => {
    const user = await userWith('ecr:*')
    const allows = expect.stringMatching(/^statement 1 of the policy .* allows it$/) as string
    expect(await ask('WhyDenied', { principal: user.arn, ...push })).toEqual({
      decision: 'ALLOWED',
      principalArn: user.arn,
      ...push,
      reason: expect.stringMatching(/^because statement 1 of the policy .* allows it$/) as string,
      remedies: [],
      findings: [allows],
      nearMisses: [],
    })
  })

  test('decides in the region, with the address, the tag and the context of the request in question', async ({
    ask,
    identities,
  }) => {
    const user = await identities.addUser('conditional')
    const condition = {
      IpAddress: { 'aws:SourceIp': '203.0.113.0/24' },
      StringEquals: { 'ecr:ImageTag': 'v1', 'aws:UserAgent': 'docker', 'aws:RequestedRegion': 'us-east-1' },
      'ForAllValues:StringEquals': { 'aws:TagKeys': ['a', 'b'] },
    }
    await identities.putInlinePolicy(user.id, policyOf({ Action: 'ecr:PutImage', Condition: condition }))
    const contextEntries = [
      { key: 'aws:userAgent', values: ['docker'] },
      { key: 'aws:TagKeys', values: ['a'] },
      { key: 'aws:tagkeys', values: ['b'] },
    ]
    const question = { principal: user.arn, ...push, imageTag: 'v1', sourceIp: '203.0.113.7', contextEntries }
    expect((await ask('WhyDenied', question)).decision).toBe('ALLOWED')
    const other = {
      sourceIp: '203.0.114.7',
      imageTag: 'v2',
      contextEntries: [],
      resource: arnOf('app').replace('us-', 'eu-'),
    }
    for (const [key, value] of Object.entries(other)) {
      expect((await ask('WhyDenied', { ...question, [key]: value })).decision).toBe('DENIED')
    }
  })

  test('decides about actions without resource as requests do, however they are spelled', async ({ ask, userWith }) => {
    const user = await userWith('ecr:getauthorizationtoken')
    const answer = await ask('WhyDenied', { principal: user.arn, action: 'ecr:GETAUTHORIZATIONTOKEN', resource })
    expect(answer).toMatchObject({ decision: 'ALLOWED', action: 'ecr:GetAuthorizationToken', resource: '*' })
  })

  test('says what no policy can allow', async ({ ask }) => {
    const roleArn = `arn:aws:iam::${account}:role/any`
    const root = `arn:aws:iam::${account}:root`
    expect(await ask('WhyDenied', { principal: root, action: 'sts:AssumeRole', resource: roleArn })).toMatchObject({
      decision: 'DENIED',
      reason: 'Roles may not be assumed by root accounts.',
      remedies: ['a user of the account in place of its root: ecrd env --user NAME creates one'],
    })
  })

  test('takes the id of an access key, and tells no secret of it', async ({ ask, identities }) => {
    const role = await identities.addRole('builder')
    const session = await identities.assumeRole('builder', role)
    const { accessKeyId, secretAccessKey, sessionToken = '' } = session.credentials
    const answer = await ask('WhyDenied', { principal: accessKeyId, ...push })
    expect(answer.principalArn).toBe(session.arn)
    for (const secret of [secretAccessKey, sessionToken]) expect(JSON.stringify(answer)).not.toContain(secret)
  })

  test.for<[string, object, string]>([
    [
      'a principal that does not exist',
      { principal: 'nobody' },
      'There is no principal nobody. Name a user, role, session or root by its ARN, or an active access key by its id.',
    ],
    ['a resource that is no ARN', { resource: 'app' }, 'The resource must be an ARN, or *'],
    ['an address that is no IP address', { sourceIp: '203.0.113.0/24' }, 'The sourceIp must be an IP address'],
    [
      'an action without its service',
      { action: 'PutImage' },
      "Invalid parameter at 'action' failed to satisfy constraint: 'Member must satisfy regular expression pattern: [a-z0-9.-]+:[A-Za-z0-9_.-]+'",
    ],
  ])('refuses %s', async ([, wrong, message], { ask }) => {
    const question = { principal: `arn:aws:iam::${account}:root`, ...push, ...wrong }
    await expect(ask('WhyDenied', question)).rejects.toMatchObject(invalid(message))
  })
})

describe('who may use WhyDenied', () => {
  test.for(['*', 'ecrd:*', action])('a user with %s may', async (allowed, { ask, userWith }) => {
    const user = await userWith(allowed)
    expect((await ask('WhyDenied', { principal: user.arn, ...push }, user)).principalArn).toBe(user.arn)
  })

  test.for(['ecr:*', 'iam:*', 'ecrd:ListJobs'])('a user with %s alone may not', async (allowed, { ask, userWith }) => {
    const user = await userWith(allowed)
    const asked = ask('WhyDenied', { principal: user.arn, ...push }, user)
    await expect(asked).rejects.toMatchObject(noneAllows(user.arn, action, 'identity-based'))
  })

  test('principals of the default account are told of all accounts', async ({ ask, foreigners, userWith }) => {
    const theirs = await foreigners.addUser('theirs')
    const question = { principal: theirs.arn, action: 'ecr:PutImage', resource: arnOf('app', strangerAccount) }
    expect((await ask('WhyDenied', question, await userWith('ecrd:*'))).principalArn).toBe(theirs.arn)
  })

  test('principals of another account are told of it', async ({ ask, foreigners }) => {
    const theirs = await foreigners.addUser('asked')
    const question = { principal: theirs.arn, action: 'ecr:PutImage', resource: arnOf('app', strangerAccount) }
    expect((await ask('WhyDenied', question, foreigners.root)).decision).toBe('DENIED')
  })

  test('principals of another account are told nothing of ours, whether it exists or not', async ({
    ask,
    foreigners,
    identities,
    server,
  }) => {
    await server.ecr.send(new CreateRepositoryCommand({ repositoryName: 'ours' }))
    const ours = await identities.addUser('ours')
    const theirs = await foreigners.addUser('them')
    const refusal = noneAllows(foreigners.root.arn, action, 'resource-based')
    const ofUser = (name: string) => ({ ...push, principal: `arn:aws:iam::${account}:user/${name}` })
    const onRepository = (name: string) => ({ ...push, principal: theirs.arn, resource: arnOf(name) })
    const ofServer = { principal: theirs.arn, action: 'ecrd:ListJobs' }
    const questions = [ofUser('ours'), ofUser('nobody'), onRepository('ours'), onRepository('nothing'), ofServer]
    for (const question of questions) {
      await expect(ask('WhyDenied', question, foreigners.root)).rejects.toMatchObject(refusal)
    }
    for (const principal of [ours.credentials.accessKeyId, 'AKIAQAAAAAAAAAAAAAAA']) {
      const asked = ask('WhyDenied', { ...push, principal, resource: arnOf('app', strangerAccount) }, foreigners.root)
      await expect(asked).rejects.toMatchObject({
        name: 'InvalidParameterException',
        message: expect.stringContaining(`There is no principal ${principal}.`) as string,
      })
    }
  })
})

test('WhyDenied reads only so many policies for a principal in a minute', async () => {
  const server = await startTestServer({ simulatedCharactersPerMinute: 1_000 })
  const ask = askOf(server)
  const user = await identitiesOf(server).addUser('asked')
  expect((await ask('WhyDenied', { principal: user.arn, ...push })).decision).toBe('DENIED')
  await expect(ask('WhyDenied', { principal: user.arn, ...push })).rejects.toMatchObject({
    name: 'ThrottlingException',
    message: 'Rate exceeded: WhyDenied has read as many policies as it may in a minute.',
  })
  await server.stop()
})
