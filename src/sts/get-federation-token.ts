import { requestTags } from '../request/request-tags.ts'
import { stsOperation } from '../request/operation.ts'
import { userSessionSeconds } from './duration-rules.ts'
import { openUserSession } from './open-user-session.ts'
import { requireSessionRoom } from './session-room.ts'
import { findSessionPolicies } from './session-policies.ts'
import { packedPolicySize } from './session-policy-rules.ts'
import { noTransitiveTags, sessionTags } from './session-tag-rules.ts'

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html */
export const getFederationToken = stsOperation({
  name: 'GetFederationToken',
  effect: 'changes',
  access({ Name, Tags = [] }, { caller }) {
    const resource = arnOf(caller.account, Name)
    const context = requestTags(Tags)
    if (Tags.length === 0) return [{ action: 'sts:GetFederationToken', resource }]
    return ['sts:GetFederationToken', 'sts:TagSession'].map((action) => ({ action, resource, context }))
  },
  async run(ctx, input, { caller }) {
    const { account, principal } = caller
    const { Name: name, Tags = [] } = input
    const tags = sessionTags(Tags, [], noTransitiveTags)
    const durationSeconds = userSessionSeconds(input.DurationSeconds, principal.kind === 'root')
    await requireSessionRoom(ctx, caller)
    return ctx.database.change(function* () {
      const policies = yield* findSessionPolicies(input, account)
      const PackedPolicySize = packedPolicySize(policies, tags)
      const draft = { kind: 'federated', name, policies, tags, durationSeconds } as const
      const Credentials = yield* openUserSession(ctx, caller, draft)
      const FederatedUser = { FederatedUserId: `${account}:${name}`, Arn: arnOf(account, name) }
      return { Credentials, FederatedUser, PackedPolicySize }
    })
  },
})

const arnOf = (account: string, name: string): string => `arn:aws:sts::${account}:federated-user/${name}`
