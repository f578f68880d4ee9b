import type { Settings } from '../context.ts'
import { isAccount } from '../standards/arn/account-and-region.ts'

/** What `ecrd env` gives out under `--dev`. */
export const devAccessKey = { accessKeyId: 'test', secretAccessKey: 'test' }

/**
 * Whose root an access key id stands for under `--dev`, whatever the secret: what test suites that were written for an
 * emulator sign with.
 *
 * - `test` (LocalStack's) and `testing` (moto's) are the default account.
 * - 12 digits are that account, which is made by its first use.
 *
 * https://docs.localstack.cloud/aws/capabilities/config/credentials/ and
 * https://docs.getmoto.org/en/latest/docs/getting_started.html#example-on-usage
 */
export function devAccountOf(
  { isDev, defaultAccount }: Pick<Settings, 'isDev' | 'defaultAccount'>,
  accessKeyId: string,
): string | undefined {
  if (!isDev) return undefined
  if (isAccount(accessKeyId)) return accessKeyId
  return accessKeyId === devAccessKey.accessKeyId || accessKeyId === 'testing' ? defaultAccount : undefined
}

/**
 * Whether a page of another site makes a browser ask. Such a page can't read the answer, but it needs no secret to sign a URL
 * with test credentials, and a form or an image of it may change things. https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
 */
export function isAskedByForeignPage(headers: Readonly<Record<string, readonly string[] | undefined>>): boolean {
  return headers['sec-fetch-site']?.includes('cross-site') === true
}
