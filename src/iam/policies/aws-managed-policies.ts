import { createHash } from 'node:crypto'
import { uniqueIdFrom } from '../unique-id.ts'
import { allow, type ManagedStatement } from './managed-statement.ts'
import { policiesForAllServices } from './policies-for-all-services.ts'
import { policiesForMachines } from './policies-for-machines.ts'

/**
 * The policies that AWS keeps for everybody: those about ECR, and those that tools attach beside them. They are in every account under these
 * very ARNs, and nobody can change them.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/security-iam-awsmanpol.html
 * https://docs.aws.amazon.com/AmazonECR/latest/public/public-security-iam-awsmanpol.html
 */
export interface AwsManagedPolicy {
  /** ANPA…, made from the ARN: AWS's own ids are nowhere published. */
  readonly id: string
  readonly arn: string
  readonly name: string
  readonly path: string
  readonly description: string
  readonly defaultVersion: number
  readonly document: string
}

export function findAwsManagedPolicy(arn: string): AwsManagedPolicy | undefined {
  return byArn.get(arn)
}

const reading = [
  'GetAuthorizationToken',
  'BatchCheckLayerAvailability',
  'GetDownloadUrlForLayer',
  'GetRepositoryPolicy',
  'DescribeRepositories',
  'ListImages',
  'DescribeImages',
  'BatchGetImage',
  'GetLifecyclePolicy',
  'GetLifecyclePolicyPreview',
  'ListTagsForResource',
  'DescribeImageScanFindings',
]
const pushing = ['InitiateLayerUpload', 'UploadLayerPart', 'CompleteLayerUpload', 'PutImage']
const pulling = ['GetAuthorizationToken', 'BatchGetImage', 'GetDownloadUrlForLayer', 'BatchImportUpstreamImage']
const publicReading = [
  'GetAuthorizationToken',
  'BatchCheckLayerAvailability',
  'GetRepositoryPolicy',
  'DescribeRepositories',
  'DescribeRegistries',
  'DescribeImages',
  'DescribeImageTags',
  'GetRepositoryCatalogData',
  'GetRegistryCatalogData',
]
const filling = [
  'GetAuthorizationToken',
  'BatchCheckLayerAvailability',
  'InitiateLayerUpload',
  'UploadLayerPart',
  'CompleteLayerUpload',
  'PutImage',
  'BatchGetImage',
  'BatchImportUpstreamImage',
  'GetDownloadUrlForLayer',
  'GetImageCopyStatus',
]

const bearerToken = 'sts:GetServiceBearerToken'

/** One that is allowed `actions` of ECR Public, and the token that its clients sign in with. */
const allowPublic = (actions: readonly string[]): ManagedStatement => ({
  ...allow('ecr-public', actions),
  Action: [...actions.map((action) => `ecr-public:${action}`), bearerToken],
})

const inOwnAccount = { StringEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' } }

function managed(
  name: string,
  version: number,
  description: string,
  statements: readonly ManagedStatement[],
  path = '/',
): AwsManagedPolicy {
  const arn = `arn:aws:iam::aws:policy${path}${name}`
  return {
    id: uniqueIdFrom('policy', createHash('sha256').update(arn).digest()),
    arn,
    name,
    path,
    description,
    defaultVersion: version,
    document: JSON.stringify({ Version: '2012-10-17', Statement: statements }),
  }
}

const ofService = '/aws-service-role/'

export const awsManagedPolicies: readonly AwsManagedPolicy[] = [
  managed('AmazonEC2ContainerRegistryFullAccess', 3, 'Everything in Amazon ECR.', [
    { Effect: 'Allow', Action: ['ecr:*', 'cloudtrail:LookupEvents'], Resource: '*' },
    {
      ...allow('iam', ['CreateServiceLinkedRole']),
      Condition: { StringEquals: { 'iam:AWSServiceName': ['replication.ecr.amazonaws.com'] } },
    },
  ]),
  managed('AmazonEC2ContainerRegistryReadOnly', 3, 'Reading repositories and pulling images.', [allow('ecr', reading)]),
  managed('AmazonEC2ContainerRegistryPowerUser', 3, 'Reading repositories, pulling and pushing images.', [
    allow('ecr', [...reading, ...pushing]),
  ]),
  managed('AmazonEC2ContainerRegistryPullOnly', 1, 'Pulling images.', [allow('ecr', pulling)]),
  managed('AmazonElasticContainerRegistryPublicFullAccess', 1, 'Everything in Amazon ECR Public.', [
    allowPublic(['*']),
  ]),
  managed('AmazonElasticContainerRegistryPublicPowerUser', 1, 'Reading and pushing to public repositories.', [
    allowPublic([...publicReading, ...pushing]),
  ]),
  managed('AmazonElasticContainerRegistryPublicReadOnly', 1, 'Reading public repositories.', [
    allowPublic(publicReading),
  ]),
  managed(
    'ECRReplicationServiceRolePolicy',
    1,
    'For the role that replicates images.',
    [allow('ecr', ['CreateRepository', 'ReplicateImage'])],
    ofService,
  ),
  managed(
    'ECRTemplateServiceRolePolicy',
    1,
    'For the role that makes repositories from templates.',
    [allow('ecr', ['CreateRepository'])],
    ofService,
  ),
  managed(
    'AWSECRPullThroughCache_ServiceRolePolicy',
    4,
    'For the role that fills pull through caches.',
    [
      { Sid: 'ECR', ...allow('ecr', filling), Condition: inOwnAccount },
      {
        Sid: 'SecretsManager',
        Effect: 'Allow',
        Action: ['secretsmanager:GetSecretValue'],
        Resource: 'arn:aws:secretsmanager:*:*:secret:ecr-pullthroughcache/*',
        Condition: inOwnAccount,
      },
    ],
    ofService,
  ),
  ...[...policiesForAllServices, ...policiesForMachines].map(({ name, version, description, statements, path }) =>
    managed(name, version, description, statements, path),
  ),
]

const byArn = new Map(awsManagedPolicies.map((policy) => [policy.arn, policy]))
