import { run } from '../../database/statement.ts'
import { iamOperation } from '../../request/operation.ts'
import { addIdentity } from '../add-identity.ts'
import { changeAccount } from '../change-account.ts'
import { customSuffixForbidden, serviceRoleTaken, unknownLinkedService } from '../errors.ts'
import { findIdentity } from '../find-identity.ts'
import { identityArn } from '../identity-arn.ts'
import { insertAttachedPolicy } from '../attachments/attachments.table.ts'
import { describeRole } from '../roles/describe-role.ts'
import { servicesPath } from '../roles/role-rules.ts'
import { findLinkedService, type LinkedService } from './linked-services.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceLinkedRole.html */
export const createServiceLinkedRole = iamOperation({
  name: 'CreateServiceLinkedRole',
  effect: 'changes',
  access({ AWSServiceName: service, CustomSuffix: suffix }, { caller: { account } }) {
    const linked = findLinkedService(service)
    const name = linked === undefined ? '*' : roleNameOf(linked, suffix)
    const resource = identityArn({ account, kind: 'role', path: pathOf(service), name })
    return [{ action: 'iam:CreateServiceLinkedRole', resource, context: { 'iam:awsservicename': [service] } }]
  },
  async run(ctx, input, { caller: { account } }) {
    const linked = findLinkedService(input.AWSServiceName)
    if (linked === undefined) throw unknownLinkedService(input.AWSServiceName)
    const { CustomSuffix: suffix } = input
    if (suffix !== undefined && linked.takesSuffix !== true) throw customSuffixForbidden(linked.service)
    const Role = await changeAccount(ctx, account, function* () {
      const { service, policyArn } = linked
      const name = roleNameOf(linked, suffix)
      if ((yield* findIdentity(account, 'role', name)) !== undefined) throw serviceRoleTaken(name)
      const description = input.Description ?? linked.description
      const role = yield* addIdentity(ctx, account, {
        kind: 'role',
        name,
        path: pathOf(service),
        role: { ...roleOf(linked), description },
      })
      if (policyArn !== undefined) {
        yield* run(insertAttachedPolicy, { identity_id: role.id, policy_arn: policyArn, policy_id: null })
      }
      return yield* describeRole(role)
    })
    return { Role }
  },
})

const pathOf = (service: string): string => `${servicesPath}${service}/`

const roleNameOf = ({ roleName }: LinkedService, suffix: string | undefined): string =>
  suffix === undefined ? roleName : `${roleName}_${suffix}`

const roleOf = ({ service }: LinkedService) => ({
  trust_policy: JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
  }),
  trust_principals: '{}',
  max_session_seconds: 3_600,
  service,
})
