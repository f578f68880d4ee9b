import type { Row } from '../../database/schema.ts'

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns */
export function instanceProfileArn({
  account,
  path,
  name,
}: Pick<Row<'instance_profile'>, 'account' | 'path' | 'name'>): string {
  return `arn:aws:iam::${account}:instance-profile${path}${name}`
}
