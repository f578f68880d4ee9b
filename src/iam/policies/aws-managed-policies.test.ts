import { describe, expect, test } from 'vitest'
import { contextOf } from '../../standards/iam-policy/access-request.ts'
import type { AttachedPolicy } from '../../standards/iam-policy/attached-policy.ts'
import { compilePolicy } from '../../standards/iam-policy/compile-policy.ts'
import { evaluate } from '../../standards/iam-policy/evaluate.ts'
import { parsePolicy } from '../../standards/iam-policy/parse-policy.ts'
import { awsManagedPolicies, findAwsManagedPolicy } from './aws-managed-policies.ts'
import { policiesForAllServices } from './policies-for-all-services.ts'
import { policiesForMachines } from './policies-for-machines.ts'

const ofEcr = 'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistry'

interface Document {
  readonly Statement: readonly { readonly Action: readonly string[] }[]
}

const actionsOf = (arn: string): string[] => {
  const { Statement } = JSON.parse(findAwsManagedPolicy(arn)?.document ?? '{"Statement":[]}') as Document
  return Statement.flatMap(({ Action }) => Action)
}

test('22 AWS managed policies exist, each with an ARN of its own', () => {
  expect(new Set(awsManagedPolicies.map(({ arn }) => arn)).size).toBe(22)
  expect(findAwsManagedPolicy(`${ofEcr}ReadOnly`)).toMatchObject({ path: '/', defaultVersion: 3 })
  const ofReplication = 'arn:aws:iam::aws:policy/aws-service-role/ECRReplicationServiceRolePolicy'
  expect(findAwsManagedPolicy(ofReplication)?.path).toBe('/aws-service-role/')
  expect(findAwsManagedPolicy('arn:aws:iam::aws:policy/AmazonS3FullAccess')).toBeUndefined()
})

describe.each(awsManagedPolicies)('$name', ({ document }) => {
  test('is a valid identity policy without blanks', () => {
    expect(parsePolicy(document, 'identity')).not.toHaveProperty('problems')
    expect(document).not.toMatch(/\s/)
  })
})

test('ReadOnly allows no push, PowerUser no delete or create, and PullOnly nothing but pulls', () => {
  const [read, power, pull] = ['ReadOnly', 'PowerUser', 'PullOnly'].map((name) => actionsOf(`${ofEcr}${name}`))
  expect(read).toHaveLength(12)
  expect(read).not.toContain('ecr:PutImage')
  expect(power).toEqual([
    ...(read ?? []),
    'ecr:InitiateLayerUpload',
    'ecr:UploadLayerPart',
    'ecr:CompleteLayerUpload',
    'ecr:PutImage',
  ])
  expect(pull).toEqual([
    'ecr:GetAuthorizationToken',
    'ecr:BatchGetImage',
    'ecr:GetDownloadUrlForLayer',
    'ecr:BatchImportUpstreamImage',
  ])
})

const repository = 'arn:aws:ecr:eu-west-1:123456789012:repository/app'
const aUser = 'arn:aws:iam::123456789012:user/ada'

/** Whether somebody who has only this policy may do an action. */
function allows(name: string, action: string): boolean {
  const { document = '' } = findAwsManagedPolicy(`arn:aws:iam::aws:policy/${name}`) ?? {}
  const parsed = parsePolicy(document, 'identity')
  if ('problems' in parsed) throw new Error(name)
  const policy: AttachedPolicy = { kind: 'identity', attachedTo: aUser, name, policy: compilePolicy(parsed) }
  const account = '123456789012'
  const evaluation = evaluate([policy], {
    action,
    resource: action.startsWith('ecr:') ? repository : '*',
    resourceAccount: account,
    principal: { kind: 'user', arn: aUser, account, userId: 'AIDAAAAAAAAAAAAAAAAAA' },
    context: contextOf({}),
  })
  return evaluation.decision === 'allowed'
}

/** An action of each kind, and who may do it. */
const asked: Readonly<Record<string, readonly string[]>> = {
  'ecr:BatchGetImage': [
    'AdministratorAccess',
    'PowerUserAccess',
    'ReadOnlyAccess',
    'service-role/AmazonECSTaskExecutionRolePolicy',
  ],
  'ecr:GetRepositoryPolicy': ['AdministratorAccess', 'PowerUserAccess', 'ReadOnlyAccess', 'SecurityAudit'],
  'ecr:DescribeImages': ['AdministratorAccess', 'PowerUserAccess', 'ReadOnlyAccess', 'SecurityAudit'],
  'ecr:PutImage': ['AdministratorAccess', 'PowerUserAccess'],
  'ecr:TagResource': ['AdministratorAccess', 'PowerUserAccess'],
  'iam:CreateUser': ['AdministratorAccess', 'IAMFullAccess'],
  'iam:PassRole': ['AdministratorAccess', 'IAMFullAccess'],
  'iam:CreateServiceLinkedRole': ['AdministratorAccess', 'PowerUserAccess', 'IAMFullAccess'],
  'iam:ListRoles': [
    'AdministratorAccess',
    'PowerUserAccess',
    'ReadOnlyAccess',
    'SecurityAudit',
    'IAMFullAccess',
    'IAMReadOnlyAccess',
  ],
  'iam:GetUser': ['AdministratorAccess', 'ReadOnlyAccess', 'SecurityAudit', 'IAMFullAccess', 'IAMReadOnlyAccess'],
  'sts:AssumeRole': ['AdministratorAccess', 'PowerUserAccess'],
  'sts:GetAccessKeyInfo': ['AdministratorAccess', 'PowerUserAccess', 'ReadOnlyAccess', 'SecurityAudit'],
  'tag:GetResources': ['AdministratorAccess', 'PowerUserAccess', 'ReadOnlyAccess', 'SecurityAudit'],
  'tag:TagResources': ['AdministratorAccess', 'PowerUserAccess'],
  'secretsmanager:GetSecretValue': ['AdministratorAccess', 'PowerUserAccess'],
  'kms:DescribeKey': ['AdministratorAccess', 'PowerUserAccess', 'ReadOnlyAccess', 'SecurityAudit'],
}

const forAll = [...policiesForAllServices, ...policiesForMachines].map(
  ({ name, path = '/' }) => `${path.slice(1)}${name}`,
)

test('of all policies of AWS only AdministratorAccess allows operations of ecrd', () => {
  const names = awsManagedPolicies.map(({ arn }) => arn.slice('arn:aws:iam::aws:policy/'.length))
  expect(names.filter((name) => allows(name, 'ecrd:AnyOperation'))).toEqual(['AdministratorAccess'])
})

test.for(Object.entries(asked))('the action %s is allowed by the policies %j and by no other', ([action, names]) => {
  expect(forAll.filter((name) => allows(name, action)).sort()).toEqual(names.toSorted())
})

test('the description of a shortened AWS managed policy says what is left out', () => {
  for (const name of ['ReadOnlyAccess', 'SecurityAudit']) {
    const { description } = findAwsManagedPolicy(`arn:aws:iam::aws:policy/${name}`) ?? {}
    expect(description).toContain('Left out are all services but ECR')
  }
})
