import { lockRootTask } from './admin/account-tasks.ts'
import { administer } from './admin/administer.ts'
import type { RegistryOptions } from './admin/open-admin-context.ts'
import { tell } from '../platform/terminal.ts'

/** `ecrd credentials lock` */
export function lockCredentials(options: RegistryOptions, account: string | undefined): Promise<number> {
  return administer(options, lockRootTask, { account }, ({ account }) => {
    tell(
      `The root of account ${account} is locked. To unlock it, create a new key: ecrd credentials rotate ${account}\n`,
    )
  })
}
