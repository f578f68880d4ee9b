import { BatchGetImageCommand, CreateRepositoryCommand } from '@aws-sdk/client-ecr'
import {
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteUserCommand,
  GetUserCommand,
  UpdateGroupCommand,
  UpdateUserCommand,
} from '@aws-sdk/client-iam'
import { expect } from 'vitest'
import type { Somebody } from '../../support/identities.ts'
import { getPolicy, repositoryPolicy, setPolicy } from '../policies/policy-test.ts'
import { arnOf, newGroup, newKey, newName, newUser, test } from './iam-test.ts'

const readOnly = 'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly'
const nameOf = ({ arn }: Pick<Somebody, 'arn'>) => arn.slice(arn.lastIndexOf('/') + 1)

/** How `/v2/` and the API answer who asks for an image of a repository: 404 and none, if he may. */
async function answers(user: Somebody, repositoryName: string) {
  const imageIds = [{ imageTag: 'absent' }]
  const [asked] = await Promise.allSettled([user.ecr.send(new BatchGetImageCommand({ repositoryName, imageIds }))])
  const { status } = await user.registry.request('GET', `/v2/${repositoryName}/manifests/absent`)
  return [asked.status === 'fulfilled' ? asked.value.failures?.[0]?.failureCode : (asked.reason as Error).name, status]
}

const allowed = ['ImageNotFound', 404]
const denied = ['AccessDeniedException', 403]
const unknown = ['UnrecognizedClientException', 401]

const newRepository = async (ecr: { send: (command: CreateRepositoryCommand) => Promise<unknown> }) => {
  const repositoryName = newName('app')
  await ecr.send(new CreateRepositoryCommand({ repositoryName }))
  return repositoryName
}

test('a repository’s policy that names a user still means them after they are renamed, until they are deleted', async ({
  ecr,
  iam,
  identities,
}) => {
  const repositoryName = await newRepository(ecr)
  const user = await identities.addUser(newName('ada'))
  const UserName = nameOf(user)
  await ecr.send(setPolicy(repositoryName, repositoryPolicy({ Action: 'ecr:*', Principal: { AWS: user.arn } })))
  expect(await answers(user, repositoryName)).toEqual(allowed)

  const NewUserName = newName('eva')
  await iam.send(new UpdateUserCommand({ UserName, NewUserName, NewPath: '/dev/' }))
  await newUser(iam, UserName)
  expect(await answers(user, repositoryName)).toEqual(allowed)
  const { policyText = '' } = await ecr.send(getPolicy(repositoryName))
  expect(policyText).toContain(`"AWS" : "${arnOf(`user/dev/${NewUserName}`)}"`)

  await iam.send(new DeleteAccessKeyCommand({ UserName: NewUserName, AccessKeyId: user.credentials.accessKeyId }))
  await iam.send(new DeleteUserCommand({ UserName: NewUserName }))
  await iam.send(new CreateUserCommand({ UserName: NewUserName, Path: '/dev/' }))
  expect(await answers(user, repositoryName)).toEqual(unknown)
  expect((await ecr.send(getPolicy(repositoryName))).policyText).toContain(`"AWS" : "${user.id}"`)
})

test('a new user with the name of a deleted one gets nothing of what a repository’s policy allowed the old one', async ({
  ecr,
  iam,
  identities,
  asUser,
}) => {
  const repositoryName = await newRepository(ecr)
  const user = await identities.addUser(newName('ada'))
  const UserName = nameOf(user)
  await ecr.send(setPolicy(repositoryName, repositoryPolicy({ Action: 'ecr:*', Principal: { AWS: user.arn } })))
  await iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId: user.credentials.accessKeyId }))
  await iam.send(new DeleteUserCommand({ UserName }))
  await newUser(iam, UserName)
  const later = asUser(UserName, await newKey(iam, UserName))
  expect(await answers(later, repositoryName)).toEqual(denied)
  expect((await iam.send(new GetUserCommand({ UserName }))).User?.UserId).not.toBe(user.id)
})

test('a renamed group keeps its members and policies', async ({ ecr, iam, identities }) => {
  const repositoryName = await newRepository(ecr)
  const user = await identities.addUser(newName('ada'))
  const GroupName = newName('devs')
  const id = await identities.addGroup(GroupName, user)
  await identities.attachPolicy(id, readOnly)
  expect(await answers(user, repositoryName)).toEqual(allowed)
  await iam.send(new UpdateGroupCommand({ GroupName, NewGroupName: newName('ops') }))
  await newGroup(iam)
  expect(await answers(user, repositoryName)).toEqual(allowed)
})
