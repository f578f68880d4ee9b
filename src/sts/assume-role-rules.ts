import { requestTags } from '../request/request-tags.ts'
import type { AssumeRoleRequest } from '../generated/sts.ts'
import type { Access } from '../request/operation.ts'
import { parseArn } from '../standards/arn/arn.ts'
import { invalidArn, invalidRoleArn } from './errors.ts'
import type { SessionTag } from './session-limits.ts'

/** What of the new session its caller must have been allowed to set. */
export interface NewSession {
  readonly tags: readonly SessionTag[]
  readonly sourceIdentity: string | null
}

/**
 * Tags and a source identity take rights of their own, also when they are handed on by the calling session.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html
 */
export function neededToAssume(input: AssumeRoleRequest, { tags, sourceIdentity }: NewSession): readonly Access[] {
  const context = contextOf(input, sourceIdentity)
  const on = (action: string): Access => ({ action, resource: input.RoleArn, context })
  return [
    on('sts:AssumeRole'),
    ...(tags.length > 0 ? [on('sts:TagSession')] : []),
    ...(sourceIdentity === null ? [] : [on('sts:SetSourceIdentity')]),
  ]
}

function contextOf(input: AssumeRoleRequest, sourceIdentity: string | null): NonNullable<Access['context']> {
  return {
    'sts:rolesessionname': [input.RoleSessionName],
    ...(input.ExternalId === undefined ? {} : { 'sts:externalid': [input.ExternalId] }),
    ...(sourceIdentity === null ? {} : { 'sts:sourceidentity': [sourceIdentity] }),
    ...(input.Tags === undefined ? {} : requestTags(input.Tags)),
    ...(input.TransitiveTagKeys === undefined ? {} : { 'sts:transitivetagkeys': input.TransitiveTagKeys }),
  }
}

export function requireRoleArn(text: string): void {
  const arn = parseArn(text)
  if (arn === undefined) throw invalidArn(text)
  if (arn.service !== 'iam' || !/^role\/[^/]/.test(arn.resource)) throw invalidRoleArn()
}
