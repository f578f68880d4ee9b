import { rotateRootKeyTask } from './admin/account-tasks.ts'
import { administer } from './admin/administer.ts'
import type { RegistryOptions } from './admin/open-admin-context.ts'
import { credentialsSection } from './aws-files.ts'
import { give, tell } from '../platform/terminal.ts'

/** `ecrd credentials rotate`: the key goes to standard output, in the form of AWS's file `credentials`; words go to standard error. */
export function rotateCredentials(options: RegistryOptions, account: string | undefined): Promise<number> {
  return administer(options, rotateRootKeyTask, { account }, ({ account, rootKey, file }) => {
    give(credentialsSection(account, rootKey))
    const kept = file === undefined ? 'store it safely' : `${file} has it too`
    tell(
      `This is the new root key of account ${account}. It is shown only once: ${kept}. The old key is no longer valid, and root's sessions and tokens have ended.\n`,
    )
  })
}
