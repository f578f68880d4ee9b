/** A service of AWS's that this server answers for. */
export interface ServedService {
  /** As AWS's command line and LocalStack call it. */
  readonly name: string
  /** As a `services` section of AWS's config file calls it: https://docs.aws.amazon.com/sdkref/latest/guide/ss-endpoints-table.html */
  readonly section: string
}

/** What the doors serve, for those who ask which it is without asking the doors. A test compares the two. */
export const servedServices: readonly ServedService[] = [
  { name: 'ecr', section: 'ecr' },
  { name: 'iam', section: 'iam' },
  { name: 'resourcegroupstaggingapi', section: 'resource_groups_tagging_api' },
  { name: 'sts', section: 'sts' },
]
