import type { Work } from '../../database/statement.ts'
import type { Access, Scope } from '../../request/operation.ts'
import { findInstanceProfile, type InstanceProfile } from './find-instance-profile.ts'
import { instanceProfileArn } from './instance-profile-arn.ts'

/** How requests name a profile. */
interface NamesInstanceProfile {
  readonly InstanceProfileName: string
}

/**
 * What an operation on one profile needs: the path is a part of its ARN, so it is looked up first. Refusals call it as the
 * request does.
 */
export function onInstanceProfile(action: string) {
  return {
    facts: (input: NamesInstanceProfile, { caller }: Scope): Work<InstanceProfile | undefined> =>
      findInstanceProfile(caller.account, input.InstanceProfileName),
    access(
      { InstanceProfileName: name }: NamesInstanceProfile,
      { caller: { account } }: Scope,
      found: InstanceProfile | undefined,
    ): readonly Access[] {
      const resource = instanceProfileArn(found ?? { account, path: '/', name })
      return [{ action, resource, shownAs: `instance profile ${name}` }]
    },
  }
}
