import { ListImagesCommand, SetRepositoryPolicyCommand } from '@aws-sdk/client-ecr'
import { describe, expect } from 'vitest'
import { policyOf } from '../../support/identities.ts'
import { account, arnOf, expectInvalid, expectNoRepository, outputOf, strangerAccount } from '../ecr-test.ts'
import { deletePolicy, getPolicy, repositoryPolicy, setPolicy, test } from './policy-test.ts'

const pull = { Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'] }
const invalid = (answer: Promise<unknown>) => expectInvalid(answer, 'PolicyText', 'Invalid repository policy provided')
const notFound = (answer: Promise<unknown>) => expectInvalid(answer, 'PolicyText', 'Principal not found')

test('SetRepositoryPolicy keeps the document and answers it in ECR’s layout', async ({ ecr, repository }) => {
  const policy = repositoryPolicy({ Sid: 'allow public pull', ...pull })
  const policyText = `{
  "Version" : "2012-10-17",
  "Statement" : [ {
    "Effect" : "Allow",
    "Principal" : "*",
    "Sid" : "allow public pull",
    "Action" : [ "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer" ]
  } ]
}`
  const expected = { registryId: account, repositoryName: repository.name, policyText }
  expect(await outputOf(ecr.send(setPolicy(repository.name, policy)))).toEqual(expected)
  expect(await outputOf(ecr.send(getPolicy(repository.name)))).toEqual(expected)
  const again = { repositoryName: repository.name, registryId: account, policyText, force: false }
  expect(await outputOf(ecr.send(new SetRepositoryPolicyCommand(again)))).toEqual(expected)
})

test('SetRepositoryPolicy replaces the older document', async ({ ecr, repository }) => {
  await ecr.send(setPolicy(repository.name, repositoryPolicy(pull)))
  await ecr.send(setPolicy(repository.name, repositoryPolicy({ Action: 'ecr:ListImages' })))
  const { policyText = '' } = await ecr.send(getPolicy(repository.name))
  expect(JSON.parse(policyText)).toEqual(repositoryPolicy({ Action: 'ecr:ListImages' }))
})

describe('principals that SetRepositoryPolicy is given', () => {
  const principalsOf = (text = '') =>
    (JSON.parse(text) as { Statement: { Principal: unknown }[] }).Statement.map(({ Principal }) => Principal)

  test('an account is kept as its root', async ({ ecr, repository }) => {
    const named = repositoryPolicy({ ...pull, Principal: { AWS: [account, `arn:aws:iam::${account}:root`] } })
    const { policyText } = await ecr.send(setPolicy(repository.name, named))
    const root = `arn:aws:iam::${account}:root`
    expect(principalsOf(policyText)).toEqual([{ AWS: [root, root] }])
  })

  test('a deleted user stays in the policy under their id, and a later user of that name gains nothing', async ({
    ecr,
    identities,
    repository,
  }) => {
    const user = await identities.addUser('named', '/team/')
    await identities.addRole('runner')
    const role = `arn:aws:iam::${account}:role/runner`
    const named = repositoryPolicy({ ...pull, Principal: { AWS: [user.arn, role] } })
    const { policyText } = await ecr.send(setPolicy(repository.name, named))
    expect(principalsOf(policyText)).toEqual([{ AWS: [user.arn, role] }])

    await identities.deleteUser(user)
    const left = await ecr.send(getPolicy(repository.name))
    expect(principalsOf(left.policyText)).toEqual([{ AWS: [user.id, role] }])
    await notFound(ecr.send(setPolicy(repository.name, left.policyText ?? '')))

    const successor = await identities.addUser('named', '/team/')
    expect(successor.arn).toBe(user.arn)
    const list = new ListImagesCommand({ repositoryName: repository.name })
    await ecr.send(setPolicy(repository.name, repositoryPolicy({ Action: 'ecr:*', Principal: { AWS: successor.arn } })))
    expect((await successor.ecr.send(list)).imageIds).toEqual([])
    await identities.deleteUser(successor)
    const third = await identities.addUser('named', '/team/')
    await expect(third.ecr.send(list)).rejects.toThrow('no identity-based policy allows')
    await ecr.send(deletePolicy(repository.name))
  })

  test('a user named by id is shown by name', async ({ ecr, identities, repository }) => {
    const user = await identities.addUser('by-id')
    const named = repositoryPolicy({ ...pull, Principal: { AWS: user.id } })
    const { policyText } = await ecr.send(setPolicy(repository.name, named))
    expect(principalsOf(policyText)).toEqual([{ AWS: user.arn }])
  })

  test('a service and a role’s session are accepted', async ({ ecr, repository }) => {
    const Principal = {
      Service: 'codebuild.amazonaws.com',
      AWS: `arn:aws:sts::${account}:assumed-role/runner/build`,
    }
    const { policyText } = await ecr.send(setPolicy(repository.name, repositoryPolicy({ ...pull, Principal })))
    expect(principalsOf(policyText)).toEqual([Principal])
  })

  test.for([
    { AWS: '000000000001' },
    { AWS: 'arn:aws:iam::000000000001:root' },
    { AWS: `arn:aws:iam::${account}:user/nobody` },
    { AWS: `arn:aws:iam::${account}:role/nothing` },
    { AWS: 'arn:aws:iam::000000000001:user/nobody' },
    { AWS: 'arn:aws:sts::000000000001:assumed-role/a/b' },
    { AWS: 'arn:aws:sts::000000000001:federated-user/a' },
    { AWS: `arn:aws-cn:iam::${account}:root` },
    { AWS: 'AIDAQAAAAAAAAAAAAAAAA' },
    { AWS: 'AROAQAAAAAAAAAAAAAAAA' },
    { AWS: [account, '000000000001'] },
    { Service: 'foo.example.com' },
    { Service: 'nothing.amazonaws.com' },
  ])('the unknown principal %j is refused', async (Principal, { ecr, repository }) => {
    for (const named of [{ Principal }, { Effect: 'Deny', Principal: undefined, NotPrincipal: Principal }]) {
      await notFound(ecr.send(setPolicy(repository.name, repositoryPolicy({ ...pull, ...named }))))
    }
    await expect(ecr.send(getPolicy(repository.name))).rejects.toThrow('Repository policy does not exist')
  })

  test.for([{ AWS: 'arn:aws:iam::*:root' }, { AWS: 'somebody' }, { Service: 'codebuild' }, { CanonicalUser: 'a' }])(
    'the malformed principal %j is refused',
    async (Principal, { ecr, repository }) => {
      await invalid(ecr.send(setPolicy(repository.name, repositoryPolicy({ ...pull, Principal }))))
    },
  )

  test('a user named with another path or other capitals is refused as unknown', async ({
    ecr,
    identities,
    repository,
  }) => {
    await identities.addUser('Exact', '/a/')
    for (const path of ['user/Exact', 'user/b/Exact', 'user/a/exact']) {
      const AWS = `arn:aws:iam::${account}:${path}`
      await notFound(ecr.send(setPolicy(repository.name, repositoryPolicy({ ...pull, Principal: { AWS } }))))
    }
  })
})

test.for([
  '',
  'x',
  '{}',
  '[]',
  'null',
  '{"Version":"2012-10-17","Version":"2012-10-17","Statement":[]}',
  JSON.stringify(policyOf(pull)),
  JSON.stringify({ ...repositoryPolicy(pull), Version: '2020-01-01' }),
  JSON.stringify(repositoryPolicy({ ...pull, Effect: 'allow' })),
  JSON.stringify(repositoryPolicy({ ...pull, Principals: '*' })),
  JSON.stringify(repositoryPolicy({ ...pull, Condition: { IpAddress: { 'aws:SourceIp': 'x' } } })),
  JSON.stringify(repositoryPolicy({ Sid: 'no action' })),
  `${'['.repeat(5000)}${']'.repeat(5000)}`,
])('SetRepositoryPolicy refuses the document %j', async (policyText, { ecr, repository }) => {
  await invalid(ecr.send(setPolicy(repository.name, policyText)))
})

describe('the actions of a repository’s policy', () => {
  test.for([
    'ecr:GetAuthorizationToken',
    'ecr:GetAuth*',
    'ecr:PutRegistryPolicy',
    'ecr:NoSuchAction',
    'ecr:ListImageReferrers',
    's3:GetObject',
    's3:*',
    'ecr-public:PutImage',
    ['ecr:BatchGetImage', 's3:GetObject'],
  ])('the action %j is refused', async (Action, { ecr, repository }) => {
    await invalid(ecr.send(setPolicy(repository.name, repositoryPolicy({ Action }))))
    await invalid(ecr.send(setPolicy(repository.name, repositoryPolicy({ Effect: 'Deny', NotAction: Action }))))
  })

  test.for([
    'ecr:*',
    '*',
    '*:*',
    'ECR:putimage',
    'ecr:Get*',
    'ecr:?utImage',
    'ecr:ReplicateImage',
    'ecr:GetImageCopyStatus',
  ])('the action %s is accepted', async (Action, { ecr, repository }) => {
    await ecr.send(setPolicy(repository.name, repositoryPolicy({ Action }), true))
  })
})

describe('the Resource of a repository’s policy', () => {
  test.for([
    '*',
    arnOf('other'),
    'arn:aws:s3:::b',
    `arn:aws:ecr:*:${account}:repository/*`,
    arnOf('other', '999999999999'),
  ])('the Resource %j is refused', async (Resource, { ecr, repository }) => {
    await invalid(ecr.send(setPolicy(repository.name, repositoryPolicy({ ...pull, Resource }))))
    await invalid(
      ecr.send(
        setPolicy(repository.name, repositoryPolicy({ ...pull, Resource: [Resource, arnOf(repository.name)].flat() })),
      ),
    )
  })

  test('the repository’s own ARN is accepted', async ({ ecr, identities, repository }) => {
    const user = await identities.addUser('of-resource')
    for (const Resource of [arnOf(repository.name), [arnOf(repository.name)]]) {
      const policy = repositoryPolicy({ Action: 'ecr:ListImages', Principal: { AWS: user.arn }, Resource })
      const { policyText = '' } = await ecr.send(setPolicy(repository.name, policy, true))
      expect(JSON.parse(policyText)).toEqual(policy)
      expect((await user.ecr.send(new ListImagesCommand({ repositoryName: repository.name }))).imageIds).toEqual([])
    }
  })

  test('NotResource is refused', async ({ ecr, repository }) => {
    for (const NotResource of ['*', arnOf(repository.name), 'arn:aws:s3:::b']) {
      await invalid(ecr.send(setPolicy(repository.name, repositoryPolicy({ ...pull, NotResource }))))
    }
  })
})

test('SetRepositoryPolicy refuses a document above 10,240 characters', async ({ ecr, repository }) => {
  const policy = JSON.stringify(repositoryPolicy(pull))
  const { policyText = '' } = await ecr.send(setPolicy(repository.name, policy.padEnd(10_240)))
  expect(JSON.parse(policyText)).toEqual(JSON.parse(policy))
  const constraint = 'Member must have length less than or equal to 10240'
  await expectInvalid(ecr.send(setPolicy(repository.name, policy.padEnd(10_241))), 'policyText', constraint)
})

describe('a repository policy that would lock the caller out', () => {
  const lockOut = repositoryPolicy({ Effect: 'Deny', Action: 'ecr:SetRepositoryPolicy' })
  const sentence = 'The policy would prevent you from setting another one: use force to set it all the same'

  test('is refused without force; with force it is set, and root can remove it', async ({ ecr, repository }) => {
    await expectInvalid(ecr.send(setPolicy(repository.name, lockOut)), 'PolicyText', sentence)
    await expectInvalid(ecr.send(setPolicy(repository.name, lockOut, false)), 'PolicyText', sentence)
    await ecr.send(setPolicy(repository.name, lockOut, true))
    const denied = ecr.send(setPolicy(repository.name, repositoryPolicy(pull), true))
    await expect(denied).rejects.toThrow('with an explicit deny in a resource-based policy')
    await ecr.send(deletePolicy(repository.name))
    await ecr.send(setPolicy(repository.name, repositoryPolicy(pull)))
  })

  test('is refused when it no longer grants the caller what the older policy granted', async ({
    ecr,
    identities,
    repository,
  }) => {
    const user = await identities.addUser('setter')
    const granting = repositoryPolicy({ Action: 'ecr:*', Principal: { AWS: user.arn } })
    await ecr.send(setPolicy(repository.name, granting))
    const without = setPolicy(repository.name, repositoryPolicy({ ...pull, Principal: { AWS: user.arn } }))
    await expectInvalid(user.ecr.send(without), 'PolicyText', sentence)
    await user.ecr.send(setPolicy(repository.name, granting))
  })

  test('SetRepositoryPolicy accepts a policy that locks out only other users', async ({
    ecr,
    identities,
    repository,
  }) => {
    const user = await identities.addUser('other')
    const others = repositoryPolicy({ Effect: 'Deny', Action: 'ecr:*', Principal: { AWS: user.arn } })
    await ecr.send(setPolicy(repository.name, others))
  })
})

test('SetRepositoryPolicy refuses a missing repository, and an invalid document before that', async ({ ecr }) => {
  await expectNoRepository(ecr.send(setPolicy('nowhere', repositoryPolicy(pull))), 'nowhere')
  await invalid(ecr.send(setPolicy('nowhere', '{}')))
})

test('SetRepositoryPolicy is denied to another account, whether the named principals exist or not', async ({
  expectDenied,
  repository,
}) => {
  for (const AWS of [`arn:aws:iam::${account}:user/nobody`, strangerAccount]) {
    const policyText = JSON.stringify(repositoryPolicy({ ...pull, Principal: { AWS } }))
    const input = { registryId: account, repositoryName: repository.name, policyText }
    const ask = new SetRepositoryPolicyCommand(input)
    await expectDenied((ecr) => ecr.send(ask), 'SetRepositoryPolicy', arnOf(repository.name))
  }
})
