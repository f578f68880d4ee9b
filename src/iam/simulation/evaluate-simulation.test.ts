import { describe, expect, test } from 'vitest'
import { evaluateAction } from './evaluate-simulation.ts'
import { inputPolicy } from './simulated-policy.ts'
import { parseSimulation, type PolicySource, type SimulationInput } from './simulation.ts'

const account = '123456789012'
const user = `arn:aws:iam::${account}:user/team/amar`
const repository = `arn:aws:ecr:eu-west-1:${account}:repository/team/app`
const other = `arn:aws:ecr:eu-west-1:${account}:repository/other`

const nobody: PolicySource = { account, arn: undefined, id: '', policies: [] }
const document = (...statements: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements })
const allow = { Effect: 'Allow', Action: 'ecr:*', Resource: '*' }
const deny = { Effect: 'Deny', Action: 'ecr:PutImage', Resource: other }

function simulate(input: Partial<SimulationInput>, source = nobody) {
  const simulation = parseSimulation({ ActionNames: ['ecr:PutImage'], ...input }, source)
  return evaluateAction(simulation, 'ecr:PutImage')
}

const matched = (SourcePolicyId: string, from: number, to: number, SourcePolicyType = 'IAM Policy') => ({
  SourcePolicyId,
  SourcePolicyType,
  StartPosition: { Line: 1, Column: from },
  EndPosition: { Line: 1, Column: to },
})

describe('the resource of a simulation', () => {
  test('is * when the request names none', () => {
    expect(simulate({ PolicyInputList: [document(allow)] })).toEqual({
      EvalActionName: 'ecr:PutImage',
      EvalResourceName: '*',
      EvalDecision: 'allowed',
      MatchedStatements: [matched('PolicyInputList.1', 38, 88)],
      MissingContextValues: [],
    })
  })

  test('has its decision twice in the result when it is the only one', () => {
    const statements = [matched('PolicyInputList.1', 38, 88), matched('PolicyInputList.2', 38, 88)]
    const result = { MatchedStatements: statements, MissingContextValues: [] }
    expect(simulate({ PolicyInputList: [document(allow), document(allow)], ResourceArns: [repository] })).toEqual({
      EvalActionName: 'ecr:PutImage',
      EvalResourceName: repository,
      EvalDecision: 'allowed',
      EvalDecisionDetails: {},
      ...result,
      ResourceSpecificResults: [{ EvalResourceName: repository, EvalResourceDecision: 'allowed', ...result }],
    })
  })

  test('can be several, and the strictest of their decisions is the one of the result', () => {
    const result = simulate({ PolicyInputList: [document(allow, deny)], ResourceArns: [repository, other] })
    expect(result).toMatchObject({
      EvalResourceName: 'arn:${Partition}:ecr:${Region}:${Account}:repository/${RepositoryName}',
      EvalDecision: 'explicitDeny',
      MatchedStatements: [],
      ResourceSpecificResults: [
        { EvalResourceName: repository, EvalResourceDecision: 'allowed' },
        {
          EvalResourceName: other,
          EvalResourceDecision: 'explicitDeny',
          MatchedStatements: [{ SourcePolicyId: 'PolicyInputList.1', StartPosition: { Line: 1, Column: 88 } }],
        },
      ],
    })
    expect(result).not.toHaveProperty('EvalDecisionDetails')
  })
})

describe('a context value of a simulation', () => {
  const condition = { StringEquals: { 'aws:username': 'amar', 'aws:PrincipalTag/team': '${AWS:SourceIp}' } }
  const PolicyInputList = [document({ ...allow, Condition: condition })]

  test('comes from the caller or from ContextEntries, or is reported as missing', () => {
    expect(simulate({ PolicyInputList })).toMatchObject({
      EvalDecision: 'implicitDeny',
      MatchedStatements: [],
      MissingContextValues: ['AWS:SourceIp', 'aws:PrincipalTag/team', 'aws:username'],
    })
    const ContextEntries = [
      { ContextKeyName: 'AWS:PrincipalTag/TEAM', ContextKeyValues: ['x'] },
      { ContextKeyName: 'aws:sourceIp', ContextKeyValues: ['x'] },
    ]
    expect(simulate({ PolicyInputList, CallerArn: user, ContextEntries })).toMatchObject({
      EvalDecision: 'allowed',
      MissingContextValues: [],
    })
  })

  test('in ContextEntries takes precedence over the one of the caller', () => {
    const ContextEntries = [{ ContextKeyName: 'aws:userName', ContextKeyValues: ['carlos'] }]
    const asked = { Condition: { StringEquals: { 'aws:username': 'carlos' } } }
    const input = { PolicyInputList: [document({ ...allow, ...asked })], CallerArn: user }
    expect(simulate(input).EvalDecision).toBe('implicitDeny')
    expect(simulate({ ...input, ContextEntries }).EvalDecision).toBe('allowed')
  })
})

