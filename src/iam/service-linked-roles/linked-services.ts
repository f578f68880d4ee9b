/**
 * The services that have roles of their own here, and which: those of Amazon ECR.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/using-service-linked-roles.html
 */
export interface LinkedService {
  readonly service: string
  readonly roleName: string
  /** Of `iam/policies/aws-managed-policies.ts`. */
  readonly policyArn: string
  readonly description: string
}

const ofPolicy = (name: string): string => `arn:aws:iam::aws:policy/aws-service-role/${name}`

const linkedServices: readonly LinkedService[] = [
  {
    service: 'replication.ecr.amazonaws.com',
    roleName: 'AWSServiceRoleForECRReplication',
    policyArn: ofPolicy('ECRReplicationServiceRolePolicy'),
    description: 'Replicates images.',
  },
  {
    service: 'pullthroughcache.ecr.amazonaws.com',
    roleName: 'AWSServiceRoleForECRPullThroughCache',
    policyArn: ofPolicy('AWSECRPullThroughCache_ServiceRolePolicy'),
    description: 'Fills pull through caches.',
  },
  {
    service: 'ecr.amazonaws.com',
    roleName: 'AWSServiceRoleForECRTemplate',
    policyArn: ofPolicy('ECRTemplateServiceRolePolicy'),
    description: 'Makes repositories from templates.',
  },
]

/** The case of a service's name counts. */
export function findLinkedService(service: string): LinkedService | undefined {
  return linkedServices.find((each) => each.service === service)
}
