/** A service that this server answers for: AWS's, and ecrd's own. */
interface ServedService {
  /** As AWS's command line and LocalStack call it. */
  readonly name: string
  /** As a `services` section of AWS's config file calls it: https://docs.aws.amazon.com/sdkref/latest/guide/ss-endpoints-table.html */
  readonly section: string
}

/** What is served, for those who need no more than names; services.ts has one entry for each. */
export const servedServices = [
  { name: 'ecr', section: 'ecr' },
  { name: 'ecrd', section: 'ecrd' },
  { name: 'iam', section: 'iam' },
  { name: 'resourcegroupstaggingapi', section: 'resource_groups_tagging_api' },
  { name: 'sts', section: 'sts' },
] as const satisfies readonly ServedService[]

export type ServiceName = (typeof servedServices)[number]['name']
