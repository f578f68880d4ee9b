import type { Settings } from '../request/context.ts'
import { isAccount } from '../standards/arn/account-and-region.ts'

/** What `ecrd env` gives out under `--dev`. */
export const devAccessKey = { accessKeyId: 'test', secretAccessKey: 'test' }

/**
 * The account whose root an access key id stands for under `--dev`, whatever the secret: what test suites that were written for an
 * emulator sign with.
 *
 * - 12 digits are that account, which is made by its first use.
 * - Whatever has the form of AWS's ids is no test credential: it is looked up. Such a key was given out here, or is AWS's
 *   and used by mistake, or is invented after AWS's examples, which is answered like a mistake.
 * - Any other id is the default account: `test` (LocalStack's), `testing` and `FOOBARKEY` (moto's), or whatever was typed.
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
  return hasFormOfAws.test(accessKeyId) ? undefined : defaultAccount
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids */
const hasFormOfAws = /^A[KS]IA[A-Z0-9]{16}$/
