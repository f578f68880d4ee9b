/**
 * The well-known services of AWS that tools create a role for before they use them, with the names that the roles have there.
 * Only the service could use a role of these, and none of them is here.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html
 */
export const otherLinkedRoles: Readonly<Record<string, readonly [roleName: string, description?: string]>> = {
  'access-analyzer': ['AWSServiceRoleForAccessAnalyzer'],
  apprunner: ['AWSServiceRoleForAppRunner'],
  autoscaling: [
    'AWSServiceRoleForAutoScaling',
    'Default Service-Linked Role enables access to AWS Services and Resources used or managed by Auto Scaling',
  ],
  backup: ['AWSServiceRoleForBackup'],
  batch: ['AWSServiceRoleForBatch'],
  cloudtrail: ['AWSServiceRoleForCloudTrail'],
  config: ['AWSServiceRoleForConfig'],
  ecs: ['AWSServiceRoleForECS', 'Role to enable Amazon ECS to manage your cluster.'],
  'ecs.application-autoscaling': ['AWSServiceRoleForApplicationAutoScaling_ECSService'],
  'eks-connector': ['AWSServiceRoleForAmazonEKSConnector'],
  'eks-fargate': ['AWSServiceRoleForAmazonEKSForFargate'],
  'eks-nodegroup': [
    'AWSServiceRoleForAmazonEKSNodegroup',
    'This policy allows Amazon EKS to create and manage Nodegroups',
  ],
  eks: ['AWSServiceRoleForAmazonEKS', 'Allows Amazon EKS to call AWS services on your behalf.'],
  elasticache: [
    'AWSServiceRoleForElastiCache',
    'This policy allows ElastiCache to manage AWS resources on your behalf as necessary for managing your cache.',
  ],
  elasticbeanstalk: ['AWSServiceRoleForElasticBeanstalk'],
  elasticfilesystem: ['AWSServiceRoleForAmazonElasticFileSystem'],
  elasticloadbalancing: ['AWSServiceRoleForElasticLoadBalancing', 'Allows ELB to call AWS services on your behalf.'],
  es: ['AWSServiceRoleForAmazonElasticsearchService'],
  fis: ['AWSServiceRoleForFIS'],
  guardduty: ['AWSServiceRoleForAmazonGuardDuty'],
  inspector2: ['AWSServiceRoleForAmazonInspector2'],
  kafka: ['AWSServiceRoleForKafka'],
  macie: ['AWSServiceRoleForAmazonMacie'],
  opensearchservice: ['AWSServiceRoleForAmazonOpenSearchService'],
  organizations: ['AWSServiceRoleForOrganizations'],
  ram: ['AWSServiceRoleForResourceAccessManager'],
  rds: ['AWSServiceRoleForRDS', 'Allows Amazon RDS to manage AWS resources on your behalf'],
  'replicator.lambda': ['AWSServiceRoleForLambdaReplicator'],
  securityhub: ['AWSServiceRoleForSecurityHub'],
  spot: ['AWSServiceRoleForEC2Spot', 'Default EC2 Spot Service Linked Role'],
  spotfleet: ['AWSServiceRoleForEC2SpotFleet', 'Default EC2 Spot Fleet Service Linked Role'],
  ssm: ['AWSServiceRoleForAmazonSSM', 'Provides access to AWS Resources managed or used by Amazon SSM.'],
  sso: ['AWSServiceRoleForSSO'],
  support: [
    'AWSServiceRoleForSupport',
    'Enables resource access for AWS to provide billing, administrative and support services',
  ],
  transitgateway: ['AWSServiceRoleForVPCTransitGateway'],
  trustedadvisor: [
    'AWSServiceRoleForTrustedAdvisor',
    'Access for the AWS Trusted Advisor Service to help reduce cost, increase performance, and improve security of your AWS environment.',
  ],
}
