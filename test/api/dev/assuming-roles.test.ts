import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { trusting } from '../../support/identities.ts'
import { startTestServer, type TestServer } from '../../support/test-server.ts'

const account = '123456789012'
const roleArn = (name: string): string => `arn:aws:iam::${account}:role/${name}`

async function assume(server: TestServer, accessKeyId: string, name: string, secretAccessKey = 'any') {
  const common = { endpoint: server.url, region: server.region, maxAttempts: 1 }
  const sts = new STSClient({ ...common, credentials: { accessKeyId, secretAccessKey } })
  const input = { RoleArn: roleArn(name), RoleSessionName: 'build' }
  const { Credentials: issued } = await sts.send(new AssumeRoleCommand(input)).finally(() => sts.destroy())
  const session = new STSClient({
    ...common,
    credentials: {
      accessKeyId: issued?.AccessKeyId ?? '',
      secretAccessKey: issued?.SecretAccessKey ?? '',
      sessionToken: issued?.SessionToken ?? '',
    },
  })
  return (await session.send(new GetCallerIdentityCommand()).finally(() => session.destroy())).Arn
}

async function addRole(server: TestServer, name: string, principal: string): Promise<void> {
  const { url: endpoint, region, credentials } = server
  const iam = new IAMClient({ endpoint, region, credentials })
  const AssumeRolePolicyDocument = JSON.stringify(trusting({ AWS: principal }))
  await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument })).finally(() => iam.destroy())
}

describe('with --dev', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer({ dev: true })
  })
  afterAll(() => server.stop())

  test('root can assume a role that trusts its account', async () => {
    await addRole(server, 'deploy', account)
    const session = `arn:aws:sts::${account}:assumed-role/deploy/build`
    expect(await assume(server, 'test', 'deploy')).toBe(session)
    expect(await assume(server, account, 'deploy')).toBe(session)
    const { accessKeyId, secretAccessKey } = server.credentials
    expect(await assume(server, accessKeyId, 'deploy', secretAccessKey)).toBe(session)
  })

  test('root cannot assume a role that trusts another account', async () => {
    await server.otherAccount('444455556666')
    await addRole(server, 'theirs', '444455556666')
    await expect(assume(server, 'test', 'theirs')).rejects.toMatchObject({ name: 'AccessDenied' })
    expect(await assume(server, '444455556666', 'theirs')).toContain(':assumed-role/theirs/build')
  })
})

test('without --dev, root cannot assume a role, and the log says what would help', async () => {
  const server = await startTestServer()
  await addRole(server, 'deploy', account)
  const { accessKeyId, secretAccessKey } = server.credentials
  await expect(assume(server, accessKeyId, 'deploy', secretAccessKey)).rejects.toMatchObject({
    name: 'AccessDenied',
    message: 'Roles may not be assumed by root accounts.',
  })
  expect(server.denials.map(({ denial }) => denial)).toEqual([
    {
      because: 'root may not assume roles, whatever policies say',
      wouldAllow: ['a user of the account in place of its root: ecrd env --user NAME creates one'],
    },
  ])
  await server.stop()
})