describe('a permissions boundary in a simulation', () => {
  const PolicyInputList = [document(allow)]
  const pull = { ...allow, Action: 'ecr:BatchGetImage' }

  test('limits the decision, and the result says whether it allows the request', () => {
    expect(simulate({ PolicyInputList, PermissionsBoundaryPolicyInputList: [document(pull)] })).toMatchObject({
      EvalDecision: 'implicitDeny',
      PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false },
    })
    expect(simulate({ PolicyInputList, PermissionsBoundaryPolicyInputList: [document(allow)] })).toMatchObject({
      EvalDecision: 'allowed',
      MatchedStatements: [{ SourcePolicyId: 'PolicyInputList.1' }],
      PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: true },
    })
  })

  test('that denies is among the matched statements', () => {
    const refusing = document({ ...deny, Resource: '*' })
    expect(simulate({ PolicyInputList, PermissionsBoundaryPolicyInputList: [refusing] })).toMatchObject({
      EvalDecision: 'explicitDeny',
      MatchedStatements: [
        { SourcePolicyId: 'PermissionsBoundaryPolicyInputList.1', SourcePolicyType: 'Permissions Boundary Policy' },
      ],
    })
  })

  test('in the request replaces the one of the identity', () => {
    const policies = [inputPolicy('identity', 'own', document(allow)), inputPolicy('boundary', 'b', document(pull))]
    const source = { account, arn: user, id: 'AIDAAMAR', policies }
    expect(simulate({}, source).EvalDecision).toBe('implicitDeny')
    expect(simulate({ PermissionsBoundaryPolicyInputList: [document(allow)] }, source).EvalDecision).toBe('allowed')
  })
})

describe('a resource policy in a simulation', () => {
  const CallerArn = user
  const grant = document({ Effect: 'Allow', Principal: { AWS: user }, Action: 'ecr:PutImage' })

  test('allows a request by itself within an account', () => {
    expect(simulate({ ResourcePolicy: grant, ResourceArns: [repository], CallerArn })).toMatchObject({
      EvalDecision: 'allowed',
      EvalDecisionDetails: {},
      MatchedStatements: [{ SourcePolicyId: 'ResourcePolicy', SourcePolicyType: 'Resource Policy' }],
    })
  })

  test.each([
    ['its ARN says so', { ResourceArns: [repository.replace(account, '999999999999')] }],
    ['its owner is named', { ResourceArns: [repository], ResourceOwner: 'arn:aws:iam::999999999999:root' }],
  ])('needs an allowing IAM policy beside it if another account owns the resource: %s', (_, resource) => {
    const input = { ResourcePolicy: grant, CallerArn, ...resource }
    expect(simulate(input)).toMatchObject({
      EvalDecision: 'implicitDeny',
      EvalDecisionDetails: { 'IAM Policy': 'implicitDeny', 'Resource Policy': 'allowed' },
    })
    const limits = { PermissionsBoundaryPolicyInputList: [document({ ...deny, Resource: '*' })] }
    expect(simulate({ ...input, ...limits, PolicyInputList: [document(allow)] })).toMatchObject({
      EvalDecision: 'explicitDeny',
      EvalDecisionDetails: {
        'IAM Policy': 'allowed',
        'Resource Policy': 'allowed',
        'Permissions Boundary Policy': 'explicitDeny',
      },
    })
    expect(simulate({ ...input, PolicyInputList: [document(allow)] }).EvalDecision).toBe('allowed')
  })

  test('that names a role allows the role only what its permissions boundary allows', () => {
    const role = `arn:aws:iam::${account}:role/ci`
    const ResourcePolicy = grant.replace(user, role)
    const input = { ResourcePolicy, ResourceArns: [repository], CallerArn: role }
    expect(simulate(input).EvalDecision).toBe('allowed')
    const limits = { PermissionsBoundaryPolicyInputList: [document({ ...allow, Action: 'ecr:BatchGetImage' })] }
    expect(simulate({ ...input, ...limits }).EvalDecision).toBe('implicitDeny')
  })
})
