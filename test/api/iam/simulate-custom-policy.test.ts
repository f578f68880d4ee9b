import { SimulateCustomPolicyCommand, type SimulateCustomPolicyCommandInput } from '@aws-sdk/client-iam'
import { describe, expect } from 'vitest'
import { policyOf } from '../../support/identities.ts'
import { account, arnOf } from '../ecr-test.ts'
import { expectDenied, expectRefusal, test } from './iam-test.ts'

const text = (statement: Readonly<Record<string, unknown>>) => JSON.stringify(policyOf(statement))
const everything = text({ Action: 'ecr:*' })

const simulating = (input: Partial<SimulateCustomPolicyCommandInput> = {}) =>
  new SimulateCustomPolicyCommand({ PolicyInputList: [everything], ActionNames: ['ecr:PutImage'], ...input })

/** https://docs.aws.amazon.com/cli/latest/reference/iam/simulate-custom-policy.html#examples */
test('SimulateCustomPolicy answers the example of AWS’s documentation as AWS does', async ({ iam }) => {
  const document =
    '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"dynamodb:*","Resource":"*","Condition":{"DateGreaterThan":{"aws:CurrentTime":"2018-08-16T12:00:00Z"}}}}'
  const asked = { PolicyInputList: [document], ActionNames: ['dynamodb:CreateBackup'] }
  const at = (value: string) => [
    { ContextKeyName: 'aws:CurrentTime', ContextKeyValues: [value], ContextKeyType: 'date' as const },
  ]
  const allowed = await iam.send(simulating({ ...asked, ContextEntries: at('2019-04-25T11:00:00Z') }))
  expect(allowed.EvaluationResults).toEqual([
    {
      EvalActionName: 'dynamodb:CreateBackup',
      EvalResourceName: '*',
      EvalDecision: 'allowed',
      MatchedStatements: [
        {
          SourcePolicyId: 'PolicyInputList.1',
          SourcePolicyType: 'IAM Policy',
          StartPosition: { Line: 1, Column: 38 },
          EndPosition: { Line: 1, Column: 167 },
        },
      ],
      MissingContextValues: [],
    },
  ])
  const denied = await iam.send(simulating({ ...asked, ContextEntries: at('2014-04-25T11:00:00Z') }))
  expect(denied.EvaluationResults).toMatchObject([{ EvalDecision: 'implicitDeny', MatchedStatements: [] }])
})

test('a simulation between accounts shows the decision of each kind of policy', async ({ iam }) => {
  const { EvaluationResults: results } = await iam.send(
    simulating({
      ResourceArns: [arnOf('team/app', '999999999999')],
      ResourcePolicy: text({ Principal: { AWS: account }, Action: 'ecr:PutImage' }),
      CallerArn: `arn:aws:iam::${account}:user/amar`,
    }),
  )
  expect(results).toMatchObject([
    { EvalDecision: 'allowed', EvalDecisionDetails: { 'IAM Policy': 'allowed', 'Resource Policy': 'allowed' } },
  ])
})

describe('SimulateCustomPolicy is refused', () => {
  const user = `arn:aws:iam::${account}:user/amar`
  const ResourcePolicy = text({ Principal: '*', Action: 'ecr:*' })

  test.for<[string, Partial<SimulateCustomPolicyCommandInput>, string]>([
    ['a document that is no policy', { PolicyInputList: ['{'] }, 'Syntax errors in policy.'],
    [
      'a policy of a resource among those of identities',
      { PolicyInputList: [ResourcePolicy] },
      'Policy document should not specify a principal.',
    ],
    ['a malformed boundary', { PermissionsBoundaryPolicyInputList: ['[]'] }, 'Syntax errors in policy.'],
    [
      'a second boundary',
      { PermissionsBoundaryPolicyInputList: [everything, everything] },
      'The list of Permissions Boundary policies cannot exceed 1 items.',
    ],
    ['an action without its service', { ActionNames: ['PutImage'] }, 'The action is invalid since it is missing names'],
    [
      'a resource that is no ARN',
      { ResourceArns: ['team/app'] },
      'ResourceNames are not in a valid ARN format: team/app.',
    ],
    [
      'an asterisk beside the ARN of a resource',
      { ResourceArns: ['*', arnOf('team/app')] },
      'ResourceNames are not in a valid ARN format: *.',
    ],
    [
      'an owner that is no ARN',
      { ResourceOwner: '123456789012' },
      "'123456789012' is not a valid as a Resource Owner.",
    ],
    [
      'a caller that is a session',
      { CallerArn: `arn:aws:sts::${account}:assumed-role/ci/build` },
      'Invalid caller - Caller must be an IAM user, role or group in this context.',
    ],
    [
      'a resource’s policy without a caller',
      { ResourcePolicy, ResourceArns: [arnOf('team/app')] },
      'Invalid caller - Caller cannot be null or empty.',
    ],
    [
      'a resource’s policy without a resource',
      { ResourcePolicy, CallerArn: user },
      'Invalid Entity Arn: * does not clearly define entity type and name.',
    ],
    [
      'a resource’s policy without a principal',
      { ResourcePolicy: everything, ResourceArns: [arnOf('team/app')], CallerArn: user },
      'Missing required field Principal',
    ],
    [
      'more than can be done at once',
      {
        PolicyInputList: [
          text({ Action: 'ecr:*', Resource: Array.from({ length: 1_000 }, (_, at) => arnOf(`r${at}`)) }),
        ],
        ResourceArns: Array.from({ length: 1_000 }, (_, at) => arnOf(`r${at}`)),
      },
      'The simulation is too large: ask about fewer resources, or with smaller policies, at a time.',
    ],
    [
      'policies of more than 400,000 characters',
      { PolicyInputList: Array.from({ length: 70 }, () => text({ Action: 'ecr:*', Sid: 'a'.repeat(6_000) })) },
      'The simulation is too large: ask about fewer resources, or with smaller policies, at a time.',
    ],
  ])('for %s', async ([, input, message], { iam }) => {
    await expectRefusal(iam.send(simulating(input)), 'InvalidInputException', message)
  })

  test('for a user without the right to call it', async ({ allowed }) => {
    const nobody = await allowed({ Action: 'ecr:*' })
    await expectDenied(nobody.iam.send(simulating()), nobody, 'iam:SimulateCustomPolicy', '*')
  })
})

test('a page of SimulateCustomPolicy has fewer actions where each takes more work', async ({ iam }) => {
  const ResourceArns = Array.from({ length: 2_000 }, (_, at) => arnOf(`r${at}`))
  const ActionNames = Array.from({ length: 20 }, (_, at) => `ecr:Action${at}`)
  const seen: string[] = []
  let Marker: string | undefined
  do {
    const page = await iam.send(simulating({ ActionNames, ResourceArns, Marker }))
    seen.push(...(page.EvaluationResults ?? []).map(({ EvalActionName }) => EvalActionName ?? ''))
    expect(page.IsTruncated).toBe(seen.length < ActionNames.length)
    Marker = page.Marker
  } while (Marker !== undefined)
  expect(seen).toEqual(ActionNames)
})
