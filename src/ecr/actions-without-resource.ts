/**
 * What concerns a registry as a whole: a statement about it counts only if its Resource is `*`. GetAuthorizationToken is the one
 * that everybody meets.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html
 */
export const actionsWithoutResource: readonly string[] = [
  'CreatePullThroughCacheRule',
  'CreateRepositoryCreationTemplate',
  'DeletePullThroughCacheRule',
  'DeleteRegistryPolicy',
  'DeleteRepositoryCreationTemplate',
  'DeleteSigningConfiguration',
  'DeregisterPullTimeUpdateExclusion',
  'DescribePullThroughCacheRules',
  'DescribeRegistry',
  'DescribeReplicationBackfillResults',
  'DescribeRepositoryCreationTemplates',
  'GetAccountSetting',
  'GetAuthorizationToken',
  'GetRegistryPolicy',
  'GetRegistryScanningConfiguration',
  'GetSigningConfiguration',
  'ListPullTimeUpdateExclusions',
  'ListReplicationBackfills',
  'PutAccountSetting',
  'PutRegistryPolicy',
  'PutRegistryScanningConfiguration',
  'PutReplicationConfiguration',
  'PutSigningConfiguration',
  'RegisterPullTimeUpdateExclusion',
  'StartReplicationBackfill',
  'StopReplicationBackfill',
  'UpdatePullThroughCacheRule',
  'UpdateRepositoryCreationTemplate',
  'ValidatePullThroughCacheRule',
].map((name) => `ecr:${name}`)
