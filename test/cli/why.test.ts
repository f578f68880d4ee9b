import { CreateRepositoryCommand, SetRepositoryPolicyCommand } from '@aws-sdk/client-ecr'
import { AttachGroupPolicyCommand, AttachUserPolicyCommand, CreatePolicyCommand } from '@aws-sdk/client-iam'
import { GetFederationTokenCommand, STSClient } from '@aws-sdk/client-sts'
import { describe, expect, test as base } from 'vitest'
import { iamOf } from '../api/iam/iam-test.ts'
import { runEcrd, sentencesOf, variablesOf } from '../support/ecrd-command.ts'
import { identitiesOf, policyOf } from '../support/identities.ts'
import { type FinishedProcess, temporaryFolder } from '../support/processes.ts'
import { startTestServer } from '../support/test-server.ts'

const account = '123456789012'
const repositoryArn = `arn:aws:ecr:us-east-1:${account}:repository/randserver`

/** A server that runs while it is asked about. */
const test = base
  .extend('server', { scope: 'file' }, async ({}, { onCleanup }) => {
    const server = await startTestServer()
    onCleanup(server.stop)
    await server.ecr.send(new CreateRepositoryCommand({ repositoryName: 'randserver' }))
    return server
  })
  .extend('identities', { scope: 'file' }, ({ server }) => identitiesOf(server))
  /** Both ways, which say the same: as the owner of the database, and over the network. */
  .extend('why', ({ server }) => async (...args: readonly string[]): Promise<FinishedProcess> => {
    const [asOwner, remote] = await Promise.all([
      runEcrd(['why', ...server.databaseArguments, ...args]),
      runEcrd(['why', '--endpoint-url', server.url, ...args], variablesOf(server)),
    ])
    expect(remote).toEqual(asOwner)
    return asOwner
  })

const of = (principal: string, action: string, resource?: string): readonly string[] => [
  ...['--principal', principal, '--action', action],
  ...(resource === undefined ? [] : ['--resource', resource]),
]

/** `shared/seeds/002`: the policy of the group grants GetAuthorizationToken on the repository, which grants nothing. */
describe('ecrd why about developers who can push but can’t log in', () => {
  const actions = ['GetAuthorizationToken', 'BatchGetImage', 'InitiateLayerUpload', 'PutImage']
  const PolicyDocument = JSON.stringify(
    policyOf({ Action: actions.map((name) => `ecr:${name}`), Resource: repositoryArn }),
  )
  const PolicyName = 'EcrPushPullRandserverDevelopers'
  const GroupName = 'randserver-developers'

  test('names the statement that they lack', async ({ server, identities, why }) => {
    const iam = iamOf(server, server.credentials)
    const developer = await identities.addUser('developer')
    const amar = await identities.addUser('amar')
    await identities.addGroup(GroupName, developer, amar)
    const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument }))
    await iam.send(new AttachGroupPolicyCommand({ GroupName, PolicyArn: Policy?.Arn }))
    const PolicyArn = 'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly'
    await iam.send(new AttachUserPolicyCommand({ UserName: 'amar', PolicyArn }))
    const policy = `arn:aws:iam::${account}:policy/${PolicyName} of arn:aws:iam::${account}:group/${GroupName}`

    const login = await why(...of(developer.arn, 'ecr:GetAuthorizationToken', repositoryArn))
    expect((await why(...of(developer.arn, 'ecr:getauthorizationtoken', repositoryArn))).code).toBe(1)
    expect(login.stderr).toBe('')
    expect(login.stdout).toBe(
      `denied: ${developer.arn} may not do ecr:GetAuthorizationToken on *
because no identity-based policy allows the ecr:GetAuthorizationToken action

What would allow it:
  add {"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*"} to an identity-based policy of ${developer.arn}

Statements that do not apply:
  statement 1 of the policy ${policy} matches the action, but not the resource
`,
    )
    expect(login.code).toBe(1)

    const push = await why(...of(developer.arn, 'ecr:PutImage', repositoryArn))
    expect([push.code, push.stderr]).toEqual([0, ''])
    expect(push.stdout).toContain(`because statement 1 of the policy ${policy} allows it\n`)

    const withReadOnly = await why(...of(amar.arn, 'ecr:GetAuthorizationToken'))
    expect(withReadOnly.code).toBe(0)
    expect(withReadOnly.stdout).toContain('AmazonEC2ContainerRegistryReadOnly of')
    iam.destroy()
  })
})

