import { afterAll, beforeAll, describe, expect } from 'vitest'
import { awsCli, installedAwsClis } from '../support/aws-cli.ts'
import { hasPythonClients, runBoto3 } from '../support/boto3.ts'
import { test } from '../support/client-test.ts'
import { canRunDocker } from '../support/docker-engine.ts'
import { type Ecrd, startEcrd } from '../support/ecrd.ts'

/** What suites that were written for an emulator set, and nothing of ours. */
const emulatorSettings = [
  ['LocalStack', { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' }, '123456789012'],
  [
    'moto',
    { AWS_ACCESS_KEY_ID: 'testing', AWS_SECRET_ACCESS_KEY: 'testing', AWS_SESSION_TOKEN: 'testing' },
    '123456789012',
  ],
  ['moto’s server mode', { AWS_ACCESS_KEY_ID: 'FOOBARKEY', AWS_SECRET_ACCESS_KEY: 'FOOBARSECRET' }, '123456789012'],
  ['an account of one’s own', { AWS_ACCESS_KEY_ID: '000000000042', AWS_SECRET_ACCESS_KEY: 'x' }, '000000000042'],
] as const

describe('ecrd serve --dev', () => {
  let server: Ecrd
  beforeAll(async () => {
    server = await startEcrd(['--dev'])
  })
  afterAll(() => server.stop())

  describe.each(installedAwsClis)('aws %s', (version) => {
    test.for(emulatorSettings)(
      'with the settings of %s acts as root of their account',
      async ([, settings, account]) => {
        const aws = awsCli(version, server, { ...settings, AWS_SHARED_CREDENTIALS_FILE: '/dev/null' })
        const name = `of-${account}-${settings.AWS_ACCESS_KEY_ID.toLowerCase()}-${version}`
        expect(await aws.json('sts', 'get-caller-identity')).toMatchObject({ Arn: `arn:aws:iam::${account}:root` })
        expect(await aws.json('ecr', 'create-repository', '--repository-name', name)).toMatchObject({
          repository: { registryId: account, repositoryName: name },
        })
      },
    )
  })

  test.runIf(hasPythonClients)(
    'boto3 passes a suite for moto’s server mode, which resets the server between tests',
    async () => {
      const script = `
os.environ.update({"AWS_ACCESS_KEY_ID": "FOOBARKEY", "AWS_SECRET_ACCESS_KEY": "FOOBARSECRET"})
base = os.environ["AWS_ENDPOINT_URL"]
def post(path):
    answer = requests.post(base + path)
    return [answer.status_code, answer.text]
def one_test():
    ecr, iam = boto3.client("ecr"), boto3.client("iam")
    uri = ecr.create_repository(repositoryName="test_repository")["repository"]["repositoryArn"]
    iam.create_role(RoleName="my-role", AssumeRolePolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"AWS": "123456789012"}, "Action": "sts:AssumeRole"}]}))
    boto3.client("sts").assume_role(RoleArn="arn:aws:iam::123456789012:role/my-role", RoleSessionName="build")
    return uri
told = [post("/moto-api/reset")]
for path in ["/moto-api/reset", "/_localstack/state/reset"]:
    told.append(one_test())
    told.append(post(path))
told.append(ecr.describe_repositories()["repositories"])
told.append(requests.get(base + "/_localstack/health").json()["services"]["ecr"])
tell(told)`
      const [reset, created] = [
        [200, '{"status": "ok"}'],
        `arn:aws:ecr:us-east-1:123456789012:repository/test_repository`,
      ]
      expect(await runBoto3(server, `import os, requests${script}`)).toEqual([
        ...[reset, created, reset, created, [200, '{}']],
        ...[[], 'running'],
      ])
    },
  )

  test.runIf(canRunDocker)('docker logs in, pushes and pulls with the test credentials', async ({ engine }) => {
    const aws = awsCli('v2', server)
    const docker = await engine.newClient()
    const password = await aws.text('ecr', 'get-login-password')
    expect(await docker.login(server.registry, password)).toMatchObject({ code: 0, stdout: 'Login Succeeded\n' })
    await aws.json('ecr', 'create-repository', '--repository-name', 'app')
    const image = `${server.registry}/app:v1`
    await docker.build(image, 'hello')
    await docker.run('push', image)
    await docker.removeAllImages()
    expect(await docker.run('run', '--rm', '--network=none', image)).toBe('hello\n')
  })
})
