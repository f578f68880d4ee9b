import {
  createAccountTask,
  listAccountsTask,
  type ListedAccount,
  lockRootTask,
  rotateRootKeyTask,
} from './admin/account-tasks.ts'
import { administer } from './admin/administer.ts'
import type { RegistryOptions } from './admin/open-admin-context.ts'
import { printInstant } from '../platform/print-instant.ts'
import { give, print, tell } from '../platform/terminal.ts'
import { credentialsSection } from './aws-files.ts'
import { nameProblem } from './name-resolution.ts'

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

/** `ecrd account list`: a line for each account, in columns that scripts can cut. */
export function listAccounts(options: RegistryOptions): Promise<number> {
  return administer(options, listAccountsTask, {}, (accounts) => {
    print(accounts.map(lineOf).join(''))
  })
}

/** `123456789012  2026-01-01T00:00:00Z  active  my-alias` */
function lineOf({ account, alias, createdAt, rootKey }: ListedAccount): string {
  const words = [account, printInstant(createdAt), rootKey, alias ?? '-']
  return `${words.join('  ')}\n`
}

/** `ecrd credentials lock` */
export function lockCredentials(options: RegistryOptions, account: string | undefined): Promise<number> {
  return administer(options, lockRootTask, { account }, ({ account }) => {
    tell(
      `The root of account ${account} is locked. To unlock it, create a new key: ecrd credentials rotate ${account}\n`,
    )
  })
}

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