describe('ecrd why about a request', () => {
  test('takes source IP, tag and other context keys from options', async ({ identities, why }) => {
    const user = await identities.addUser('circumstantial')
    const condition = {
      IpAddress: { 'aws:SourceIp': '203.0.113.0/24' },
      StringLike: { 'ecr:ImageTag': 'dev-*' },
      StringEquals: { 'aws:UserAgent': 'docker, of course' },
      'ForAllValues:StringEquals': { 'aws:TagKeys': ['a', 'b'] },
    }
    await identities.putInlinePolicy(user.id, policyOf({ Action: 'ecr:PutImage', Condition: condition }))
    const asked = of(user.arn, 'ecr:PutImage', repositoryArn)
    const elsewhere = await why(...asked)
    expect(elsewhere.code).toBe(1)
    expect(elsewhere.stdout).toContain('its condition IpAddress aws:SourceIp does not hold')
    const there = [...asked, '--source-ip', '203.0.113.7', '--tag', 'dev-1']
    const context = 'aws:userAgent=docker, of course,aws:TagKeys=a,aws:TagKeys=b'
    expect((await why(...there)).stdout).toContain('its condition StringEquals aws:UserAgent does not hold')
    expect((await why(...there, '--context', context)).code).toBe(0)
    expect((await why(...there, '--context', `${context},aws:TagKeys=c`)).code).toBe(1)
  })

  test('takes context keys of an identity provider', async ({ identities, why }) => {
    const user = await identities.addUser('federated')
    const key = 'oidc.eks.us-east-1.amazonaws.com/id/ABC:sub'
    const condition = { StringEquals: { [key]: 'a,b', 'aws:UserAgent': 'docker' } }
    await identities.putInlinePolicy(user.id, policyOf({ Action: 'ecr:PutImage', Condition: condition }))
    const asked = of(user.arn, 'ecr:PutImage', repositoryArn)
    expect((await why(...asked, '--context', `aws:UserAgent=docker,${key}=a,b`)).code).toBe(0)
    expect((await why(...asked, '--context', 'aws:UserAgent=docker')).code).toBe(1)
  })
})

test('ecrd why ignores the resource of an action of the tagging API, which has none', async ({ identities, why }) => {
  const user = await identities.addUser('tagger')
  await identities.putInlinePolicy(user.id, policyOf({ Action: 'tag:GetResources' }))
  const { stdout } = await why(...of(user.arn, 'tag:GetResources', repositoryArn))
  expect(stdout).toContain(`allowed: ${user.arn} may do tag:GetResources on *`)
})

