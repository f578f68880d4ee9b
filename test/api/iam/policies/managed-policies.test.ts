import {
  AttachUserPolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DetachUserPolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  type IAMClient,
  ListPolicyTagsCommand,
  PutUserPermissionsBoundaryCommand,
  SetDefaultPolicyVersionCommand,
} from '@aws-sdk/client-iam'
import { describe, expect } from 'vitest'
import { policyOf } from '../../../support/identities.ts'
import { account } from '../../ecr-test.ts'
import { arnOf, expectRefusal, newName, newUser, test } from '../iam-test.ts'
import { allowing, decoded, newPolicy, readOnly } from './policy-test.ts'

const create = (iam: IAMClient, PolicyDocument: string, PolicyName = newName('policy')) =>
  iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument }))

describe('CreatePolicy, GetPolicy', () => {
  test('show a policy as it was created', async ({ iam }) => {
    const PolicyDocument = `${allowing('ecr:*')} `
    const Tags = [{ Key: 'Team', Value: 'red' }]
    const input = { PolicyName: 'Push', Path: '/dev/', PolicyDocument, Description: 'pushes', Tags }
    const { Policy } = await iam.send(new CreatePolicyCommand(input))
    const Arn = arnOf('policy/dev/Push')
    const shown = {
      PolicyName: 'Push',
      PolicyId: expect.stringMatching(/^ANPA[A-Z2-7]{17}$/) as string,
      Arn,
      Path: '/dev/',
      DefaultVersionId: 'v1',
      AttachmentCount: 0,
      PermissionsBoundaryUsageCount: 0,
      IsAttachable: true,
      CreateDate: expect.any(Date) as Date,
      UpdateDate: expect.any(Date) as Date,
      Tags,
    }
    expect(Policy).toEqual(shown)
    const got = await iam.send(new GetPolicyCommand({ PolicyArn: Arn }))
    expect(got.Policy).toEqual({ ...Policy, Description: 'pushes' })
    const version = await iam.send(new GetPolicyVersionCommand({ PolicyArn: Arn, VersionId: 'v1' }))
    expect(decoded(version.PolicyVersion?.Document)).toBe(PolicyDocument)
    expect((await iam.send(new ListPolicyTagsCommand({ PolicyArn: Arn }))).Tags).toEqual(Tags)
  })

  test('GetPolicy shows how often a policy is attached, and how often it is a boundary', async ({ iam }) => {
    const PolicyArn = await newPolicy(iam)
    const [one, other] = [await newUser(iam), await newUser(iam)]
    for (const UserName of [one, other]) await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn }))
    await iam.send(new PutUserPermissionsBoundaryCommand({ UserName: one, PermissionsBoundary: PolicyArn }))
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }))
    expect([Policy?.AttachmentCount, Policy?.PermissionsBoundaryUsageCount]).toEqual([2, 1])
  })

  test('a policy’s name is unique regardless of case, and its ARN is found in its exact case only', async ({ iam }) => {
    const name = newName('Policy')
    await newPolicy(iam, 'ecr:*', name)
    const twin = name.toUpperCase()
    await expectRefusal(
      create(iam, allowing('ecr:*'), twin),
      'EntityAlreadyExistsException',
      `A policy called ${twin} already exists. Duplicate names are not allowed.`,
    )
    for (const resource of [`policy/${twin}`, `policy/dev/${name}`, `user/${name}`]) {
      const PolicyArn = arnOf(resource)
      await expectRefusal(
        iam.send(new GetPolicyCommand({ PolicyArn })),
        'NoSuchEntityException',
        `Policy ${PolicyArn} was not found.`,
      )
    }
  })

  test.for([
    ['{', 'Syntax errors in policy.'],
    [
      '{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Action":"ecr:*","Resource":"*"}]}',
      'Policy document must be version 2012-10-17 or greater.',
    ],
    [JSON.stringify(policyOf({ Action: 'ecr:*', Principal: '*' })), 'Policy document should not specify a principal.'],
    [JSON.stringify(policyOf({})), 'Policy statement must contain actions.'],
    [JSON.stringify(policyOf({ Action: 'ecr:*', Resource: [] })), 'Policy statement must contain resources.'],
    [
      JSON.stringify(policyOf({ Action: 'ecr:*', Resource: 'team/app' })),
      'Resource team/app must be in ARN format or "*".',
    ],
    [
      JSON.stringify(policyOf({ Action: 'PutImage' })),
      'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
    ],
    [
      JSON.stringify(
        policyOf({ Sid: 'a', Action: 'ecr:*' }, { Sid: 'a', Effect: 'Allow', Action: 'ecr:*', Resource: '*' }),
      ),
      'Statement IDs (SID) in a single policy must be unique.',
    ],
  ] as const)('CreatePolicy and CreatePolicyVersion refuse %s', async ([document, sentence], { iam }) => {
    await expectRefusal(create(iam, document), 'MalformedPolicyDocumentException', sentence)
    const PolicyArn = await newPolicy(iam)
    const version = iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: document }))
    await expectRefusal(version, 'MalformedPolicyDocumentException', sentence)
  })

  test('CreatePolicy refuses a document of more than 6,144 characters, blanks not counted', async ({ iam }) => {
    const document = (length: number) => {
      const text = allowing('ecr:*').replace('"*"', `"arn:aws:ecr:*:*:repository/"`)
      return text.replace('repository/', `repository/${'a'.repeat(length - text.length)}`)
    }
    await create(iam, document(6144).replaceAll(',', ', \n'))
    const sentence = 'Cannot exceed quota for PolicySize: 6144'
    await expectRefusal(create(iam, document(6145)), 'LimitExceededException', sentence)
    const PolicyArn = await newPolicy(iam)
    const version = iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: document(6145) }))
    await expectRefusal(version, 'LimitExceededException', sentence)
  })
})

