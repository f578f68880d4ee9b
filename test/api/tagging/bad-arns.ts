/** What no tag can be attached to, for a caller in us-east-1. */
export const badArns: readonly string[] = [
  '',
  'nonsense',
  'team/app',
  'arn:aws:ecr:us-east-1:123456789012:team/app',
  'arn:aws:ecr:us-east-1:123456789012:repository/',
  'arn:aws:ecr:us-east-1:123456789012:repository/Team',
  'arn:aws:ecr:us-east-1:123456789012:repository/*',
  'arn:aws:ecr:us-east-1:1234:repository/team/app',
  'arn:aws:ecr:us-east-1::repository/team/app',
  'arn:aws:ecr:eu-west-1:123456789012:repository/team/app',
  'arn:aws-cn:ecr:us-east-1:123456789012:repository/team/app',
  'arn:aws:s3:us-east-1:123456789012:repository/team/app',
]
