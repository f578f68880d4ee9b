import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveFolder, silenced } from '../support/ecrd-command.ts'
import { canHavePrivateMachine, type PrivateMachine, startPrivateMachine } from '../support/private-machine.ts'
import { temporaryFolder } from '../support/processes.ts'
import { checkout } from '../support/readme.ts'

test('a server whose registry names do not resolve says which line to add to /etc/hosts', async () => {
  await using folder = await temporaryFolder()
  const { process } = await serveFolder(folder.path, ['--registry-host', 'https://{account}.registry.invalid:444'])
  await process.until('the line', () =>
    process
      .output()
      .includes(
        '123456789012.registry.invalid does not resolve on this machine, but registries have names of this form. Add the name to your DNS, or this line to /etc/hosts:\n    127.0.0.1 123456789012.registry.invalid\n',
      ),
  )
  await process.end()
})

/** Where no name resolves but those in /etc/hosts, whatever this machine knows of others. */
describe.runIf(canHavePrivateMachine)('on a machine that knows no names below localhost', () => {
  let machine: PrivateMachine
  beforeAll(async () => {
    machine = await startPrivateMachine()
    await machine.run('echo "hosts: files" > /etc/nsswitch.conf')
  })
  afterAll(() => machine.stop())

  const name = '123456789012.dkr.ecr.us-east-1.localhost'

  /** What a server there says when it starts; it has to say `expected`. */
  async function start(expected: string, ...args: string[]): Promise<string> {
    const data = join(machine.home, 'data')
    const program = `${checkout}/tools/node/run ${checkout}/src/main.ts`
    const server = machine.start(`exec ${program} serve --port 0 --data ${data} ${args.join(' ')}`, silenced)
    await server.until('the line', () => server.output().includes(expected))
    await server.end()
    return server.output()
  }

  test('the line that the server prints makes its name resolve', async () => {
    const said = await start('does not resolve')
    expect(said).toContain(`${name} does not resolve on this machine`)
    expect(said).toContain('Install libnss-myhostname')
    const line = /^ {4}(127\.0\.0\.1 .*)$/m.exec(said)?.[1] ?? ''
    expect((await machine.attempt(`getent hosts ${name}`)).code).not.toBe(0)
    await machine.run(`echo '${line}' >> /etc/hosts`)
    expect(await machine.run(`getent hosts ${name}`)).toMatch(/^127\.0\.0\.1 /)
  })

  test('the line that the server prints has the address it listens on', async () => {
    const there = '\n    127.0.0.3 registry.example.org\n'
    expect(await start(there, '--host', '127.0.0.3', '--registry-host', 'registry.example.org')).toContain(there)
  })
})
