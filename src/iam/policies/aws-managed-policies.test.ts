import { describe, expect, test } from 'vitest'
import { parsePolicy } from '../../standards/iam-policy/parse-policy.ts'
import { awsManagedPolicies, findAwsManagedPolicy } from './aws-managed-policies.ts'

const ofEcr = 'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistry'

interface Document {
  readonly Statement: readonly { readonly Action: readonly string[] }[]
}

const actionsOf = (arn: string): string[] => {
  const { Statement } = JSON.parse(findAwsManagedPolicy(arn)?.document ?? '{"Statement":[]}') as Document
  return Statement.flatMap(({ Action }) => Action)
}

test('there are eleven, each under an ARN of its own', () => {
  expect(new Set(awsManagedPolicies.map(({ arn }) => arn)).size).toBe(11)
  expect(findAwsManagedPolicy(`${ofEcr}ReadOnly`)).toMatchObject({ path: '/', defaultVersion: 3 })
  const ofReplication = 'arn:aws:iam::aws:policy/aws-service-role/ECRReplicationServiceRolePolicy'
  expect(findAwsManagedPolicy(ofReplication)?.path).toBe('/aws-service-role/')
  expect(findAwsManagedPolicy('arn:aws:iam::aws:policy/NoSuchAccess')).toBeUndefined()
})

describe.each(awsManagedPolicies)('$name', ({ document }) => {
  test('is a policy that an identity can have, without a blank', () => {
    expect(parsePolicy(document, 'identity')).not.toHaveProperty('problems')
    expect(document).not.toMatch(/\s/)
  })
})

test('who reads may not push, who pushes may not delete or create, who pulls may only pull', () => {
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
