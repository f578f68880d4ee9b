import {
  CreateServiceLinkedRoleCommand,
  DeleteRoleCommand,
  DeleteServiceLinkedRoleCommand,
  GetRoleCommand,
  GetServiceLinkedRoleDeletionStatusCommand,
  ListAttachedRolePoliciesCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
  UpdateRoleDescriptionCommand,
} from '@aws-sdk/client-iam'
import { describe, expect } from 'vitest'
import { query } from '../../../src/database/statement.ts'
import { outputOf } from '../ecr-test.ts'
import { anyTrust, arnOf, expectRefusal, newRole, test } from './iam-test.ts'

const create = (AWSServiceName: string, CustomSuffix?: string) =>
  new CreateServiceLinkedRoleCommand({ AWSServiceName, ...(CustomSuffix === undefined ? {} : { CustomSuffix }) })
const remove = (RoleName: string) => new DeleteServiceLinkedRoleCommand({ RoleName })
const status = (DeletionTaskId: string) => new GetServiceLinkedRoleDeletionStatusCommand({ DeletionTaskId })

describe('a service-linked role', () => {
  test.for([
    ['replication.ecr.amazonaws.com', 'AWSServiceRoleForECRReplication', 'ECRReplicationServiceRolePolicy'],
    [
      'pullthroughcache.ecr.amazonaws.com',
      'AWSServiceRoleForECRPullThroughCache',
      'AWSECRPullThroughCache_ServiceRolePolicy',
    ],
    ['ecr.amazonaws.com', 'AWSServiceRoleForECRTemplate', 'ECRTemplateServiceRolePolicy'],
  ] as const)(
    'of %s is called %s, and is created and deleted with its policy',
    async ([service, RoleName, policy], { iam, server }) => {
      const { Role } = await outputOf(iam.send(create(service)))
      expect(Role).toMatchObject({
        Path: `/aws-service-role/${service}/`,
        RoleName,
        Arn: arnOf(`role/aws-service-role/${service}/${RoleName}`),
        Description: expect.any(String) as string,
        MaxSessionDuration: 3600,
      })
      expect(JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''))).toEqual({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
      })
      const attached = await server.running.ctx.database.read(() =>
        query((db) =>
          db
            .selectFrom('attached_policy')
            .selectAll()
            .where('identity_id', '=', Role?.RoleId ?? ''),
        ),
      )
      const policyArn = `arn:aws:iam::aws:policy/aws-service-role/${policy}`
      expect(attached).toEqual([{ identity_id: Role?.RoleId, policy_arn: policyArn, policy_id: null }])

      const taken = `Service role name ${RoleName} has been taken in this account, please try a different suffix.`
      await expectRefusal(iam.send(create(service)), 'InvalidInputException', taken)

      const { DeletionTaskId = '' } = await iam.send(remove(RoleName))
      expect(DeletionTaskId).toMatch(new RegExp(`^task/aws-service-role/${service}/${RoleName}/[\\w-]+$`))
      expect(await outputOf(iam.send(status(DeletionTaskId)))).toEqual({ Status: 'SUCCEEDED' })
      const gone = `The role with name ${RoleName} cannot be found.`
      await expectRefusal(iam.send(new GetRoleCommand({ RoleName })), 'NoSuchEntityException', gone)
    },
  )

  test('is refused for a service that has none, and with a suffix where none is allowed', async ({ iam }) => {
    for (const service of ['example.amazonaws.com', 'ECR.amazonaws.com']) {
      const unknown = `The service ${service} has no service-linked role.`
      await expectRefusal(iam.send(create(service)), 'InvalidInputException', unknown)
    }
    const suffix = 'Custom suffix is not allowed for ecr.amazonaws.com'
    await expectRefusal(iam.send(create('ecr.amazonaws.com', 'mine')), 'InvalidInputException', suffix)
  })

  test.for([
    ['ecs.amazonaws.com', 'AWSServiceRoleForECS', 'Role to enable Amazon ECS to manage your cluster.'],
    ['eks.amazonaws.com', 'AWSServiceRoleForAmazonEKS', 'Allows Amazon EKS to call AWS services on your behalf.'],
    ['rds.amazonaws.com', 'AWSServiceRoleForRDS', 'Allows Amazon RDS to manage AWS resources on your behalf'],
    ['guardduty.amazonaws.com', 'AWSServiceRoleForAmazonGuardDuty', undefined],
    ['ecs.application-autoscaling.amazonaws.com', 'AWSServiceRoleForApplicationAutoScaling_ECSService', undefined],
  ] as const)(
    'of %s, a service that ecrd does not have, is called %s and has no policy',
    async ([service, RoleName, Description], { iam }) => {
      const { Role } = await iam.send(create(service))
      expect(Role).toMatchObject({ Path: `/aws-service-role/${service}/`, RoleName })
      expect(Role?.Description).toBe(Description)
      const attached = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }))
      expect(attached.AttachedPolicies).toEqual([])
      const taken = `Service role name ${RoleName} has been taken in this account, please try a different suffix.`
      await expectRefusal(iam.send(create(service)), 'InvalidInputException', taken)
      await iam.send(remove(RoleName))
    },
  )

  test('of Auto Scaling may have a suffix, so that an account can have several', async ({ iam }) => {
    for (const RoleName of ['AWSServiceRoleForAutoScaling', 'AWSServiceRoleForAutoScaling_blue']) {
      const { Role } = await iam.send(create('autoscaling.amazonaws.com', RoleName.split('_')[1]))
      expect(Role?.RoleName).toBe(RoleName)
      await iam.send(remove(RoleName))
    }
  })

  test('can’t be changed by the customer, except for its description', async ({ iam }) => {
    const { Role } = await iam.send(create('ecr.amazonaws.com'))
    const RoleName = Role?.RoleName ?? ''
    const sentence = `Cannot perform the operation on the protected role '${RoleName}' - this role is only modifiable by AWS`
    for (const answer of [
      () => iam.send(new DeleteRoleCommand({ RoleName })),
      () => iam.send(new UpdateRoleCommand({ RoleName, MaxSessionDuration: 7200 })),
      () => iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: anyTrust })),
    ]) {
      await expectRefusal(answer(), 'UnmodifiableEntityException', sentence)
    }
    const { Role: described } = await iam.send(new UpdateRoleDescriptionCommand({ RoleName, Description: 'ours' }))
    expect(described?.Description).toBe('ours')
    await iam.send(remove(RoleName))
  })

  test('is the only kind that DeleteServiceLinkedRole finds', async ({ iam }) => {
    const RoleName = await newRole(iam)
    const sentence = `The role with name ${RoleName} cannot be found.`
    await expectRefusal(iam.send(remove(RoleName)), 'NoSuchEntityException', sentence)
  })
})

test('GetServiceLinkedRoleDeletionStatus finds no task that was not given out, or was for another role', async ({
  iam,
}) => {
  const { Role } = await iam.send(create('ecr.amazonaws.com'))
  const { DeletionTaskId: task = '' } = await iam.send(remove(Role?.RoleName ?? ''))
  for (const other of ['task', `${task}A`, task.replace('ECRTemplate', 'ECRReplication'), task.slice(0, -4)]) {
    const sentence = `The deletion task with id ${other} cannot be found.`
    await expectRefusal(iam.send(status(other)), 'NoSuchEntityException', sentence)
  }
})
