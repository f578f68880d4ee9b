import { GetContextKeysForCustomPolicyCommand, GetContextKeysForPrincipalPolicyCommand } from '@aws-sdk/client-iam'
import { describe, expect } from 'vitest'
import { policyOf } from '../../support/identities.ts'
import { account, arnOf } from '../ecr-test.ts'
import { expectDenied, expectRefusal, test } from './iam-test.ts'

const askingFor = (key: string) => policyOf({ Action: 'ecr:*', Condition: { StringEquals: { [key]: 'x' } } })

describe('GetContextKeysForCustomPolicy and GetContextKeysForPrincipalPolicy', () => {
  test('list the keys of conditions and variables in documents, each once, in alphabetical order', async ({ iam }) => {
    const first = askingFor('aws:SourceVpc')
    const second = policyOf({
      Action: 'ecr:*',
      Resource: arnOf('${aws:username}/*'),
      Condition: { StringLike: { 'AWS:sourcevpc': '${aws:PrincipalTag/team}', 'aws:PrincipalArn': '*' } },
    })
    const PolicyInputList = [first, second].map((each) => JSON.stringify(each))
    const answer = await iam.send(new GetContextKeysForCustomPolicyCommand({ PolicyInputList }))
    expect(answer.ContextKeyNames).toEqual([
      'aws:PrincipalArn',
      'aws:PrincipalTag/team',
      'aws:SourceVpc',
      'aws:username',
    ])
  })

  test('list the keys in the policies of a user, of the user’s groups and of the request', async ({
    iam,
    identities,
  }) => {
    const user = await identities.addUser('amar')
    const group = await identities.addGroup('developers', user)
    await identities.putInlinePolicy(user.id, askingFor('aws:SourceIp'))
    await identities.putInlinePolicy(group, askingFor('aws:UserAgent'))
    const PolicyInputList = [JSON.stringify(askingFor('aws:Referer'))]
    const asked = new GetContextKeysForPrincipalPolicyCommand({ PolicySourceArn: user.arn, PolicyInputList })
    expect((await iam.send(asked)).ContextKeyNames).toEqual(['aws:Referer', 'aws:SourceIp', 'aws:UserAgent'])
    const PolicySourceArn = `arn:aws:iam::${account}:group/developers`
    const ofGroup = await iam.send(new GetContextKeysForPrincipalPolicyCommand({ PolicySourceArn }))
    expect(ofGroup.ContextKeyNames).toEqual(['aws:UserAgent'])
  })

  test('refuse a principal that does not exist, and a document that is no policy', async ({ iam }) => {
    const PolicySourceArn = `arn:aws:iam::${account}:user/absent`
    const ofNobody = iam.send(new GetContextKeysForPrincipalPolicyCommand({ PolicySourceArn }))
    await expectRefusal(ofNobody, 'NoSuchEntityException', 'The user with name absent cannot be found.')
    const PolicyInputList = ['{"Version":"2012-10-17"}']
    const ofNothing = iam.send(new GetContextKeysForCustomPolicyCommand({ PolicyInputList }))
    await expectRefusal(ofNothing, 'InvalidInputException', 'Syntax errors in policy.')
  })

  test('are denied to a user without the right to call them', async ({ allowed }) => {
    const nobody = await allowed({ Action: 'ecr:*' })
    const { arn: PolicySourceArn } = nobody
    const ofPrincipal = nobody.iam.send(new GetContextKeysForPrincipalPolicyCommand({ PolicySourceArn }))
    await expectDenied(ofPrincipal, nobody, 'iam:GetContextKeysForPrincipalPolicy', PolicySourceArn)
    const custom = nobody.iam.send(new GetContextKeysForCustomPolicyCommand({ PolicyInputList: ['{}'] }))
    await expectDenied(custom, nobody, 'iam:GetContextKeysForCustomPolicy', '*')
  })
})
