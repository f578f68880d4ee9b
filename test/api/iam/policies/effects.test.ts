import {
  AddUserToGroupCommand,
  AttachUserPolicyCommand,
  CreatePolicyVersionCommand,
  DeleteUserPermissionsBoundaryCommand,
  DetachUserPolicyCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
  RemoveUserFromGroupCommand,
  SetDefaultPolicyVersionCommand,
} from '@aws-sdk/client-iam'
import { ListImagesCommand } from '@aws-sdk/client-ecr'
import { describe, expect } from 'vitest'
import type { Somebody } from '../../../support/identities.ts'
import { assume, credentialsOf, listImages } from '../../sts/sts-test.ts'
import { newName, newRole, test as base, trusting } from '../iam-test.ts'
import { allowing, grantees, newPolicy, readOnly } from './policy-test.ts'
import { STSClient } from '@aws-sdk/client-sts'
import { ECRClient } from '@aws-sdk/client-ecr'

const test = base.extend('somebody', ({ identities }) => async () => {
  const name = newName('somebody')
  return { name, ...(await identities.addUser(name)) }
})

const [ofUser, ofGroup, ofRole] = grantees
const open = [200, 200]
const shut = [403, 400]

/** Whether each door lets him list the images of a repository. */
async function doorsFor({ registry, ecr }: Somebody, repositoryName: string): Promise<readonly number[]> {
  const onRegistry = await registry.request('GET', `/v2/${repositoryName}/tags/list`)
  const byApi = await ecr.send(new ListImagesCommand({ repositoryName })).then(
    () => 200,
    (error: unknown) => (error as { $metadata: { httpStatusCode: number } }).$metadata.httpStatusCode,
  )
  return [onRegistry.status, byApi]
}

describe('a change counts at the next request', () => {
  test('attaching a managed policy opens the API and the registry, and detaching it closes them', async ({
    iam,
    somebody,
    repository,
  }) => {
    const user = await somebody()
    expect(await doorsFor(user, repository.name)).toEqual(shut)
    for (const PolicyArn of [await newPolicy(iam), readOnly]) {
      await iam.send(new AttachUserPolicyCommand({ UserName: user.name, PolicyArn }))
      expect(await doorsFor(user, repository.name)).toEqual(open)
      await iam.send(new DetachUserPolicyCommand({ UserName: user.name, PolicyArn }))
      expect(await doorsFor(user, repository.name)).toEqual(shut)
    }
  })

  test('putting an inline policy of a user or group opens the API and the registry, and deleting it closes them', async ({
    iam,
    somebody,
    repository,
  }) => {
    const user = await somebody()
    const GroupName = (await ofGroup?.create(iam)) ?? ''
    await iam.send(new AddUserToGroupCommand({ GroupName, UserName: user.name }))
    for (const [of, name] of [
      [ofUser, user.name],
      [ofGroup, GroupName],
    ] as const) {
      await of?.put(iam, name, 'pull', allowing('ecr:*'))
      expect(await doorsFor(user, repository.name)).toEqual(open)
      await of?.put(iam, name, 'pull', allowing('ecr:PutImage'))
      expect(await doorsFor(user, repository.name)).toEqual(shut)
      await of?.put(iam, name, 'pull', allowing('ecr:*'))
      await of?.remove(iam, name, 'pull')
      expect(await doorsFor(user, repository.name)).toEqual(shut)
    }
    await ofGroup?.attach(iam, GroupName, readOnly)
    expect(await doorsFor(user, repository.name)).toEqual(open)
    await iam.send(new RemoveUserFromGroupCommand({ GroupName, UserName: user.name }))
    expect(await doorsFor(user, repository.name)).toEqual(shut)
  })

  test('the default version of an attached policy decides on the API and the registry', async ({
    iam,
    somebody,
    repository,
  }) => {
    const [user, PolicyArn] = [await somebody(), await newPolicy(iam)]
    await iam.send(new AttachUserPolicyCommand({ UserName: user.name, PolicyArn }))
    const version = { PolicyArn, PolicyDocument: allowing('ecr:PutImage') }
    await iam.send(new CreatePolicyVersionCommand(version))
    expect(await doorsFor(user, repository.name)).toEqual(open)
    await iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn, VersionId: 'v2' }))
    expect(await doorsFor(user, repository.name)).toEqual(shut)
    const again = { PolicyArn, PolicyDocument: allowing('ecr:*'), SetAsDefault: true }
    await iam.send(new CreatePolicyVersionCommand(again))
    expect(await doorsFor(user, repository.name)).toEqual(open)
  })

  test('putting a boundary closes the API and the registry, and deleting it opens them', async ({
    iam,
    somebody,
    repository,
  }) => {
    const [user, narrow] = [await somebody(), await newPolicy(iam, 'ecr:PutImage')]
    const UserName = user.name
    const policy = { UserName, PolicyName: 'all', PolicyDocument: allowing('ecr:*') }
    await iam.send(new PutUserPolicyCommand(policy))
    await iam.send(new PutUserPermissionsBoundaryCommand({ UserName, PermissionsBoundary: narrow }))
    expect(await doorsFor(user, repository.name)).toEqual(shut)
    const wide = { PolicyArn: narrow, PolicyDocument: allowing('ecr:*'), SetAsDefault: true }
    await iam.send(new CreatePolicyVersionCommand(wide))
    expect(await doorsFor(user, repository.name)).toEqual(open)
    await iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn: narrow, VersionId: 'v1' }))
    expect(await doorsFor(user, repository.name)).toEqual(shut)
    await iam.send(new DeleteUserPermissionsBoundaryCommand({ UserName }))
    expect(await doorsFor(user, repository.name)).toEqual(open)
  })

  test('a new default version of a session’s managed policy limits the session', async ({
    iam,
    somebody,
    repository,
    server,
  }) => {
    const [user, PolicyArn] = [await somebody(), await newPolicy(iam)]
    const RoleName = await newRole(iam, trusting({ AWS: user.arn }))
    await ofRole?.put(iam, RoleName, 'all', allowing('ecr:*'))
    const { url: endpoint, region } = server
    const sts = new STSClient({ endpoint, region, credentials: user.credentials, maxAttempts: 1 })
    const credentials = credentialsOf(await sts.send(assume(RoleName, { PolicyArns: [{ arn: PolicyArn }] })))
    const session = new ECRClient({ endpoint, region, credentials, maxAttempts: 1 })
    const list = () => session.send(listImages(repository.name))
    expect((await list()).imageIds).toEqual([])
    const version = { PolicyArn, PolicyDocument: allowing('ecr:PutImage'), SetAsDefault: true }
    await iam.send(new CreatePolicyVersionCommand(version))
    await expect(list()).rejects.toThrow('because no session policy allows the ecr:ListImages action')
  })
})
