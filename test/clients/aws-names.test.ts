import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { installedAwsClis } from '../support/aws-cli.ts'
import { canIssueCertificates } from '../support/certificates.ts'
import { canRunDocker, type DockerClient, type DockerEngine, startDockerEngineOn } from '../support/docker-engine.ts'
import { silenced } from '../support/ecrd-command.ts'
import { goProgram, hasGoProgram } from '../support/go-programs.ts'
import { incompressible } from '../support/images.ts'
import { awsCli1 } from '../support/machine.ts'
import {
  canHavePrivateMachine,
  type PrivateMachine,
  privateAddress,
  startPrivateMachine,
} from '../support/private-machine.ts'
import { type RunningProcess, waitFor } from '../support/processes.ts'
import { checkout, commandsBelow } from '../support/readme.ts'

const page = 'docs/aws-names.md'
const registry = '123456789012.dkr.ecr.us-east-1.amazonaws.com'
const canRun = canRunDocker && canHavePrivateMachine && canIssueCertificates

/** Its commands, on a machine within this one. Each test goes on from the one before, as the page does. */
describe.runIf(canRun)(page, () => {
  let machine: PrivateMachine
  let engine: DockerEngine
  let docker: DockerClient
  let server: RunningProcess
  let env: Readonly<Record<string, string | undefined>>
  beforeAll(async () => {
    machine = await startPrivateMachine()
    engine = await startDockerEngineOn(machine)
    docker = await engine.newClient()
    // Of a size that takes many records of TLS, and frames of ours.
    const layer = incompressible(20_000_000, 1)
    await docker.build('greeter', 'hello under AWS’s name')
    await docker.buildFrom('my-image', { Dockerfile: 'FROM greeter\nCOPY layer /\n', layer })
    // Logins are kept in the home folder, as the page has it.
    env = { ...silenced, ...docker.env, DOCKER_CONFIG: undefined }
  })
  afterAll(async () => {
    await server.end()
    await engine.stop()
    await machine.stop()
  })

  /** As printed, but for the address: docker trusts whatever is at 127.0.0.1. */
  const commands = async (heading: string): Promise<string> =>
    (await commandsBelow(heading, page)).replaceAll('127.0.0.1', privateAddress)

  const run = async (heading: string): Promise<string> => machine.run(await commands(heading), env)

  test('its commands make a certificate, names and a server without a complaint', async () => {
    await run('1. An authority, and a certificate from it')
    await run('2. The names')
    server = machine.start(`cd ${checkout}\n${await commands('4. The server')}`, silenced)
    const announced = join(machine.home, 'ecrd-data/ecrd.json')
    const announcement = await server.until('its announcement', () =>
      readFile(announced, 'utf8').catch(() => undefined),
    )
    expect(announcement).toContain(`"url":"https://${privateAddress}:443"`)
    expect(server.output()).not.toContain('The certificate')
  })

  test('docker refuses the certificate until its commands make docker trust the authority', async () => {
    const login = `echo password | docker login --username AWS --password-stdin ${registry}`
    // What dockerd has read of /etc/hosts it believes for five seconds: https://go.dev/src/net/hosts.go
    const before = await waitFor('the names, as dockerd sees them', async () => {
      const refused = await machine.attempt(login, env)
      return !refused.stderr.includes(`lookup ${registry}`) && refused
    })
    expect(before.stderr).toContain('certificate signed by unknown authority')
    await run("3. Docker's trust")
    const after = await machine.attempt(login, env)
    expect(after.stderr).toContain('401 Unauthorized')
  })

  test('docker pushes and pulls by AWS’s name of the registry', async () => {
    const said = await run('5. Push and pull')
    expect(said).toContain(`"repositoryUri": "${registry}/app"`)
    expect(said).toContain('Login Succeeded')
    await docker.removeAllImages()
    await machine.run(`docker pull ${registry}/app:1`, env)
    const greeting = await docker.run('run', '--rm', '--network=none', `${registry}/app:1`)
    expect(greeting).toBe('hello under AWS’s name\n')
  })

  test.for(installedAwsClis)('aws %s finds the server at AWS’s addresses, and by --endpoint-url', async (version) => {
    const aws = version === 'v1' ? awsCli1 : '/usr/bin/aws'
    const [exports = ''] = (await commands('5. Push and pull')).split('\n')
    const about = 'ecr describe-images --repository-name app --query imageDetails[0].imageTags --output text'
    for (const endpoint of ['', `--endpoint-url https://${privateAddress}`]) {
      expect(await machine.run(`${exports}\n${aws} ${endpoint} ${about}`, env)).toBe('1\n')
    }
    const identity =
      'sts get-caller-identity --endpoint-url https://sts.us-east-1.amazonaws.com --query Account --output text'
    expect(await machine.run(`${exports}\n${aws} ${identity}`, env)).toBe('123456789012\n')
    const untrusting = await machine.attempt(`${exports}\nunset AWS_CA_BUNDLE\n${aws} ${about}`, env)
    expect(untrusting.stderr).toContain('SSL validation failed')
  })

  test('ecrd env points aws to the server, and makes it trust the authority', async () => {
    const lines = `cd ${checkout}\neval "$(npx ecrd env --data ~/ecrd-data)"`
    const about = 'ecr describe-repositories --query repositories[0].repositoryUri --output text'
    expect(await machine.run(`${lines}\naws ${about}`, env)).toBe(`${registry}/app\n`)
  })

  test.runIf(hasGoProgram('docker-credential-ecr-login'))(
    'the credential helper gives docker a password for AWS’s name of the registry',
    async () => {
      await mkdir(join(machine.home, 'bin'))
      await symlink(goProgram('docker-credential-ecr-login'), join(machine.home, 'bin/docker-credential-ecr-login'))
      await writeFile(join(machine.home, '.docker/config.json'), '{}')
      const push = `docker push ${registry}/app:1`
      expect((await machine.attempt(push, env)).stderr).toContain('no basic auth credentials')
      const [exports = ''] = (await commands('5. Push and pull')).split('\n')
      await machine.run(`${exports}\n${await commands('6. The credential helper')}`, env)
      await docker.removeAllImages()
      const pulled = await machine.run(`${exports}\ndocker pull ${registry}/app:1`, env)
      expect(pulled).toContain(`Status: Downloaded newer image for ${registry}/app:1`)
    },
  )
})
