import { z } from 'zod'
import type { AccessKey } from '../../iam/access-keys/new-access-key.ts'
import { type NotProvided, provideAdministrator } from '../../iam/users/provide-administrator.ts'
import { writeUserKey } from '../aws-files.ts'
import { userName } from '../user-name.ts'
import { AdminRefusal, type AdminTask } from './admin-task.ts'

/** The user is one of the default account; the key is kept in DIR/credentials, too. */
export const provideUserTask: AdminTask<{ readonly user: string }, AccessKey> = {
  name: 'provide-user',
  input: z.object({ user: userName }),
  async run({ ctx, folder }, { user }) {
    const account = ctx.settings.defaultAccount
    const provided = await provideAdministrator(ctx, account, user)
    if (typeof provided === 'string') throw new AdminRefusal(refusals[provided](user, account))
    await writeUserKey(folder, user, provided)
    return provided
  },
}

const refusals: Readonly<Record<NotProvided, (user: string, account: string) => string>> = {
  'no-account': (_user, account) => `Account ${account} does not exist. Create it with: ecrd account create ${account}`,
  'not-an-administrator': (user) =>
    `User ${user} already exists and does not have the policy AdministratorAccess. Attach the policy, or choose another name.`,
  'no-active-key': (user) =>
    `User ${user} has two access keys, and both are inactive. Delete one, or choose another name.`,
}