describe('ecrd why about a principal', () => {
  const stranger = '999999999999'

  test('from another account wants an allow on both sides', async ({ server, why }) => {
    await server.otherAccount(stranger)
    const theirs = identitiesOf(server, stranger)
    const carlos = await theirs.addUser('carlos')
    await theirs.putInlinePolicy(carlos.id, policyOf({ Action: 'ecr:*' }))
    const asked = of(carlos.arn, 'ecr:BatchGetImage', repositoryArn)
    const before = await why(...asked)
    expect(before.code).toBe(1)
    const remedy = /add (\{.*\}) to the policy of the repository (\S+)\n/.exec(before.stdout)
    expect(remedy?.[2]).toBe(repositoryArn)
    const policyText = `{"Version":"2012-10-17","Statement":${remedy?.[1] ?? ''}}`
    await server.ecr.send(new SetRepositoryPolicyCommand({ repositoryName: 'randserver', policyText }))
    expect((await why(...asked)).code).toBe(0)
  })

  test('takes the ARN of a role, the ARN of a session, or an access key', async ({ identities, why }) => {
    const role = await identities.addRole('ci')
    await identities.attachPolicy(role, 'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPowerUser')
    const pull = policyOf({ Action: 'ecr:BatchGetImage' })
    const session = await identities.assumeRole('ci', role, { policies: [pull] })
    const push = (principal: string) => why(...of(principal, 'ecr:PutImage', repositoryArn))
    const asRole = await push(`arn:aws:iam::${account}:role/ci`)
    expect([asRole.code, asRole.stderr]).toEqual([0, ''])
    expect(asRole.stdout).toContain(`arn:aws:sts::${account}:assumed-role/ci/ecrd-why may do`)
    expect((await push(session.arn.replace('build', 'other'))).code).toBe(0)
    for (const named of [session.arn, session.credentials.accessKeyId]) {
      const asSession = await push(named)
      expect(asSession.code).toBe(1)
      expect(asSession.stdout).toContain('to a session policy, when the session is made\n')
    }
    await identities.assumeRole('ci', role, { policies: [policyOf({ Action: 'ecr:*' })] })
    expect((await push(session.arn)).code).toBe(0)
    expect((await push(session.credentials.accessKeyId)).code).toBe(1)
  })

  test('takes a federated user, whose session’s policy limits what they may do', async ({ server, why }) => {
    const sts = new STSClient({ endpoint: server.url, region: server.region, credentials: server.credentials })
    const Policy = JSON.stringify(policyOf({ Action: 'ecr:BatchGetImage' }))
    const { FederatedUser } = await sts.send(new GetFederationTokenCommand({ Name: 'guest', Policy }))
    const guest = FederatedUser?.Arn ?? ''
    expect(guest).toBe(`arn:aws:sts::${account}:federated-user/guest`)
    expect((await why(...of(guest, 'ecr:BatchGetImage', repositoryArn))).code).toBe(0)
    expect((await why(...of(guest, 'ecr:PutImage', repositoryArn))).code).toBe(1)
    sts.destroy()
  })

  test('says that root may do everything except assume roles', async ({ why }) => {
    const root = `arn:aws:iam::${account}:root`
    const everything = await why(...of(root, 'ecr:DeleteRepository', repositoryArn))
    expect([everything.code, everything.stdout.split('\n')[1]]).toEqual([
      0,
      'because root may do everything in its account',
    ])
    const assuming = await why(...of(root, 'sts:AssumeRole', `arn:aws:iam::${account}:role/ci`))
    expect([assuming.code, assuming.stdout.split('\n')[1]]).toEqual([1, 'Roles may not be assumed by root accounts.'])
  })

  test.for([
    `arn:aws:iam::${account}:user/nobody`,
    `arn:aws:iam::${account}:role/nobody`,
    `arn:aws:sts::${account}:assumed-role/nobody/x`,
    `arn:aws:sts::${account}:federated-user/nobody`,
    'arn:aws:iam::111111111111:root',
    'AKIAQAAAAAAAAAAAAAAA',
    'codebuild.amazonaws.com',
  ])('refuses %s, which does not exist', async (principal, { why }) => {
    const refused = await why(...of(principal, 'ecr:PutImage', repositoryArn))
    expect(sentencesOf(refused)).toContain(`There is no principal ${principal}.`)
    expect(refused.code).toBe(2)
  })
})

describe('ecrd why with wrong arguments', () => {
  test.for<[string, readonly string[], string]>([
    ['a command without options', [], 'ecrd why needs --principal and --action.'],
    ['an action without its service', ['--action', 'PutImage'], '--action must be an action such as ecr:PutImage'],
    ['a resource that is no ARN', ['--resource', 'randserver'], '--resource must be an ARN, or *'],
    ['an address that is no IP address', ['--source-ip', '203.0.113.0/24'], '--source-ip must be an IP address'],
    ['a key without its service', ['--context', 'SourceIp=x'], '--context must have the form aws:UserAgent=docker'],
  ])('refuses %s in one sentence', async ([, args, sentence], { why }) => {
    const refused = await why(...args)
    expect(sentencesOf(refused)).toContain(sentence)
    expect(refused.code).toBe(2)
  })

  test('refuses a folder without a database', async () => {
    const folder = await temporaryFolder()
    const refused = await runEcrd(['why', '--data', folder.path, ...of(`arn:aws:iam::${account}:root`, 'ecr:PutImage')])
    expect(sentencesOf(refused)).toContain(`There is no database in ${folder.path}.`)
    expect(refused.code).toBe(2)
    await folder.remove()
  })
})
