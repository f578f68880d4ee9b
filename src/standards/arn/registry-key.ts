/**
 * What names a registry of ECR. Every account has a private one in each region; a public one belongs to another service of AWS's:
 *
 *     arn:aws:ecr:eu-west-1:123456789012:repository/team/app        private
 *     arn:aws:ecr-public::123456789012:repository/team/app          public: in no region
 *
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/security_iam_service-with-iam.html
 * https://docs.aws.amazon.com/AmazonECR/latest/public/security_iam_service-with-iam.html
 */
export interface RegistryKey {
  readonly kind: RegistryKind
  readonly account: string
  readonly region: string
}

/** What names a repository. */
export interface RepositoryKey extends RegistryKey {
  readonly name: string
}

export type RegistryKind = 'private' | 'public'

/** The kinds of registry, by the services that have them. This is the only place that names a kind. */
export const registryKinds = { ecr: 'private', 'ecr-public': 'public' } as const satisfies Record<string, RegistryKind>

/** `repositoryName` may be a pattern, as in policies. */
export function repositoryArn(registry: RegistryKey, repositoryName: string): string {
  return `${arnBeginning(registry)}:repository/${repositoryName}`
}

/** Stands for a registry as a whole. */
export function registryArn(registry: RegistryKey): string {
  return `${arnBeginning(registry)}:registry`
}

function arnBeginning({ kind, account, region }: RegistryKey): string {
  switch (kind) {
    case 'private':
      return `arn:aws:ecr:${region}:${account}`
    case 'public':
      return `arn:aws:ecr-public::${account}`
  }
}
