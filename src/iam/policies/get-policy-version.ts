import { iamOperation } from '../../request/operation.ts'
import { noSuchVersion } from '../errors.ts'
import { parseVersionId } from './managed-policy.ts'
import { onPolicy } from './policy-access.ts'
import { describeWholeVersion, readVersions } from './policy-versions.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html */
export const getPolicyVersion = iamOperation({
  name: 'GetPolicyVersion',
  effect: 'reads',
  access: onPolicy('iam:GetPolicyVersion'),
  async run(ctx, { PolicyArn: arn, VersionId: id }, { caller: { account } }) {
    const versions = await ctx.database.read(() => readVersions(account, arn))
    const version = versions.find(({ number }) => number === parseVersionId(id))
    if (version === undefined) throw noSuchVersion(arn, id)
    return { PolicyVersion: describeWholeVersion(version) }
  },
})
