import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { awsCli, installedAwsClis } from '../support/aws-cli.ts'
import { test as base } from '../support/client-test.ts'
import { ACCOUNT } from '../support/ecrd.ts'

const arnOf = (resource: string): string => `arn:aws:iam::${ACCOUNT}:${resource}`

const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'codebuild.amazonaws.com' }, Action: 'sts:AssumeRole' }],
}

describe.each(installedAwsClis)('aws %s iam', (version) => {
  const test = base.extend('iam', ({ server }) => {
    const cli = awsCli(version, server)
    return {
      json: (operation: string, ...args: string[]) => cli.json('iam', operation, ...args),
      /** Of an operation that answers nothing, or fails. */
      told: async (operation: string, ...args: string[]) => {
        const { stdout, stderr } = await cli.attempt('iam', operation, ...args)
        return (stdout + stderr).trim()
      },
    }
  })
  const named = (name: string): string => `${version}-${name}`

  test('creates and deletes users and groups, and shows the errors on the way', async ({ iam }) => {
    const [ada, devs] = [named('ada'), named('devs')]
    const toAda = ['--user-name', ada]
    const created = await iam.json('create-user', ...toAda, '--path', '/dev/', '--tags', 'Key=Team,Value=red')
    expect(created).toEqual({
      User: {
        Path: '/dev/',
        UserName: ada,
        UserId: expect.stringMatching(/^AIDA/) as string,
        Arn: arnOf(`user/dev/${ada}`),
        CreateDate: expect.stringMatching(/^20..-..-..T..:..:..(Z|\+00:00)$/) as string,
        Tags: [{ Key: 'Team', Value: 'red' }],
      },
    })
    expect(await iam.json('get-user', ...toAda)).toEqual(created)
    expect(await iam.told('create-user', ...toAda)).toBe(
      `An error occurred (EntityAlreadyExists) when calling the CreateUser operation: User with name ${ada} already exists.`,
    )
    await iam.json('create-group', '--group-name', devs)
    expect(await iam.told('add-user-to-group', ...toAda, '--group-name', devs)).toBe('')
    const { Users } = (await iam.json('get-group', '--group-name', devs)) as { Users: object[] }
    expect(Users).toMatchObject([{ UserName: ada }])
    expect(await iam.told('delete-user', ...toAda)).toBe(
      'An error occurred (DeleteConflict) when calling the DeleteUser operation: Cannot delete entity, must remove users from group first.',
    )
    expect(await iam.told('remove-user-from-group', ...toAda, '--group-name', devs)).toBe('')
    expect(await iam.told('delete-group', '--group-name', devs)).toBe('')
    expect(await iam.told('delete-user', ...toAda)).toBe('')
    expect(await iam.told('get-user', ...toAda)).toBe(
      `An error occurred (NoSuchEntity) when calling the GetUser operation: The user with name ${ada} cannot be found.`,
    )
  })

  test('creates a user with a key, who is denied in AWS’s words', async ({ iam, server }) => {
    const UserName = named('bob')
    await iam.json('create-user', '--user-name', UserName)
    const { AccessKey } = (await iam.json('create-access-key', '--user-name', UserName)) as {
      AccessKey: { AccessKeyId: string; SecretAccessKey: string }
    }
    const bob = awsCli(version, server, {
      AWS_ACCESS_KEY_ID: AccessKey.AccessKeyId,
      AWS_SECRET_ACCESS_KEY: AccessKey.SecretAccessKey,
    })
    expect(await bob.json('sts', 'get-caller-identity')).toMatchObject({ Arn: arnOf(`user/${UserName}`) })
    expect((await bob.attempt('iam', 'create-user', '--user-name', 'x')).stderr.trim()).toBe(
      `An error occurred (AccessDenied) when calling the CreateUser operation: User: ${arnOf(`user/${UserName}`)} is not authorized to perform: iam:CreateUser on resource: ${arnOf('user/x')} because no identity-based policy allows the iam:CreateUser action`,
    )
    const { AccessKeyMetadata } = (await iam.json('list-access-keys', '--user-name', UserName)) as {
      AccessKeyMetadata: object[]
    }
    expect(AccessKeyMetadata).toMatchObject([{ UserName, AccessKeyId: AccessKey.AccessKeyId, Status: 'Active' }])
  })

  test('creates a role, and shows its trust policy as it was written', async ({ iam, folder }) => {
    const file = join(folder, 'trust.json')
    await writeFile(file, JSON.stringify(trust, undefined, 2))
    const role = ['--role-name', named('ci')]
    await iam.json('create-role', ...role, '--assume-role-policy-document', `file://${file}`)
    expect(await iam.json('get-role', ...role)).toMatchObject({
      Role: { Arn: arnOf(`role/${named('ci')}`), AssumeRolePolicyDocument: trust, MaxSessionDuration: 3600 },
    })
    expect(await iam.told('delete-role', ...role)).toBe('')
  })

  test('simulates what a policy allows', async ({ iam }) => {
    const statement = { Effect: 'Allow', Action: 'ecr:Batch*', Resource: '*' }
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
    const asked = ['--policy-input-list', policy, '--action-names', 'ecr:BatchGetImage', 'ecr:PutImage']
    expect(await iam.json('simulate-custom-policy', ...asked)).toEqual({
      EvaluationResults: [
        {
          EvalActionName: 'ecr:BatchGetImage',
          EvalResourceName: '*',
          EvalDecision: 'allowed',
          MatchedStatements: [
            {
              SourcePolicyId: 'PolicyInputList.1',
              SourcePolicyType: 'IAM Policy',
              StartPosition: { Line: 1, Column: 38 },
              EndPosition: { Line: 1, Column: 93 },
            },
          ],
          MissingContextValues: [],
        },
        {
          EvalActionName: 'ecr:PutImage',
          EvalResourceName: '*',
          EvalDecision: 'implicitDeny',
          MatchedStatements: [],
          MissingContextValues: [],
        },
      ],
    })
  })

  test('turns the pages of list-users by itself', async ({ iam }) => {
    const path = `/${named('pages')}/`
    for (const name of ['c', 'a', 'b']) await iam.json('create-user', '--user-name', named(name), '--path', path)
    const { Users } = (await iam.json('list-users', '--path-prefix', path, '--page-size', '2')) as { Users: object[] }
    expect(Users).toMatchObject([{ UserName: named('a') }, { UserName: named('b') }, { UserName: named('c') }])
  })
})
