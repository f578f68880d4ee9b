import { otherLinkedRoles } from './other-linked-services.ts'

/**
 * The services that have roles of their own here, and which: those of Amazon ECR, and others that tools create by name.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/using-service-linked-roles.html
 */
export interface LinkedService {
  readonly service: string
  readonly roleName: string
  /** Of `iam/policies/aws-managed-policies.ts`; undefined of services that do nothing here. */
  readonly policyArn?: string
  readonly description: string
  /** One account may have several roles for it, told apart by a suffix. */
  readonly takesSuffix?: boolean
}

const ofPolicy = (name: string): string => `arn:aws:iam::aws:policy/aws-service-role/${name}`

const ofEcr: readonly LinkedService[] = [
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

const ofOthers = Object.entries(otherLinkedRoles).map(
  ([name, [roleName, description = '']]): LinkedService => ({
    service: `${name}.amazonaws.com`,
    roleName,
    description,
    takesSuffix: name === 'autoscaling',
  }),
)

const linkedServices: readonly LinkedService[] = [...ofEcr, ...ofOthers]

/** The case of a service's name counts. */
export function findLinkedService(service: string): LinkedService | undefined {
  return linkedServices.find((each) => each.service === service)
}
