import { delimiter, dirname, join } from 'node:path'
import { symlink } from 'node:fs/promises'
import { describe, expect } from 'vitest'
import { installedAwsClis, programOfAwsCli } from '../support/aws-cli.ts'
import { hasPythonClients } from '../support/boto3.ts'
import { test } from '../support/client-test.ts'
import { type Ecrd } from '../support/ecrd.ts'
import { silenced } from '../support/ecrd-command.ts'
import { pythonWithClients } from '../support/machine.ts'
import { runSuccessfully } from '../support/processes.ts'
import { ecrdProgram } from '../support/program.ts'

const root = 'arn:aws:iam::123456789012:root'
const user = 'arn:aws:iam::123456789012:user/me'

/** A home of one's own, in which `aws` is the one to be tested. */
interface Home {
  readonly folder: string
  readonly aws: string
  readonly server: Ecrd
}

/** Runs commands in a shell in which `ecrd env` is evaluated, as a person does. */
async function inShell({ folder, aws, server }: Home, args: string, script: string): Promise<string> {
  const evaluated = `eval "$('${process.execPath}' '${ecrdProgram}' env --data '${server.folder}' ${args})"`
  return runSuccessfully('/bin/bash', ['-e', '-o', 'pipefail', '-c', `${evaluated}\n${script}`], {
    env: {
      ...silenced,
      HOME: folder,
      AWS_PAGER: '',
      AWS_EC2_METADATA_DISABLED: 'true',
      PATH: [dirname(aws), '/usr/bin', '/bin'].join(delimiter),
    },
  })
}

const whoAmI = 'aws sts get-caller-identity --query Arn --output text'

describe.each(installedAwsClis)('aws %s, set up by ecrd env', (version) => {
  const homeOf = async (server: Ecrd, folder: string): Promise<Home> => {
    const aws = join(folder, 'aws')
    await symlink(programOfAwsCli[version], aws)
    return { folder, aws, server }
  }

  test('follows the printed lines', async ({ server, folder }) => {
    expect(await inShell(await homeOf(server, folder), '', whoAmI)).toBe(`${root}\n`)
  })

  test('follows a profile that --profile writes', async ({ server, folder }) => {
    const home = await homeOf(server, folder)
    expect(await inShell(home, '--profile ecrd', whoAmI)).toBe(`${root}\n`)
    expect(await inShell(home, '--profile ecrd', `unset AWS_PROFILE\n${whoAmI} --profile ecrd`)).toBe(`${root}\n`)
    const count = 'aws ecr describe-repositories --query "length(repositories)"'
    expect(await inShell(home, '--profile ecrd', count)).toBe('0\n')
  })

  test('assumes a role as the user of --user, which root may not', async ({ server, folder }) => {
    const home = await homeOf(server, folder)
    const trust = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: '123456789012' } }],
    })
    const name = `deploy-${version}`
    const assume = `aws sts assume-role --role-arn arn:aws:iam::123456789012:role/${name} --role-session-name build`
    const script = `${whoAmI}
aws iam create-role --role-name ${name} --assume-role-policy-document '${trust}' >/dev/null
${assume} --query AssumedRoleUser.Arn --output text`
    expect(await inShell(home, '--user me', script)).toBe(
      `${user}\narn:aws:sts::123456789012:assumed-role/${name}/build\n`,
    )
    expect(await inShell(home, '', `${assume} 2>&1 || :`)).toContain('Roles may not be assumed by root accounts.')
  })
})

describe.runIf(hasPythonClients)('boto3, set up by ecrd env', () => {
  test('follows a profile that --profile writes, except for services that ecrd does not have', async ({
    server,
    folder,
  }) => {
    const home = { folder, aws: '/usr/bin/aws', server }
    const script = `
import boto3
session = boto3.Session(profile_name="ecrd")
print(session.client("sts").get_caller_identity()["Arn"])
print(session.client("ecr").describe_repositories()["repositories"])
print([session.client(name).meta.endpoint_url for name in ["iam", "s3", "sqs"]])
`
    const said = await inShell(home, '--user me --profile ecrd', `'${pythonWithClients}' -c '${script}'`)
    expect(said).toBe(
      `${user}\n[]\n['${server.url}', 'https://s3.amazonaws.com', 'https://sqs.us-east-1.amazonaws.com']\n`,
    )
  })
})
