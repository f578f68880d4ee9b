import { deflateRawSync } from 'node:zlib'
import { malformedDocument } from '../iam/errors.ts'
import { parsePolicy } from '../standards/iam-policy/parse-policy.ts'
import { malformedSentence } from '../standards/iam-policy/problem.ts'
import { packedPolicyTooLarge, packedTagsTooLarge } from './errors.ts'
import type { SessionPolicy, SessionTag } from './session-limits.ts'

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html: `PolicyArns` and `Policy` */
export const maxSessionPolicies = 10
export const maxPolicyLength = 2048

/**
 * STS packs policies and tags in a way of its own, with a limit of its own, and says how much of it is used. This is ours:
 * deflated JSON.
 */
const maxPackedBytes = 2048

/** The percentage that is used; undefined for a session without policies and tags. */
export function packedPolicySize(policies: readonly SessionPolicy[], tags: readonly SessionTag[]): number | undefined {
  if (policies.length === 0 && tags.length === 0) return undefined
  const packed = deflateRawSync(JSON.stringify([policies, tags.map(({ key, value }) => [key, value])]))
  const percent = Math.ceil((packed.length / maxPackedBytes) * 100)
  if (percent > 100) throw policies.length > 0 ? packedPolicyTooLarge(percent) : packedTagsTooLarge(percent)
  return percent
}

export function requireSessionPolicy(document: string): void {
  const policy = parsePolicy(document, 'session')
  if ('problems' in policy) throw malformedDocument(malformedSentence(policy))
}