describe('DeletePolicy', () => {
  test('deletes a policy that is not attached and has one version, and refuses any other', async ({ iam }) => {
    const [PolicyArn, UserName] = [await newPolicy(iam), await newUser(iam)]
    const remove = () => iam.send(new DeletePolicyCommand({ PolicyArn }))
    await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn }))
    const attached = 'Cannot delete a policy attached to entities.'
    await expectRefusal(remove(), 'DeleteConflictException', attached)
    await iam.send(new DetachUserPolicyCommand({ UserName, PolicyArn }))
    const version = { PolicyArn, PolicyDocument: allowing('ecr:*') }
    await iam.send(new CreatePolicyVersionCommand(version))
    await expectRefusal(
      remove(),
      'DeleteConflictException',
      "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
    )
    await iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: 'v2' }))
    await remove()
    await expectRefusal(remove(), 'NoSuchEntityException', `Policy ${PolicyArn} was not found.`)
  })

  test('refuses a policy that is the boundary of a user', async ({ iam }) => {
    const [PolicyArn, UserName] = [await newPolicy(iam), await newUser(iam)]
    await iam.send(new PutUserPermissionsBoundaryCommand({ UserName, PermissionsBoundary: PolicyArn }))
    const attached = 'Cannot delete a policy attached to entities.'
    await expectRefusal(iam.send(new DeletePolicyCommand({ PolicyArn })), 'DeleteConflictException', attached)
  })

  test('leaves the name free for a new policy, which gets another id', async ({ iam }) => {
    const name = newName('again')
    const PolicyArn = await newPolicy(iam, 'ecr:*', name)
    const before = await iam.send(new GetPolicyCommand({ PolicyArn }))
    await iam.send(new DeletePolicyCommand({ PolicyArn }))
    expect(await newPolicy(iam, 'ecr:*', name)).toBe(PolicyArn)
    const after = await iam.send(new GetPolicyCommand({ PolicyArn }))
    expect(after.Policy?.PolicyId).not.toBe(before.Policy?.PolicyId)
  })
})

describe('policies of AWS', () => {
  test('are in every account', async ({ iam }) => {
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn: readOnly }))
    expect(Policy).toMatchObject({
      Arn: readOnly,
      PolicyName: 'AmazonEC2ContainerRegistryReadOnly',
      Path: '/',
      DefaultVersionId: 'v3',
      IsAttachable: true,
    })
    const version = await iam.send(new GetPolicyVersionCommand({ PolicyArn: readOnly, VersionId: 'v3' }))
    expect(JSON.parse(decoded(version.PolicyVersion?.Document))).toMatchObject({ Version: '2012-10-17' })
    await expectRefusal(
      iam.send(new GetPolicyVersionCommand({ PolicyArn: readOnly, VersionId: 'v9' })),
      'NoSuchEntityException',
      `Policy ${readOnly} version v9 does not exist or is not attachable.`,
    )
  })

  test('can’t be changed, not even by root', async ({ iam }) => {
    const PolicyArn = readOnly
    for (const [action, ask] of [
      ['DeletePolicy', () => iam.send(new DeletePolicyCommand({ PolicyArn }))],
      [
        'CreatePolicyVersion',
        () => iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: allowing('ecr:*') })),
      ],
      ['DeletePolicyVersion', () => iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: 'v1' }))],
      ['SetDefaultPolicyVersion', () => iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn, VersionId: 'v1' }))],
    ] as const) {
      await expectRefusal(
        ask(),
        'AccessDenied',
        `User: arn:aws:iam::${account}:root is not authorized to perform: iam:${action} on resource: policy ${readOnly}`,
      )
    }
  })
})
