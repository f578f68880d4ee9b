import { isIdentified } from '../request/caller.ts'
import { type Compile, type PolicySource, unknownResource } from '../request/policy-source.ts'
import { asksTrust, readTrust } from './roles/role-trust.ts'
import { readIamTags } from './tagging/iam-tags.ts'

/** Roles trust callers by a policy; users, roles, policies and instance profiles have tags. */
export function createIamPolicySource(compile: Compile): PolicySource {
  return {
    service: 'iam',
    *readResource({ caller, action, place }, arn) {
      return {
        // AWS's own policies are in every account.
        ...unknownResource(arn.account === 'aws' && isIdentified(caller) ? caller.account : arn.account),
        policies: asksTrust(action, place) ? [yield* readTrust(compile, place)] : [],
        tags: yield* readIamTags(place),
      }
    },
  }
}
