import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { test as base } from '../support/client-test.ts'
import { craneFor } from '../support/crane.ts'
import { ACCOUNT, REGION, startEcrd } from '../support/ecrd.ts'
import { goProgram, hasGoProgram } from '../support/go-programs.ts'
import { requestsOf } from '../support/logged-requests.ts'
import { runProcess } from '../support/processes.ts'
import { amd64, writePlatforms } from '../support/two-platforms.ts'

const helper = goProgram('docker-credential-ecr-login')
const host = `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com`

const test = base
  /** The helper takes no registry but one whose name is shaped as AWS's are, of the one that asks and of the answer. */
  .extend('server', { scope: 'file' }, async ({}, { onCleanup }) => {
    const server = await startEcrd(['--registry-host', 'https://{account}.dkr.ecr.{region}.amazonaws.com'])
    onCleanup(server.stop)
    return server
  })
  /** Asks as docker does; the helper keeps what it was answered in its user's home. The name says the region. */
  .extend('ask', ({ folder, server }) => async (command: string, env: Readonly<Record<string, string>> = {}) => {
    const settings = { ...server.env, AWS_DEFAULT_REGION: undefined, HOME: folder, ...env }
    return (await runProcess(helper, [command], { env: settings, input: host })).stdout
  })

describe.runIf(hasGoProgram('docker-credential-ecr-login'))('docker-credential-ecr-login', () => {
  test('gets a password with which docker pushes', async ({ ask, aws, folder, server }) => {
    const answer = JSON.parse(await ask('get')) as { ServerURL: string; Username: string; Secret: string }
    expect(answer).toMatchObject({ ServerURL: host, Username: 'AWS' })
    await aws.json('ecr', 'create-repository', '--repository-name', 'pushed')
    const crane = await craneFor(join(folder, 'crane'), server.registry, answer.Secret)
    const image = `${server.registry}/pushed:v1`
    await crane.run('push', await writePlatforms(join(folder, 'layout'), { amd64 }), image)
    expect(await crane.run('digest', image)).toBe(`${amd64.digest}\n`)
  })

  test('keeps a password until it expires', async ({ ask, server }) => {
    const asked = (): number =>
      requestsOf(server).filter(({ operation }) => operation === 'GetAuthorizationToken').length
    const before = asked()
    const first = await ask('get')
    expect(await ask('get')).toBe(first)
    expect(asked() - before).toBe(1)
  })

  test('lists the registries that it has passwords for', async ({ ask }) => {
    const listed = JSON.parse(await ask('list', { AWS_DEFAULT_REGION: REGION })) as object
    expect(listed).toEqual({ [`https://${host}`]: 'AWS' })
  })

  test('finds no password with a wrong secret key', async ({ ask, server }) => {
    const { accessKeyId } = server.credentials
    const wrong = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: 'wrong' }
    expect(await ask('get', wrong)).toBe('credentials not found in native keychain\n')
  })
})
