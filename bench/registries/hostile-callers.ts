import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  CreateUserCommand,
  IAMClient,
  PutUserPolicyCommand,
  TagUserCommand,
} from '@aws-sdk/client-iam'
import type { Target } from '../loads/connection.ts'
import { authorizationOf, clientSettings } from './aws-api.ts'
import { managedPolicy } from './large-policies.ts'

const byTag = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' },
    {
      Effect: 'Allow',
      Action: 'ecr:*',
      Resource: '*',
      Condition: { StringLike: { 'ecr:ImageTag': ['release-*', 'stable-*'] } },
    },
  ],
}

/** Has a key, and may do nothing. */
export async function createPowerlessUser(root: Target): Promise<Target> {
  return createUser(root, 'powerless')
}

/** May pull and push images whose tags are of releases. */
export async function createUserByTag(root: Target): Promise<Target> {
  const user = await createUser(root, 'by-tag', JSON.stringify(byTag))
  return { ...user, authorization: await authorizationOf(user) }
}

/** Is in as many groups as may be, each with as many policies as may be, and has as many tags. */
export async function createUserOfManyPolicies(root: Target): Promise<Target> {
  const user = await createUser(root, 'many')
  const iam = new IAMClient(clientSettings(root))
  const UserName = 'many'
  const Tags = Array.from({ length: 50 }, (_, index) => ({ Key: `key-${index}`, Value: 'v'.repeat(256) }))
  await iam.send(new TagUserCommand({ UserName, Tags }))
  for (let group = 0; group < 10; group += 1) {
    const GroupName = `group-${group}`
    await iam.send(new CreateGroupCommand({ GroupName }))
    await iam.send(new AddUserToGroupCommand({ GroupName, UserName }))
    for (let number = 0; number < 10; number += 1) {
      const document = { PolicyName: `many-${group}-${number}`, PolicyDocument: managedPolicy(10 * group + number) }
      const { Policy } = await iam.send(new CreatePolicyCommand(document))
      await iam.send(new AttachGroupPolicyCommand({ GroupName, PolicyArn: Policy?.Arn }))
    }
  }
  iam.destroy()
  return { ...user, authorization: await authorizationOf(user) }
}

async function createUser(root: Target, UserName: string, PolicyDocument?: string): Promise<Target> {
  const iam = new IAMClient(clientSettings(root))
  await iam.send(new CreateUserCommand({ UserName }))
  if (PolicyDocument !== undefined) {
    await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'given', PolicyDocument }))
  }
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }))
  iam.destroy()
  const { AccessKeyId: accessKeyId = '', SecretAccessKey: secretAccessKey = '' } = AccessKey ?? {}
  return { host: root.host, port: root.port, credentials: { accessKeyId, secretAccessKey } }
}
