import { createAccountTask } from './admin/account-tasks.ts'
import { administer } from './admin/administer.ts'
import type { RegistryOptions } from './admin/open-admin-context.ts'
import { credentialsSection } from './aws-files.ts'
import { nameProblem } from './name-resolution.ts'
import { give, tell } from '../platform/terminal.ts'

/** `ecrd account create`: the key goes to standard output, in the form of AWS's file `credentials`; words go to standard error. */
export function createAccount(options: RegistryOptions, account: string): Promise<number> {
  return administer(options, createAccountTask, { account }, async ({ rootKey, registry, address }) => {
    give(credentialsSection(account, rootKey))
    tell(`Account ${account} is created. This is its root key. It is shown only once: store it safely. If it is lost, replace it with:
    ecrd credentials rotate ${account}
Its registry is ${registry}
`)
    const problem = await nameProblem(registry, address)
    if (problem !== undefined) tell(`${problem}\n`)
  })
}
