import type { Context } from '../../request/context.ts'
import type { RepositoryKey } from '../../standards/arn/registry-key.ts'

/**
 * The token in a download URL: what may be downloaded, on whose behalf, until when. Sealed, so it can neither be read nor
 * changed; whether the principal may still do it is decided again at each use.
 */
export interface Download {
  readonly accessKeyId: string
  readonly repository: RepositoryKey
  readonly repositoryId: number
  readonly digest: string
  readonly expiresAt: number
}

/** As ECR’s own URLs have it (X-Amz-Expires=3600), which are presigned: the system clock says when it is over. */
export const downloadLifetimeMs = 60 * 60 * 1000

/** Which members a token has: one of another form, from before an upgrade, can't be opened. */
const form = '2'

export function sealDownload(ctx: Context, download: Download): string {
  return ctx.keys.seal('download-url', form, Buffer.from(JSON.stringify(download))).toString('base64url')
}

/** Undefined for a token that isn't ours. One that has expired is returned: the caller decides by the clock. */
export function openDownload(ctx: Context, token: string): Download | undefined {
  const plain = ctx.keys.open('download-url', form, Buffer.from(token, 'base64url'))
  return plain === undefined ? undefined : (JSON.parse(plain.toString()) as Download)
}
