import type { IamOperations } from '../../src/generated/iam.ts'
import { iamOperations } from '../../src/iam/operations.ts'
import { isImplemented } from '../../src/request/operation.ts'
import { rootOf, scopeOf } from './callers.ts'
import { iamPolicyRequests } from './iam-policy-requests.ts'
import { iamInstanceProfileRequests } from './iam-instance-profile-requests.ts'
import { iamRequestsOfAbsent } from './iam-requests-of-absent.ts'
import { iamRequestsNotBuilt } from './iam-requests-not-built.ts'
import { account, iamRequests } from './iam-requests.ts'
import type { Rights } from './rights.ts'

/** Every operation of IAM, and what its caller needs. */

const requests = {
  ...iamRequests,
  ...iamPolicyRequests,
  ...iamInstanceProfileRequests,
  ...iamRequestsOfAbsent,
}
const names = Object.keys(iamOperations) as (keyof IamOperations)[]
const isBuilt = (name: keyof IamOperations): boolean => isImplemented(iamOperations[name])

export const builtOfIam = names.filter(isBuilt)
export const requestedOfIam = Object.keys(requests)

export const iamScope = scopeOf(rootOf(account), 'us-east-1', { door: 'api' })

export const iamRights: readonly (Rights & { readonly label: keyof IamOperations })[] = names.map((label) => {
  const { input, found, needed } = requests[label] ?? {
    input: iamRequestsNotBuilt[label],
    needed: [{ action: `iam:${label}`, resource: '*' }],
  }
  return { label, operation: iamOperations[label], input, found, scope: iamScope, needed }
})
