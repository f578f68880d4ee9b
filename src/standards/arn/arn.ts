/**
 * Amazon Resource Names. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 *
 *     arn:aws:ecr:eu-west-1:123456789012:repository/team/app
 *         │   │   │         │            └ resource: all that is left, colons included
 *         │   │   │         └ account: empty for what belongs to none
 *         │   │   └ region: empty for global services
 *         │   └ service
 *         └ partition
 *
 * The parts may hold wildcards: policies write patterns in the form of names. What a part may be is its service's matter.
 */
export interface Arn {
  readonly partition: string
  readonly service: string
  readonly region: string
  readonly account: string
  readonly resource: string
}

/** Undefined for what is not an ARN. */
export function parseArn(text: string): Arn | undefined {
  if (text.length > maxLength) return undefined
  const match = arnRegex.exec(text)
  if (match === null) return undefined
  const [, partition = '', service = '', region = '', account = '', resource = ''] = match
  return { partition, service, region, account, resource }
}

export function printArn({ partition, service, region, account, resource }: Arn): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`
}

/** Printable ASCII without blanks, as in all names that IAM and ECR give. `[!-9;-~]` leaves the colon out. */
const arnRegex = /^arn:([!-9;-~]+):([!-9;-~]+):([!-9;-~]*):([!-9;-~]*):([!-~]+)$/

/** `arnType` of IAM's service model. */
const maxLength = 2048
