import type { Group } from '../../generated/iam.ts'
import type { Identity } from '../find-identity.ts'
import { identityArn } from '../identity-arn.ts'

export function describeGroup(group: Identity): Group {
  return {
    Path: group.path,
    GroupName: group.name,
    GroupId: group.id,
    Arn: identityArn(group),
    CreateDate: group.created_at,
  }
}
