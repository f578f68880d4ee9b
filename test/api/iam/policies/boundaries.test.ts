import {
  CreateServiceLinkedRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  DeleteUserPermissionsBoundaryCommand,
  GetRoleCommand,
  GetUserCommand,
  type IAMClient,
  PutRolePermissionsBoundaryCommand,
  PutUserPermissionsBoundaryCommand,
} from '@aws-sdk/client-iam'
import { describe, expect } from 'vitest'
import { arnOf, expectRefusal, newRole, newUser, test } from '../iam-test.ts'
import { newPolicy, readOnly } from './policy-test.ts'

const kinds = [
  {
    kind: 'user',
    create: (iam: IAMClient) => newUser(iam),
    put: (iam: IAMClient, UserName: string, PermissionsBoundary: string) =>
      iam.send(new PutUserPermissionsBoundaryCommand({ UserName, PermissionsBoundary })),
    remove: (iam: IAMClient, UserName: string) => iam.send(new DeleteUserPermissionsBoundaryCommand({ UserName })),
    boundaryOf: async (iam: IAMClient, UserName: string) =>
      (await iam.send(new GetUserCommand({ UserName }))).User?.PermissionsBoundary,
  },
  {
    kind: 'role',
    create: (iam: IAMClient) => newRole(iam),
    put: (iam: IAMClient, RoleName: string, PermissionsBoundary: string) =>
      iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary })),
    remove: (iam: IAMClient, RoleName: string) => iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName })),
    boundaryOf: async (iam: IAMClient, RoleName: string) =>
      (await iam.send(new GetRoleCommand({ RoleName }))).Role?.PermissionsBoundary,
  },
] as const

const shown = (PermissionsBoundaryArn: string) => ({
  PermissionsBoundaryArn,
  PermissionsBoundaryType: 'PermissionsBoundaryPolicy',
})

describe.for(kinds)('the boundary of a $kind', ({ kind, create, put, remove, boundaryOf }) => {
  test('is put, replaced and deleted', async ({ iam }) => {
    const [name, own] = [await create(iam), await newPolicy(iam)]
    await put(iam, name, own)
    expect(await boundaryOf(iam, name)).toEqual(shown(own))
    await put(iam, name, readOnly)
    expect(await boundaryOf(iam, name)).toEqual(shown(readOnly))
    await remove(iam, name)
    await remove(iam, name)
    expect(await boundaryOf(iam, name)).toBeUndefined()
  })

  test('must be a policy that exists', async ({ iam }) => {
    const [name, absent] = [await create(iam), arnOf('policy/absent')]
    const refusal = `Scope ARN: ${absent} does not exist or is not attachable.`
    await expectRefusal(put(iam, name, absent), 'NoSuchEntityException', refusal)
  })

  test('is refused when its user or role does not exist', async ({ iam }) => {
    const refusal = `The ${kind} with name absent cannot be found.`
    await expectRefusal(put(iam, 'absent', readOnly), 'NoSuchEntityException', refusal)
    await expectRefusal(remove(iam, 'absent'), 'NoSuchEntityException', refusal)
  })
})

test('PutRolePermissionsBoundary refuses a service-linked role', async ({ iam }) => {
  const { Role } = await iam.send(new CreateServiceLinkedRoleCommand({ AWSServiceName: 'ecr.amazonaws.com' }))
  const RoleName = Role?.RoleName ?? ''
  const put = iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary: readOnly }))
  await expectRefusal(
    put,
    'UnmodifiableEntityException',
    `Cannot perform the operation on the protected role '${RoleName}' - this role is only modifiable by AWS`,
  )
})
