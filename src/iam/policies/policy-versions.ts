import { all, first, type Work } from '../../database/statement.ts'
import type { PolicyVersion } from '../../generated/iam.ts'
import { encodeDocument } from '../encode-document.ts'
import { noSuchVersion } from '../errors.ts'
import { findAwsManagedPolicy } from './aws-managed-policies.ts'
import { type CustomerPolicy, requireCustomerPolicy } from './find-policy.ts'
import { parseVersionId, versionId } from './managed-policy.ts'
import { selectPolicyVersion, selectPolicyVersions } from './policies.table.ts'

/** A version of a managed policy. Of AWS's own there is the one that counts. */
export interface Version {
  readonly number: number
  readonly isDefault: boolean
  readonly createdAt: number | undefined
  readonly document: string
}

/** The newest first. */
export function* readVersions(account: string, arn: string): Work<readonly Version[]> {
  const ofAws = findAwsManagedPolicy(arn)
  if (ofAws !== undefined) {
    return [{ number: ofAws.defaultVersion, isDefault: true, createdAt: undefined, document: ofAws.document }]
  }
  return yield* readVersionsOf(yield* requireCustomerPolicy(account, arn))
}

export function* readVersionsOf(policy: CustomerPolicy): Work<readonly Version[]> {
  const rows = yield* all(selectPolicyVersions, { policyId: policy.id })
  return rows.map(({ number, created_at: createdAt, document }) => ({
    number,
    isDefault: number === policy.default_version,
    createdAt,
    document,
  }))
}

/** The number of a version that the policy has. */
export function* requireVersion({ id: policyId }: CustomerPolicy, arn: string, version: string): Work<number> {
  const number = parseVersionId(version)
  const found = number === undefined ? undefined : yield* first(selectPolicyVersion, { policyId, number })
  if (found === undefined) throw noSuchVersion(arn, version)
  return found.number
}

/** As lists show it: without the document. */
export const describeVersion = ({ number, isDefault, createdAt }: Version): PolicyVersion => ({
  VersionId: versionId(number),
  IsDefaultVersion: isDefault,
  CreateDate: createdAt,
})

export const describeWholeVersion = (version: Version): PolicyVersion => ({
  ...describeVersion(version),
  Document: encodeDocument(version.document),
})
