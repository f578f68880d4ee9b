import type { AttachedPermissionsBoundary } from '../generated/iam.ts'
import type { Identity } from './find-identity.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachedPermissionsBoundary.html */
export function shownBoundary({ boundary_arn: arn }: Identity): AttachedPermissionsBoundary | undefined {
  return arn === null
    ? undefined
    : { PermissionsBoundaryType: 'PermissionsBoundaryPolicy', PermissionsBoundaryArn: arn }
}
