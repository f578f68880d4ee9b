import { hash } from 'node:crypto'
import type { Context } from '../request/context.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import { createBoundedMap } from '../platform/bounded-map.ts'
import { expiredRegistryToken } from '../errors.ts'
import type { IdentifiedCaller } from '../request/caller.ts'
import type { Approach } from './foreign-request.ts'
import { findCaller, isExpired } from './principals.ts'

/** Says whose the credentials of a `/v2/` request are; undefined when there are none, or none that are known. */
export type AuthenticateToken = (
  authorization: string | undefined,
  approach: Approach,
) => Promise<IdentifiedCaller | undefined>

/** What a registry's token says: whose it is, by the access key, and until when it counts. */
export interface RegistryToken {
  readonly accessKeyId: string
  readonly expiresAt: number
}

/** Undefined for a password that is no token. */
export type OpenToken = (keys: KeyRing, password: string) => RegistryToken | undefined

/** Opening a token costs 100 µs, looking it up here 3: docker asks five times a second with the same one. */
const maxOpenedTokens = 10_000

/**
 * `/v2/` takes the token of GetAuthorizationToken as Basic, with the user name AWS, and as Bearer.
 * A token that has expired is told so (403), everything else that doesn't fit is no token at all (401).
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html
 */
export function createTokenAuthentication(
  ctx: Pick<Context, 'keys' | 'database' | 'clock' | 'settings'>,
  openToken: OpenToken,
): AuthenticateToken {
  const opened = createBoundedMap<string, RegistryToken>(maxOpenedTokens)

  const open = (password: string): RegistryToken | undefined => {
    // By its hash, so that no token lies about in memory.
    const name = hash('sha256', password, 'base64')
    const known = opened.get(name)
    if (known !== undefined) return known
    const token = openToken(ctx.keys, password)
    if (token === undefined) return undefined
    opened.set(name, token)
    return token
  }

  return async (authorization, approach) => {
    const password = passwordOf(authorization)
    const token = password === undefined ? undefined : open(password)
    if (token === undefined) return undefined
    if (token.expiresAt <= ctx.clock.now()) throw expiredRegistryToken()
    const caller = await findCaller(ctx, token.accessKeyId, approach)
    if (caller !== undefined && isExpired(caller, ctx.clock.now())) throw expiredRegistryToken()
    return caller
  }
}

const maxHeaderLength = 8_192

function passwordOf(authorization: string | undefined): string | undefined {
  if (authorization === undefined || authorization.length > maxHeaderLength) return undefined
  const [scheme = '', credentials = ''] = authorization.split(' ', 2)
  switch (scheme.toLowerCase()) {
    case 'basic':
      return basicPassword(credentials)
    case 'bearer':
      // The token as GetAuthorizationToken gives it has the user name in front; its password alone will do, too.
      return basicPassword(credentials) ?? credentials
    default:
      return undefined
  }
}

/** RFC 7617; ECR knows one user name. */
function basicPassword(credentials: string): string | undefined {
  const decoded = Buffer.from(credentials, 'base64').toString()
  return decoded.startsWith('AWS:') ? decoded.slice('AWS:'.length) : undefined
}
