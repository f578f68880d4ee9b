import { type ListedAccount, listAccountsTask } from './admin/account-tasks.ts'
import { administer } from './admin/administer.ts'
import type { RegistryOptions } from './admin/open-admin-context.ts'
import { printInstant } from '../platform/print-instant.ts'
import { print } from '../platform/terminal.ts'

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
