import { describe, expect } from 'vitest'
import { type AwsCli, awsCli } from '../support/aws-cli.ts'
import { test } from '../support/client-test.ts'
import { canRunDocker } from '../support/docker-engine.ts'
import { ACCOUNT, type Ecrd } from '../support/ecrd.ts'

const allowing = (statement: object): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] })

/** AWS's command line, as somebody with these credentials would start it. */
function awsAs(server: Ecrd, issued: Issued): AwsCli {
  return awsCli('v2', server, {
    AWS_ACCESS_KEY_ID: issued.AccessKeyId,
    AWS_SECRET_ACCESS_KEY: issued.SecretAccessKey,
    ...(issued.SessionToken === undefined ? {} : { AWS_SESSION_TOKEN: issued.SessionToken }),
  })
}

interface Issued {
  readonly AccessKeyId: string
  readonly SecretAccessKey: string
  readonly SessionToken?: string
}

describe.runIf(canRunDocker)('docker with a role’s session', () => {
  test('pulls, and is denied to push in AWS’s words', async ({ aws, server, docker, engine, createRepository }) => {
    const name = 'team/app'
    const image = `${await createRepository(name)}:v1`
    await docker.build(image, 'for whoever may')
    await docker.run('push', image)

    const pulling = 'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly'
    await aws.json('iam', 'create-user', '--user-name', 'ada')
    const { AccessKey } = (await aws.json('iam', 'create-access-key', '--user-name', 'ada')) as { AccessKey: Issued }
    const trust = allowing({ Principal: { AWS: `arn:aws:iam::${ACCOUNT}:user/ada` }, Action: 'sts:AssumeRole' })
    const role = ['--role-name', 'puller']
    await aws.json('iam', 'create-role', ...role, '--assume-role-policy-document', trust)
    await aws.text('iam', 'attach-role-policy', ...role, '--policy-arn', pulling)

    const roleArn = `arn:aws:iam::${ACCOUNT}:role/puller`
    const asked = ['--role-arn', roleArn, '--role-session-name', 'laptop']
    const { Credentials } = (await awsAs(server, AccessKey).json('sts', 'assume-role', ...asked)) as {
      Credentials: Issued
    }
    const password = await awsAs(server, Credentials).text('ecr', 'get-login-password')
    expect(password.length).toBeLessThan(2_500)
    const client = await engine.newClient()
    expect((await client.login(server.registry, password)).code).toBe(0)
    await client.removeAllImages()
    expect(await client.run('pull', image)).toContain('Downloaded newer image')
    await client.build(image, 'something else')
    const session = `arn:aws:sts::${ACCOUNT}:assumed-role/puller/laptop`
    const repositoryArn = `arn:aws:ecr:us-east-1:${ACCOUNT}:repository/${name}`
    const { stderr } = await client.attempt('push', image)
    expect(stderr).toMatch(
      new RegExp(`denied: User: ${session} is not authorized to perform: ecr:\\w+ on resource: ${repositoryArn}`),
    )
    expect(stderr).toContain('because no identity-based policy allows the ecr:')

    await aws.text('iam', 'detach-role-policy', ...role, '--policy-arn', pulling)
    expect((await client.attempt('pull', image)).stderr).toContain('no identity-based policy allows')
    await aws.text('iam', 'delete-role', ...role)
    expect((await client.attempt('pull', image)).stderr).toContain('authentication')
  })
})
