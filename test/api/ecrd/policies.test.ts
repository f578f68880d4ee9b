import { CreatePolicyCommand, SimulateCustomPolicyCommand } from '@aws-sdk/client-iam'
import { expect } from 'vitest'
import { policyOf } from '../../support/identities.ts'
import { iamOf } from '../iam/iam-test.ts'
import { test } from './ecrd-test.ts'

test('IAM stores policies with actions of ecrd, and simulates them', async ({ server }) => {
  const iam = iamOf(server, server.credentials)
  const PolicyDocument = JSON.stringify(policyOf({ Action: ['ecrd:List*', 'ecr:*'] }))
  const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: 'Operators', PolicyDocument }))
  expect(Policy?.PolicyName).toBe('Operators')
  const { EvaluationResults = [] } = await iam.send(
    new SimulateCustomPolicyCommand({
      PolicyInputList: [PolicyDocument],
      ActionNames: ['ecrd:ListJobs', 'ecrd:WhyDenied'],
    }),
  )
  expect(EvaluationResults.map(({ EvalDecision }) => EvalDecision)).toEqual(['allowed', 'implicitDeny'])
  iam.destroy()
})
