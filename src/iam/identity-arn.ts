import type { Row } from '../database/schema.ts'

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns */
export function identityArn({
  account,
  kind,
  path,
  name,
}: Pick<Row<'identity'>, 'account' | 'kind' | 'path' | 'name'>): string {
  return `arn:aws:iam::${account}:${kind}${path}${name}`
}
