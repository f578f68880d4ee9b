import { repository } from './registry.ts'

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const maxManagedPolicyCharacters = 6_144
/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_SetRepositoryPolicy.html */
const maxRepositoryPolicyCharacters = 10_240

/** As many managed policies as a user may have. */
export const managedPolicyCount = 10

/**
 * A document as large as IAM takes. All its statements speak of reading images, so each is looked at: of every two one
 * is about another repository, and one has a condition that doesn't hold. The last one allows.
 */
export function managedPolicy(number: number): string {
  const statement = (index: number): object =>
    index % 2 === 0
      ? {
          Effect: 'Allow',
          Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
          Resource: `arn:aws:ecr:*:*:repository/team-${number}/service-${index}-*`,
        }
      : {
          Effect: 'Deny',
          Action: 'ecr:*',
          Resource: `arn:aws:ecr:*:*:repository/${repository}`,
          Condition: { IpAddress: { 'aws:SourceIp': `10.${number}.${index}.0/24` } },
        }
  return filled(maxManagedPolicyCharacters, statement, { Effect: 'Allow', Action: 'ecr:*', Resource: '*' })
}

/** One that denies other networks, as large as ECR takes; the account's own policies say who may. */
export function repositoryPolicy(): string {
  const statement = (index: number): object => ({
    Effect: 'Deny',
    Principal: '*',
    Action: ['ecr:BatchGetImage', 'ecr:PutImage'],
    Condition: { IpAddress: { 'aws:SourceIp': `10.100.${index}.0/24` } },
  })
  return filled(maxRepositoryPolicyCharacters, statement, statement(200))
}

function filled(maxCharacters: number, statement: (index: number) => object, last: object): string {
  const documentOf = (statements: readonly object[]): string =>
    JSON.stringify({ Version: '2012-10-17', Statement: [...statements, last] })
  const statements: object[] = []
  for (;;) {
    const next = [...statements, statement(statements.length)]
    if (documentOf(next).length > maxCharacters) return documentOf(statements)
    statements.push(statement(statements.length))
  }
}
