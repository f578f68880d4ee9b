import { type ECRClient, ListImagesCommand } from '@aws-sdk/client-ecr'
import { CreatePolicyCommand, CreatePolicyVersionCommand, CreateRoleCommand } from '@aws-sdk/client-iam'
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts'
import { describe, expect } from 'vitest'
import { policyOf } from '../../../support/identities.ts'
import { arnOf as repositoryArn } from '../../ecr-test.ts'
import { arnOf, expectRefusal, newName, test } from '../iam-test.ts'
import { allowing, decoded, grantees, newPolicy } from './policy-test.ts'

/** What IAM takes as a document and what it doesn't, and what those that it takes decide. */

const allow = { Effect: 'Allow', Action: 'ecr:ListImages', Resource: '*' }
const list = (ecr: ECRClient, repositoryName: string) => ecr.send(new ListImagesCommand({ repositoryName }))
const denial = 'no identity-based policy allows the ecr:ListImages action'

const oldDocuments = [
  ['without a version', { Statement: [allow] }],
  ['of the version of 2008', { Version: '2008-10-17', Statement: [allow] }],
] as const

describe.for(oldDocuments)('a policy %s', ([, document]) => {
  const text = JSON.stringify(document)

  test.for(grantees)(
    'is taken as an inline policy of a $kind, and shown as it was given',
    async ({ create, put, get }, { iam }) => {
      const name = await create(iam)
      await put(iam, name, 'old', text)
      expect(decoded((await get(iam, name, 'old')).PolicyDocument)).toBe(text)
    },
  )

  test('is refused by CreatePolicy and by CreatePolicyVersion', async ({ iam }) => {
    const sentence = 'Policy document must be version 2012-10-17 or greater.'
    const created = iam.send(new CreatePolicyCommand({ PolicyName: newName('policy'), PolicyDocument: text }))
    await expectRefusal(created, 'MalformedPolicyDocumentException', sentence)
    const PolicyArn = await newPolicy(iam)
    const version = iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: text }))
    await expectRefusal(version, 'MalformedPolicyDocumentException', sentence)
  })

  test('allows what it says, and its variables are plain text', async ({ iam, identities, newRepository }) => {
    const user = await identities.addUser(newName('old'))
    const name = user.arn.slice(user.arn.lastIndexOf('/') + 1)
    await newRepository(name)
    const put = (own: object) => grantees[0]?.put(iam, name, 'old', JSON.stringify(own))
    await put(document)
    expect((await list(user.ecr, name)).imageIds).toEqual([])
    const ofItsName = { ...allow, Resource: repositoryArn('${aws:username}') }
    await put({ ...document, Statement: [ofItsName] })
    await expect(list(user.ecr, name)).rejects.toThrow(denial)
    await put({ Version: '2012-10-17', Statement: [ofItsName] })
    expect((await list(user.ecr, name)).imageIds).toEqual([])
  })
})

describe('an ARN that IAM’s parser can’t read', () => {
  const sentence = 'The policy failed legacy parsing'
  const text = JSON.stringify(policyOf({ Action: 's3:ListBucket', Resource: 'arn:aws:s3::example' }))

  test.for(grantees)('is refused in an inline policy of a $kind', async ({ create, put }, { iam }) => {
    const name = await create(iam)
    await expectRefusal(put(iam, name, 'bad', text), 'MalformedPolicyDocumentException', sentence)
  })

  test('is refused in a managed policy and in a new version of one', async ({ iam }) => {
    const created = iam.send(new CreatePolicyCommand({ PolicyName: newName('policy'), PolicyDocument: text }))
    await expectRefusal(created, 'MalformedPolicyDocumentException', sentence)
    const PolicyArn = await newPolicy(iam)
    const version = iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: text }))
    await expectRefusal(version, 'MalformedPolicyDocumentException', sentence)
  })

  test('still counts in a policy that was stored before', async ({ identities, repository }) => {
    const user = await identities.addUser(newName('before'))
    await identities.putInlinePolicy(user.id, policyOf({ Action: 'ecr:*', Resource: ['arn:aws:s3::example', '*'] }))
    expect((await list(user.ecr, repository.name)).imageIds).toEqual([])
  })
})

test.for(['*:*', '*', ['service-prefix:action-name', '*:List*']])(
  'a policy with the action %j is taken, and counts',
  async (Action, { iam, identities, repository }) => {
    const user = await identities.addUser(newName('any'))
    const name = user.arn.slice(user.arn.lastIndexOf('/') + 1)
    await grantees[0]?.put(iam, name, 'any', allowing(Action))
    expect((await list(user.ecr, repository.name)).imageIds).toEqual([])
  },
)

describe('a condition key of an identity provider', () => {
  const keys = [
    'token.actions.githubusercontent.com:aud',
    'oidc.eks.us-east-1.amazonaws.com/id/ABC:sub',
    'graph.facebook.com:app_id',
    'saml:aud',
  ]

  test.for(keys)(
    '%s is taken in policies, and no request has a value for it',
    async (key, { iam, identities, repository }) => {
      const user = await identities.addUser(newName('federated'))
      const name = user.arn.slice(user.arn.lastIndexOf('/') + 1)
      const put = (own: object) => grantees[0]?.put(iam, name, 'own', JSON.stringify(policyOf({ ...allow, ...own })))
      for (const own of [
        { Condition: { StringEquals: { [key]: 'sts.amazonaws.com' } } },
        { Condition: { StringLike: { 'aws:username': `\${${key}}` } } },
        { Resource: repositoryArn(`\${${key}}/*`) },
      ]) {
        await put(own)
        await expect(list(user.ecr, repository.name)).rejects.toThrow(denial)
      }
      for (const own of [
        { Condition: { StringNotEquals: { [key]: 'x' } } },
        { Condition: { Null: { [key]: 'true' } } },
        { Resource: repositoryArn(`\${${key}, '${repository.name}'}`) },
      ]) {
        await put(own)
        expect((await list(user.ecr, repository.name)).imageIds).toEqual([])
      }
    },
  )

  test.for(keys)(
    '%s is taken in a trust policy, whose condition on it no AssumeRole fulfils',
    async (key, { iam, identities, server }) => {
      const user = await identities.addUser(newName('federated'))
      const role = (operator: string) => ({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: user.arn },
            Action: 'sts:AssumeRole',
            Condition: { [operator]: { [key]: 'repo:octo-org/octo-repo:ref:refs/heads/main' } },
          },
        ],
      })
      const sts = new STSClient({ endpoint: server.url, region: server.region, credentials: user.credentials })
      const assume = async (operator: string) => {
        const RoleName = newName('role')
        await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: JSON.stringify(role(operator)) }))
        return sts.send(new AssumeRoleCommand({ RoleArn: arnOf(`role/${RoleName}`), RoleSessionName: 'build' }))
      }
      await expect(assume('StringLike')).rejects.toThrow('is not authorized to perform: sts:AssumeRole')
      expect((await assume('StringLikeIfExists')).Credentials).toBeDefined()
    },
  )
})
