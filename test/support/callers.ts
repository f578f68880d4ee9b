import { callerOfKey } from '../../src/auth/caller-rules.ts'
import type { Scope } from '../../src/request/operation.ts'
import type { IdentifiedCaller } from '../../src/request/caller.ts'
import { registryKinds } from '../../src/standards/arn/registry-key.ts'

/** The root of an account, as a server would know it by its access key. */
export function rootOf(account: string, accessKeyId = 'AKIAIOSFODNN7EXAMPLE'): IdentifiedCaller {
  return callerOfKey({ id: accessKeyId, account, user_id: null, name: null, path: null, auth_epoch: 0 })
}

/** A request through `/v2/` from this machine, unless told otherwise. */
export function scopeOf(caller: IdentifiedCaller, region: string, others: Partial<Scope> = {}): Scope {
  const client = { sourceIp: '127.0.0.1', isSecure: false, userAgent: undefined, referer: undefined }
  const registry = { kind: registryKinds.ecr, account: caller.account, region }
  return { registry, caller, door: 'oci', requestId: 'test', client, ...others }
}
