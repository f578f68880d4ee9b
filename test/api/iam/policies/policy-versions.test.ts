import {
  CreatePolicyVersionCommand,
  DeletePolicyVersionCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  type IAMClient,
  ListPolicyVersionsCommand,
  SetDefaultPolicyVersionCommand,
} from '@aws-sdk/client-iam'
import { describe, expect } from 'vitest'
import { arnOf, expectRefusal, test } from '../iam-test.ts'
import { allowing, decoded, newPolicy } from './policy-test.ts'

const addVersion = (iam: IAMClient, PolicyArn: string, Action = 'ecr:*', SetAsDefault?: boolean) =>
  iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: allowing(Action), SetAsDefault }))

const noVersion = (arn: string, version: string): string =>
  `Policy ${arn} version ${version} does not exist or is not attachable.`

describe('versions of a managed policy', () => {
  test('are numbered, and one of them is the default', async ({ iam }) => {
    const PolicyArn = await newPolicy(iam)
    const defaultOf = async () => (await iam.send(new GetPolicyCommand({ PolicyArn }))).Policy?.DefaultVersionId
    const second = await addVersion(iam, PolicyArn)
    expect(second.PolicyVersion).toEqual({
      VersionId: 'v2',
      IsDefaultVersion: false,
      CreateDate: expect.any(Date) as Date,
    })
    expect(await defaultOf()).toBe('v1')
    await addVersion(iam, PolicyArn, 'ecr:PutImage', true)
    expect(await defaultOf()).toBe('v3')
    await iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn, VersionId: 'v2' }))
    expect(await defaultOf()).toBe('v2')
    const { Versions = [] } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn }))
    expect(Versions.map(({ VersionId, IsDefaultVersion }) => [VersionId, IsDefaultVersion])).toEqual([
      ['v3', false],
      ['v2', true],
      ['v1', false],
    ])
    const third = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v3' }))
    expect(decoded(third.PolicyVersion?.Document)).toBe(allowing('ecr:PutImage'))
  })

  test('are five at most, and no number is given twice', async ({ iam }) => {
    const PolicyArn = await newPolicy(iam)
    for (let number = 2; number <= 5; number++) await addVersion(iam, PolicyArn)
    await expectRefusal(
      addVersion(iam, PolicyArn),
      'LimitExceededException',
      'A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.',
    )
    await iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: 'v5' }))
    expect((await addVersion(iam, PolicyArn)).PolicyVersion?.VersionId).toBe('v6')
  })

  test('are not deleted when they are the default or do not exist', async ({ iam }) => {
    const PolicyArn = await newPolicy(iam)
    const remove = (VersionId: string) => iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId }))
    await expectRefusal(remove('v1'), 'DeleteConflictException', 'Cannot delete the default version of a policy.')
    for (const VersionId of ['v2', 'v1.first', 'v99999999999']) {
      const refusal = noVersion(PolicyArn, VersionId)
      await expectRefusal(remove(VersionId), 'NoSuchEntityException', refusal)
      const get = iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId }))
      await expectRefusal(get, 'NoSuchEntityException', refusal)
      const set = iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn, VersionId }))
      await expectRefusal(set, 'NoSuchEntityException', refusal)
    }
  })

  test('are listed in pages, the newest first', async ({ iam }) => {
    const PolicyArn = await newPolicy(iam)
    for (let number = 2; number <= 5; number++) await addVersion(iam, PolicyArn)
    const pages: unknown[] = []
    let Marker: string | undefined
    do {
      const page = await iam.send(new ListPolicyVersionsCommand({ PolicyArn, MaxItems: 2, Marker }))
      pages.push(page.Versions?.map(({ VersionId }) => VersionId))
      Marker = page.Marker
      expect(page.IsTruncated).toBe(Marker !== undefined)
    } while (Marker !== undefined)
    expect(pages).toEqual([['v5', 'v4'], ['v3', 'v2'], ['v1']])
  })

  test('are refused when the policy does not exist', async ({ iam }) => {
    const PolicyArn = arnOf('policy/absent')
    for (const ask of [
      () => iam.send(new ListPolicyVersionsCommand({ PolicyArn })),
      () => addVersion(iam, PolicyArn),
      () => iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v1' })),
      () => iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: 'v1' })),
      () => iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn, VersionId: 'v1' })),
    ]) {
      await expectRefusal(ask(), 'NoSuchEntityException', `Policy ${PolicyArn} was not found.`)
    }
  })
})
