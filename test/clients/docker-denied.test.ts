import { describe, expect } from 'vitest'
import { type AwsCli, awsCli } from '../support/aws-cli.ts'
import { test } from '../support/client-test.ts'
import { canRunDocker } from '../support/docker-engine.ts'
import { ACCOUNT, type Ecrd, REGION } from '../support/ecrd.ts'
import { runEcrd } from '../support/ecrd-command.ts'
import { type FinishedProcess, waitFor } from '../support/processes.ts'

const repositoryArn = `arn:aws:ecr:${REGION}:${ACCOUNT}:repository/randserver`
const arnOf = (user: string): string => `arn:aws:iam::${ACCOUNT}:user/${user}`

/** What the document gives its developers, all of it on the repository. */
const developing = [
  ...['GetAuthorizationToken', 'BatchCheckLayerAvailability', 'GetDownloadUrlForLayer', 'GetRepositoryPolicy'],
  ...[
    'DescribeRepositories',
    'ListImages',
    'DescribeImages',
    'BatchGetImage',
    'InitiateLayerUpload',
    'UploadLayerPart',
  ],
  ...['CompleteLayerUpload', 'PutImage'],
].map((name) => `ecr:${name}`)

const documentOf = (statement: string): string => `{"Version":"2012-10-17","Statement":[${statement}]}`

async function newUser(aws: AwsCli, server: Ecrd, name: string): Promise<AwsCli> {
  await aws.json('iam', 'create-user', '--user-name', name)
  const { AccessKey } = (await aws.json('iam', 'create-access-key', '--user-name', name)) as {
    readonly AccessKey: { readonly AccessKeyId: string; readonly SecretAccessKey: string }
  }
  return awsCli('v2', server, {
    AWS_ACCESS_KEY_ID: AccessKey.AccessKeyId,
    AWS_SECRET_ACCESS_KEY: AccessKey.SecretAccessKey,
  })
}

/** `npx ecrd why`, on the machine of the registry. */
const why = ({ folder }: Ecrd, user: string, action: string, resource = '*'): Promise<FinishedProcess> =>
  runEcrd(['why', '--data', folder, '--principal', arnOf(user), '--action', action, '--resource', resource])

describe.runIf(canRunDocker)('the developers of randserver, as their document grants', () => {
  test('can push with read access too, and otherwise learn which statement they lack', async ({
    aws,
    server,
    engine,
    createRepository,
  }) => {
    const image = `${await createRepository('randserver')}:0.0.1`
    const group = ['--group-name', 'randserver-developers']
    await aws.json('iam', 'create-group', ...group)
    const policy = ['--policy-name', 'EcrPushPullRandserverDevelopers']
    const statement = JSON.stringify({ Effect: 'Allow', Action: developing, Resource: repositoryArn })
    await aws.json('iam', 'create-policy', ...policy, '--policy-document', documentOf(statement))
    const policyArn = `arn:aws:iam::${ACCOUNT}:policy/EcrPushPullRandserverDevelopers`
    await aws.text('iam', 'attach-group-policy', ...group, '--policy-arn', policyArn)
    const amar = await newUser(aws, server, 'amar')
    const readOnly = 'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly'
    await aws.text('iam', 'attach-user-policy', '--user-name', 'amar', '--policy-arn', readOnly)
    const developer = await newUser(aws, server, 'developer')
    for (const name of ['amar', 'developer']) {
      await aws.text('iam', 'add-user-to-group', ...group, '--user-name', name)
    }

    const ofAmar = await engine.newClient()
    const password = await amar.text('ecr', 'get-login-password')
    expect((await ofAmar.login(server.registry, password)).code).toBe(0)
    await ofAmar.build(image, 'randserver')
    await ofAmar.run('push', image)

    const refused = await developer.attempt('ecr', 'get-login-password')
    expect(refused.stderr.trim()).toBe(
      `An error occurred (AccessDeniedException) when calling the GetAuthorizationToken operation: User: ${arnOf('developer')} is not authorized to perform: ecr:GetAuthorizationToken on resource: * because no identity-based policy allows the ecr:GetAuthorizationToken action`,
    )
    const { code, stdout } = await why(server, 'developer', 'ecr:GetAuthorizationToken')
    expect(code).toBe(1)
    const [, lacking = ''] = /^ {2}add (\{.*\}) to an identity-based policy of /m.exec(stdout) ?? []
    expect(lacking).toBe('{"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*"}')
    expect(stdout).toContain(
      `the policy ${policyArn} of arn:aws:iam::${ACCOUNT}:group/randserver-developers matches the action`,
    )

    const named = ['--user-name', 'developer', '--policy-name', 'login']
    await aws.text('iam', 'put-user-policy', ...named, '--policy-document', documentOf(lacking))
    expect((await why(server, 'developer', 'ecr:GetAuthorizationToken')).code).toBe(0)
    const ofDeveloper = await engine.newClient()
    const login = await ofDeveloper.login(server.registry, await developer.text('ecr', 'get-login-password'))
    expect(login.code).toBe(0)
    await ofDeveloper.removeAllImages()
    expect(await ofDeveloper.run('pull', image)).toContain('Downloaded newer image')
  })

  test('a push that is denied leaves the reason and a remedy in the log', async ({
    aws,
    server,
    engine,
    createRepository,
  }) => {
    const image = `${await createRepository('elsewhere')}:v1`
    const eva = await newUser(aws, server, 'eva')
    const named = ['--user-name', 'eva', '--policy-name', 'login']
    const login = '{"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*"}'
    await aws.text('iam', 'put-user-policy', ...named, '--policy-document', documentOf(login))
    const client = await engine.newClient()
    await client.login(server.registry, await eva.text('ecr', 'get-login-password'))
    await client.build(image, 'of another team')
    const { stderr } = await client.attempt('push', image)
    const reason = 'because no identity-based policy allows the ecr:InitiateLayerUpload action'
    expect(stderr).toContain(`denied: User: ${arnOf('eva')} is not authorized to perform: ecr:InitiateLayerUpload`)
    expect(stderr).toContain(reason)
    expect(stderr).not.toContain('Effect')
    const denial = JSON.stringify({
      because: reason,
      wouldAllow: [
        `add {"Effect":"Allow","Action":"ecr:InitiateLayerUpload","Resource":"${repositoryArn.replace('randserver', 'elsewhere')}"} to an identity-based policy of ${arnOf('eva')}`,
      ],
    })
    await waitFor('the line of the denial', () => server.output().includes(`"denial":${denial}`))
  })
})
