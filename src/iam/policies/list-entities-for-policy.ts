import type { EntityType, ListEntitiesForPolicyRequest } from '../../generated/iam.ts'
import { iamOperation } from '../../request/operation.ts'
import type { Identity, IdentityKind } from '../find-identity.ts'
import { pathRange, readPage } from '../pages.ts'
import { selectIdentitiesWithPolicy } from '../attachments/attachments.table.ts'
import { requireManagedPolicy } from './managed-policy.ts'
import { onPolicy } from './policy-access.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListEntitiesForPolicy.html */
export const listEntitiesForPolicy = iamOperation({
  name: 'ListEntitiesForPolicy',
  effect: 'reads',
  access: onPolicy('iam:ListEntitiesForPolicy'),
  async run(ctx, input, { caller: { account } }) {
    const { PolicyArn: policyArn, EntityFilter: entity, PathPrefix: path, PolicyUsageFilter: usage } = input
    const filter = {
      account,
      policyArn,
      kinds: kindsOf(input),
      asPolicy: usage !== 'PermissionsBoundary',
      asBoundary: usage !== 'PermissionsPolicy',
      ...pathRange(path),
    }
    const { rows, paging } = await readPage(ctx, input, {
      list: `iam entities ${account} ${JSON.stringify([policyArn, entity, path, usage])}`,
      start: '',
      *rowsAfter(after, limit) {
        yield* requireManagedPolicy(account, policyArn)
        return filter.kinds.length === 0 ? [] : yield* selectIdentitiesWithPolicy({ ...filter, after, limit })
      },
      positionOf: ({ id }: Identity) => id,
    })
    const of = (kind: IdentityKind) => rows.filter((identity) => identity.kind === kind)
    return {
      PolicyGroups: of('group').map(({ name, id }) => ({ GroupName: name, GroupId: id })),
      PolicyUsers: of('user').map(({ name, id }) => ({ UserName: name, UserId: id })),
      PolicyRoles: of('role').map(({ name, id }) => ({ RoleName: name, RoleId: id })),
      ...paging,
    }
  },
})

const kinds: Readonly<Record<EntityType, readonly IdentityKind[]>> = {
  User: ['user'],
  Group: ['group'],
  Role: ['role'],
  // Policies have no policies.
  LocalManagedPolicy: [],
  AWSManagedPolicy: [],
}

const kindsOf = ({ EntityFilter: entity }: ListEntitiesForPolicyRequest): readonly IdentityKind[] =>
  entity === undefined ? ['user', 'group', 'role'] : kinds[entity]
