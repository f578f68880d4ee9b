import { DeleteRepositoryPolicyCommand, ECRClient, SetRepositoryPolicyCommand } from '@aws-sdk/client-ecr'
import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreatePolicyCommand,
  CreateUserCommand,
  IAMClient,
} from '@aws-sdk/client-iam'
import type { Target } from '../loads/connection.ts'
import { authorizationOf, clientSettings } from './aws-api.ts'
import { managedPolicy, managedPolicyCount, repositoryPolicy } from './large-policies.ts'
import { repository } from './registry.ts'

/** A user whose rights come from many policies. */
export interface LimitedUser {
  readonly arn: string
  readonly target: Target
}

/** Makes him, as the root whose credentials the target has. */
export async function createLimitedUser(root: Target): Promise<LimitedUser> {
  const iam = new IAMClient(clientSettings(root))
  const UserName = 'limited'
  const { User } = await iam.send(new CreateUserCommand({ UserName }))
  for (let number = 0; number < managedPolicyCount; number += 1) {
    const document = { PolicyName: `limits-${number}`, PolicyDocument: managedPolicy(number) }
    const { Policy } = await iam.send(new CreatePolicyCommand(document))
    await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn: Policy?.Arn }))
  }
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }))
  iam.destroy()
  const { AccessKeyId: accessKeyId = '', SecretAccessKey: secretAccessKey = '' } = AccessKey ?? {}
  const target = { ...root, credentials: { accessKeyId, secretAccessKey } }
  return { arn: User?.Arn ?? '', target: { ...target, authorization: await authorizationOf(target) } }
}

/** Gives the repository a policy that is as large as it may be; whoever asks for anything in it meets that. */
export async function setLargePolicy(root: Target): Promise<void> {
  const ecr = new ECRClient(clientSettings(root))
  await ecr.send(new SetRepositoryPolicyCommand({ repositoryName: repository, policyText: repositoryPolicy() }))
  ecr.destroy()
}

export async function removeLargePolicy(root: Target): Promise<void> {
  const ecr = new ECRClient(clientSettings(root))
  await ecr.send(new DeleteRepositoryPolicyCommand({ repositoryName: repository }))
  ecr.destroy()
}
