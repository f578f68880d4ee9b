import { allow, allowAll, of, type PolicyOfAws } from './managed-statement.ts'

/**
 * AWS's policies for tasks, nodes and functions: tools attach them by name to the roles of what pulls images. Only the one
 * of ECS says anything about ECR; the others are whole, and allow nothing here.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */

const ofServiceRole = '/service-role/'

const worksNodes = [
  ...of('ec2', [
    'DescribeInstances',
    'DescribeInstanceTypes',
    'DescribeRouteTables',
    'DescribeSecurityGroups',
    'DescribeSubnets',
    'DescribeVolumes',
    'DescribeVolumesModifications',
    'DescribeVpcs',
  ]),
  'eks:DescribeCluster',
  'eks-auth:AssumeRoleForPodIdentity',
]

const givesAddresses = of('ec2', [
  'AssignPrivateIpAddresses',
  'AttachNetworkInterface',
  'CreateNetworkInterface',
  'DeleteNetworkInterface',
  'DescribeInstances',
  'DescribeTags',
  'DescribeNetworkInterfaces',
  'DescribeInstanceTypes',
  'DescribeSubnets',
  'DetachNetworkInterface',
  'ModifyNetworkInterfaceAttribute',
  'UnassignPrivateIpAddresses',
])

const managesInstances = of('ssm', [
  'DescribeAssociation',
  'GetDeployablePatchSnapshotForInstance',
  'GetDocument',
  'DescribeDocument',
  'GetManifest',
  'GetParameter',
  'GetParameters',
  'ListAssociations',
  'ListInstanceAssociations',
  'PutInventory',
  'PutComplianceItems',
  'PutConfigurePackageResult',
  'UpdateAssociationStatus',
  'UpdateInstanceAssociationStatus',
  'UpdateInstanceInformation',
])

const reportsMetrics = [
  'cloudwatch:PutMetricData',
  ...of('ec2', ['DescribeVolumes', 'DescribeTags']),
  ...of('logs', [
    'PutLogEvents',
    'PutRetentionPolicy',
    'DescribeLogStreams',
    'DescribeLogGroups',
    'CreateLogStream',
    'CreateLogGroup',
  ]),
  ...of('xray', [
    'PutTraceSegments',
    'PutTelemetryRecords',
    'GetSamplingRules',
    'GetSamplingTargets',
    'GetSamplingStatisticSummaries',
  ]),
]

export const policiesForMachines: readonly PolicyOfAws[] = [
  {
    name: 'AmazonECSTaskExecutionRolePolicy',
    path: ofServiceRole,
    version: 1,
    description: 'Provides access to other AWS service resources that are required to run Amazon ECS tasks',
    statements: [
      allowAll([
        ...of('ecr', [
          'GetAuthorizationToken',
          'BatchCheckLayerAvailability',
          'GetDownloadUrlForLayer',
          'BatchGetImage',
        ]),
        ...of('logs', ['CreateLogStream', 'PutLogEvents']),
      ]),
    ],
  },
  {
    name: 'AmazonEKSWorkerNodePolicy',
    version: 3,
    description: 'This policy allows Amazon EKS worker nodes to connect to Amazon EKS Clusters.',
    statements: [{ Sid: 'WorkerNodePermissions', ...allowAll(worksNodes) }],
  },
  {
    name: 'AmazonEKS_CNI_Policy',
    version: 5,
    description:
      'This policy provides the Amazon VPC CNI Plugin the permissions it requires to modify the IP address configuration on your EKS worker nodes.',
    statements: [
      { Sid: 'AmazonEKSCNIPolicy', ...allowAll(givesAddresses) },
      {
        Sid: 'AmazonEKSCNIPolicyENITag',
        Effect: 'Allow',
        Action: ['ec2:CreateTags'],
        Resource: 'arn:aws:ec2:*:*:network-interface/*',
      },
    ],
  },
  {
    name: 'AmazonSSMManagedInstanceCore',
    version: 2,
    description: 'The policy for Amazon EC2 Role to enable AWS Systems Manager service core functionality.',
    statements: [
      allowAll(managesInstances),
      allow('ssmmessages', ['CreateControlChannel', 'CreateDataChannel', 'OpenControlChannel', 'OpenDataChannel']),
      allow('ec2messages', [
        'AcknowledgeMessage',
        'DeleteMessage',
        'FailMessage',
        'GetEndpoint',
        'GetMessages',
        'SendReply',
      ]),
    ],
  },
  {
    name: 'CloudWatchAgentServerPolicy',
    version: 3,
    description: 'Permissions required to use AmazonCloudWatchAgent on servers',
    statements: [
      { Sid: 'CWACloudWatchServerPermissions', ...allowAll(reportsMetrics) },
      {
        Sid: 'CWASSMServerPermissions',
        Effect: 'Allow',
        Action: ['ssm:GetParameter'],
        Resource: 'arn:aws:ssm:*:*:parameter/AmazonCloudWatch-*',
      },
    ],
  },
  {
    name: 'AWSLambdaBasicExecutionRole',
    path: ofServiceRole,
    version: 1,
    description: 'Provides write permissions to CloudWatch Logs.',
    statements: [allow('logs', ['CreateLogGroup', 'CreateLogStream', 'PutLogEvents'])],
  },
]
