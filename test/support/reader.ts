import { cp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test as base } from './client-test.ts'
import { ACCOUNT, REGION } from './ecrd.ts'
import { openShell, type Shell } from './shell.ts'

/**
 * Somebody who follows a document about ECR, command by command, in the region that it uses.
 * Only the account, the region and the endpoint are ours; images are built from busybox instead of Ubuntu.
 */
export function readerIn(region: string) {
  return (
    base
      /** Stands for the document's `<account>.dkr.ecr.<region>.amazonaws.com`. */
      .extend('registry', ({ server }) =>
        region === REGION ? server.registry : `${server.hostOf(ACCOUNT, region)}:${server.port}`,
      )
      /** A terminal with AWS CLI v1, in the folder of an application that greets. */
      .extend('shell', async ({ server, engine }, { onCleanup }) => {
        const docker = await engine.newClient()
        const shell = await openShell({ server, aws: 'v1', docker, region })
        onCleanup(shell.close)
        await writeApplication(shell, 'Hello World!')
        return shell
      })
  )
}

export async function writeApplication({ folder }: Pick<Shell, 'folder'>, greeting: string): Promise<void> {
  await cp('/bin/busybox', join(folder, 'busybox'))
  const lines = ['FROM scratch', 'COPY busybox /bin/busybox', `CMD ["/bin/busybox", "echo", "${greeting}"]`]
  await writeFile(join(folder, 'Dockerfile'), lines.join('\n'))
}

/** What an operation answers to a command line that has to succeed. */
export const answerOf = async (shell: Shell, commandLine: string): Promise<unknown> =>
  JSON.parse(await shell.run(commandLine)) as unknown

/** A user with a key, who is in these groups: what has to stand before a command line that he gives. */
export async function newUser(shell: Shell, name: string, ...groups: readonly string[]): Promise<string> {
  await shell.run(`aws iam create-user --user-name ${name}`)
  for (const group of groups) {
    await shell.run(`aws iam add-user-to-group --group-name ${group} --user-name ${name}`)
  }
  const { AccessKey } = (await answerOf(shell, `aws iam create-access-key --user-name ${name}`)) as {
    readonly AccessKey: { readonly AccessKeyId: string; readonly SecretAccessKey: string }
  }
  const { AccessKeyId, SecretAccessKey } = AccessKey
  return `export AWS_ACCESS_KEY_ID=${AccessKeyId} AWS_SECRET_ACCESS_KEY=${SecretAccessKey};`
}
