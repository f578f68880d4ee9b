import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { awsCli, installedAwsClis } from '../support/aws-cli.ts'
import { test as base } from '../support/client-test.ts'
import { canRunDocker, startDockerEngine } from '../support/docker-engine.ts'
import { REGION } from '../support/ecrd.ts'
import { runEcrd } from '../support/ecrd-command.ts'

const account = '444455556666'

/** A second account on the server, whose key is appended to a file of AWS's as it is printed. */
const test = base
  .extend('credentialsFile', { scope: 'file' }, async ({ server }) => {
    const file = join(server.folder, 'of-the-user')
    const { code, stdout } = await runEcrd(['account', 'create', account, '--data', server.folder])
    expect(code).toBe(0)
    await appendFile(file, stdout)
    return file
  })
  .extend('profile', { scope: 'file' }, ({ credentialsFile }) => ({
    AWS_SHARED_CREDENTIALS_FILE: credentialsFile,
    AWS_PROFILE: account,
  }))
  .extend('engine', { scope: 'file' }, async ({ server }, { onCleanup }) => {
    const engine = await startDockerEngine([server.hostOf(account, REGION)])
    onCleanup(engine.stop)
    return engine
  })

describe('a second account on a server', () => {
  test.for(installedAwsClis)('is known to aws %s by the printed profile', async (version, { server, profile }) => {
    const aws = awsCli(version, server, profile)
    expect(await aws.json('sts', 'get-caller-identity')).toMatchObject({ Arn: `arn:aws:iam::${account}:root` })
  })

  test.runIf(canRunDocker)(
    'has a registry that docker pushes to, and the first account is denied to pull from',
    async ({ server, profile, engine, password: passwordOfOther }) => {
      const aws = awsCli('v2', server, profile)
      const registry = `${server.hostOf(account, REGION)}:${server.port}`
      const created = await aws.json('ecr', 'create-repository', '--repository-name', 'app')
      expect(created).toMatchObject({ repository: { repositoryUri: `${registry}/app`, registryId: account } })
      const docker = await engine.newClient()
      await docker.login(registry, await aws.text('ecr', 'get-login-password'))
      await docker.build(`${registry}/app:v1`, 'hello')
      await docker.run('push', `${registry}/app:v1`)
      await docker.removeAllImages()
      expect(await docker.run('run', '--rm', '--network=none', `${registry}/app:v1`)).toBe('hello\n')

      const stranger = await engine.newClient()
      await stranger.login(registry, passwordOfOther)
      expect((await stranger.attempt('pull', `${registry}/app:v1`)).stderr).toContain(
        `User: arn:aws:iam::123456789012:root is not authorized to perform: ecr:BatchGetImage on resource: arn:aws:ecr:${REGION}:${account}:repository/app`,
      )
    },
  )
})
