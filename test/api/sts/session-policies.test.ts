import { describe, expect } from 'vitest'
import { policyOf, trusting } from '../../support/identities.ts'
import { account, arnOf, expectRefusal } from '../ecr-test.ts'
import {
  assume,
  credentialsOf,
  expectInvalidInput,
  expectRefused,
  listImages,
  nextName,
  test as base,
} from './sts-test.ts'

const readOnly = 'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly'

const test = base
  /** A user, and the name of a role that he may assume and that may do everything with ECR. */
  .extend('assumable', ({ identities }) => async (name = nextName()) => {
    const user = await identities.addUser(nextName())
    const id = await identities.addRole(name, trusting({ AWS: user.arn }))
    await identities.putInlinePolicy(id, policyOf({ Action: 'ecr:*' }))
    return { user, name }
  })

describe('a session policy', () => {
  test('limits the session to what it allows', async ({ assumable, stsOf, ecrOf, repository }) => {
    const { user, name } = await assumable()
    const Policy = JSON.stringify(policyOf({ Action: 'ecr:Batch*' }))
    const answer = await stsOf(user.credentials).send(assume(name, { Policy }))
    expect(answer.PackedPolicySize).toBeGreaterThan(0)
    await expectRefusal(
      ecrOf(credentialsOf(answer)).send(listImages(repository.name)),
      'AccessDeniedException',
      `User: arn:aws:sts::${account}:assumed-role/${name}/build is not authorized to perform: ecr:ListImages on resource: ${arnOf(repository.name)} because no session policy allows the ecr:ListImages action`,
    )
  })

  test('may be a managed policy, and one of several is enough to allow', async ({
    assumable,
    stsOf,
    ecrOf,
    repository,
  }) => {
    const { user, name } = await assumable()
    const Policy = JSON.stringify(policyOf({ Action: 'ecr:PutImage' }))
    const input = { Policy, PolicyArns: [{ arn: readOnly }] }
    const session = credentialsOf(await stsOf(user.credentials).send(assume(name, input)))
    expect((await ecrOf(session).send(listImages(repository.name))).imageIds).toEqual([])
  })

  test('grants the session nothing that the role does not have', async ({ identities, stsOf, ecrOf, repository }) => {
    const [user, name] = [await identities.addUser(nextName()), nextName()]
    await identities.addRole(name, trusting({ AWS: user.arn }))
    const session = await stsOf(user.credentials).send(assume(name, { PolicyArns: [{ arn: readOnly }] }))
    const list = ecrOf(credentialsOf(session)).send(listImages(repository.name))
    await expect(list).rejects.toThrow('because no identity-based policy allows the ecr:ListImages action')
  })
})

describe('invalid session policies', () => {
  test('AssumeRole refuses a malformed document', async ({ assumable, stsOf }) => {
    const { user, name } = await assumable()
    const sts = stsOf(user.credentials)
    for (const [Policy, message] of [
      ['{', 'Syntax errors in policy.'],
      [JSON.stringify(policyOf({ Principal: '*' })), 'Policy document should not specify a principal.'],
    ] as const) {
      await expectRefused(sts.send(assume(name, { Policy })), 'MalformedPolicyDocumentException', message, 400)
    }
  })

  test('AssumeRole refuses the ARN of a missing policy and of another account’s policy', async ({
    assumable,
    stsOf,
  }) => {
    const { user, name } = await assumable()
    for (const arn of [`arn:aws:iam::${account}:policy/absent`, 'arn:aws:iam::999999999999:policy/theirs']) {
      await expectInvalidInput(
        stsOf(user.credentials).send(assume(name, { PolicyArns: [{ arn }] })),
        `Policy ${arn} does not exist or cannot be a session policy.`,
      )
    }
  })

  test('AssumeRole refuses policies and tags that are too many or too large', async ({ assumable, stsOf, server }) => {
    const { user, name } = await assumable()
    const sts = stsOf(user.credentials)
    const long = ' '.repeat(2049)
    await expectInvalidInput(
      sts.send(assume(name, { Policy: long })),
      `1 validation error detected: Value '${long}' at 'policy' failed to satisfy constraint: Member must have length less than or equal to 2048`,
    )
    const PolicyArns = Array.from({ length: 11 }, () => ({ arn: readOnly }))
    await expect(sts.send(assume(name, { PolicyArns }))).rejects.toThrow(
      "at 'policyArns' failed to satisfy constraint: Member must have length less than or equal to 10",
    )
    // What can't be packed well takes its room.
    const noise = () => server.running.ctx.ids.bytes(180).toString('hex').slice(0, 250)
    const Tags = Array.from({ length: 20 }, (_, index) => ({ Key: `k${index}`, Value: noise() }))
    await expectRefused(
      sts.send(assume(name, { Tags })),
      'PackedPolicyTooLargeException',
      expect.stringContaining('Packed size of session tags consumes ') as string,
      400,
    )
    const Policy = JSON.stringify(policyOf({ Action: 'ecr:*' }))
    await expectRefused(
      sts.send(assume(name, { Tags, Policy })),
      'PackedPolicyTooLargeException',
      expect.stringContaining('% of allotted space, please use smaller policy.') as string,
      400,
    )
  })
})
