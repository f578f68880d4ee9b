import { allow, allowAll, of, type PolicyOfAws } from './managed-statement.ts'

/**
 * AWS's policies that are about more than ECR. What they say of the services that ecrd has is what AWS's say.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */

/** The two longest ones: thousands of actions, of which most are of services that aren't here. */
const abridged =
  'Left out are all services but ECR, ECR Public, EventBridge, IAM, KMS, Secrets Manager, STS and tagging.'

const readsEcrPublic = of('ecr-public', [
  'BatchCheckLayerAvailability',
  'DescribeImages',
  'DescribeImageTags',
  'DescribeRegistries',
  'DescribeRepositories',
  'GetAuthorizationToken',
  'GetRegistryCatalogData',
  'GetRepositoryCatalogData',
  'GetRepositoryPolicy',
  'ListTagsForResource',
])

const readsAll = [
  ...of('ecr', ['BatchCheck*', 'BatchGet*', 'Describe*', 'Get*', 'List*']),
  ...readsEcrPublic,
  ...of('events', ['Describe*', 'List*', 'Test*']),
  ...of('iam', ['Generate*', 'Get*', 'List*', 'Simulate*']),
  ...of('kms', ['Describe*', 'Get*', 'List*']),
  ...of('secretsmanager', ['Describe*', 'GetResourcePolicy', 'List*']),
  ...of('sts', ['GetAccessKeyInfo', 'GetCallerIdentity', 'GetSessionToken']),
  ...of('tag', ['DescribeReportCreation', 'Get*']),
]

const readsIam = [
  'GenerateCredentialReport',
  'GenerateServiceLastAccessedDetails',
  'Get*',
  'List*',
  'SimulateCustomPolicy',
  'SimulatePrincipalPolicy',
]

/** How things are set, and nothing of what is in them. */
const audits = [
  ...of('ecr', [
    'BatchGetRepositoryScanningConfiguration',
    'DescribeImages',
    'DescribeImageScanFindings',
    'DescribeRegistry',
    'DescribeRepositories',
    'GetLifecyclePolicy',
    'GetRegistryPolicy',
    'GetRegistryScanningConfiguration',
    'GetRepositoryPolicy',
    'ListImages',
    'ListTagsForResource',
  ]),
  ...of('ecr-public', ['DescribeImages', 'DescribeRepositories', 'GetRepositoryPolicy']),
  ...of('events', ['Describe*', 'List*', 'TestEventPattern']),
  ...of('iam', readsIam),
  ...of('kms', ['Describe*', 'Get*', 'List*']),
  ...of('secretsmanager', ['DescribeSecret', 'GetResourcePolicy', 'ListSecrets', 'ListSecretVersionIds']),
  ...of('sts', ['GetAccessKeyInfo']),
  ...of('tag', ['GetResources', 'GetTagKeys']),
]

/**
 * What PowerUserAccess leaves out: by AWS's wish, and what AWS doesn't have. Only who may do everything is meant to look after the
 * server, and to be told what policies say.
 */
const leftOut = ['iam:*', 'organizations:*', 'account:*', 'ecrd:*']

/** What PowerUserAccess gives back of the services that it leaves out. */
const givenBack = [
  ...of('account', ['GetAccountInformation', 'GetGovCloudAccountInformation', 'GetPrimaryEmail', 'ListRegions']),
  ...of('iam', ['CreateServiceLinkedRole', 'DeleteServiceLinkedRole', 'ListRoles']),
  ...of('organizations', ['DescribeEffectivePolicy', 'DescribeOrganization']),
]

const readsOrganization = of('organizations', [
  'DescribeAccount',
  'DescribeOrganization',
  'DescribeOrganizationalUnit',
  'DescribePolicy',
  'ListChildren',
  'ListParents',
  'ListPoliciesForTarget',
  'ListRoots',
  'ListPolicies',
  'ListTargetsForPolicy',
])

export const policiesForAllServices: readonly PolicyOfAws[] = [
  {
    name: 'AdministratorAccess',
    version: 1,
    description: 'Provides full access to AWS services and resources.',
    statements: [allowAll(['*'])],
  },
  {
    name: 'PowerUserAccess',
    version: 12,
    description:
      "Provides full access to AWS services and resources, but does not allow management of Users and groups. Left out are ecrd's own operations, too.",
    statements: [{ Effect: 'Allow', NotAction: leftOut, Resource: '*' }, allowAll(givenBack)],
  },
  {
    name: 'ReadOnlyAccess',
    version: 1,
    description: `Provides read-only access to AWS services and resources. ${abridged}`,
    statements: [allowAll(readsAll)],
  },
  {
    name: 'SecurityAudit',
    version: 1,
    description: `Grants access to read security configuration metadata, for software that audits an account. ${abridged}`,
    statements: [allowAll(audits)],
  },
  {
    name: 'IAMFullAccess',
    version: 2,
    description: 'Provides full access to IAM.',
    statements: [allowAll(['iam:*', ...readsOrganization])],
  },
  {
    name: 'IAMReadOnlyAccess',
    version: 4,
    description: 'Provides read only access to IAM.',
    statements: [allow('iam', readsIam)],
  },
]
