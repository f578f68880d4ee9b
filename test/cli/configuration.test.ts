import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Environment, runEcrd, sentencesOf, serveFolder } from '../support/ecrd-command.ts'
import { temporaryFolder, type TemporaryFolder } from '../support/processes.ts'

let folder: TemporaryFolder
beforeAll(async () => {
  folder = await temporaryFolder()
})
afterAll(() => folder.remove())

/** What is said, and that it counts as a wrong call. */
async function refusal(args: readonly string[], env?: Environment): Promise<string> {
  const finished = await runEcrd(args, env)
  expect(finished.code).toBe(2)
  return sentencesOf(finished).replace('ecrd: See ecrd --help.\n', '')
}

async function configFile(yaml: string): Promise<string> {
  const path = join(folder.path, 'ecrd.yaml')
  await writeFile(path, yaml)
  return path
}

test.each([
  [['\u202eevres'], 2, 'ecrd: \\u202eevres is not a command of ecrd.\necrd: See ecrd --help.\n'],
  [['serve', '--port', '\u009b31m'], 2, /^ecrd: --port must be .* \(it is "\\u009b31m"\)\./],
  [
    ['env', '--data', '/nowhere/\u001b[2J\u2066'],
    1,
    /^ecrd: There is no access key in \/nowhere\/\\u001b\[2J\\u2066\. /,
  ],
] as const)('control characters in arguments are printed as escapes: %j', async (args, code, words) => {
  const said = await runEcrd(args)
  expect(said.code).toBe(code)
  expect(said.stderr).toMatch(words)
  expect(said.stderr).not.toMatch(/[\u001b\u009b\u202e\u2066]/)
})

test('a password on the command line causes a warning, and the command goes on', async () => {
  const { code, stderr } = await runEcrd([
    ...['account', 'list', '--data', join(folder.path, 'none')],
    ...['--database', 'postgres://ecrd:secret@127.0.0.1:1/ecrd'],
  ])
  expect(code).toBe(1)
  expect(stderr.split('\n')).toEqual([
    'ecrd: The password in --database is visible to every user of this machine, in the list of processes. Set ECRD_DATABASE instead, or database in the file of --config.',
    'ecrd: With --database the master key is shared by all servers of that database: name its file with --master-key-file.',
    '',
  ])
})

describe('options that ecrd can’t use', () => {
  test.each<[string[], string]>([
    [['sevre'], 'ecrd: sevre is not a command of ecrd; did you mean serve?\n'],
    [['serve', '--prot', '1'], 'ecrd: --prot is not an option of this command; did you mean --port?\n'],
    [['version', '--port', '1'], 'ecrd: --port is not an option of this command.\n'],
    [['serve', '--port', 'x'], 'ecrd: --port must be a whole number from 0 to 65535 (it is "x").\n'],
    [
      ['serve', '--config', '/nowhere.yaml'],
      "ecrd: The configuration file /nowhere.yaml can't be read: it does not exist.\n",
    ],
  ])('the arguments %j are refused in one sentence', async (args, sentence) => {
    expect(await refusal(args)).toBe(sentence)
  })

  test('an unknown variable is refused with the name of the nearest one', async () => {
    expect(await refusal(['serve'], { ECRD_REGOIN: 'x' })).toBe(
      'ecrd: ECRD_REGOIN is not an option of ecrd; did you mean ECRD_REGION?\n',
    )
  })

  test.each([
    ['acount: "1"', 'acount in ecrd.yaml is not an option of ecrd; did you mean account?'],
    [
      'account: 012345678910',
      'account in ecrd.yaml must be quoted: YAML reads the bare digits as a number and loses leading zeros (it is 12345678910).',
    ],
    ['config: other.yaml', 'config in ecrd.yaml is not an option of ecrd.'],
    ['- port', 'The configuration file FILE must hold keys and values, such as port: 5100.'],
    ['port: 1\nport: 2', "The configuration file FILE can't be parsed: Map keys must be unique at line 2, column 1."],
    [
      'a: [',
      "The configuration file FILE can't be parsed: Flow sequence in block collection must be sufficiently indented and end with a ] at line 1, column 5.",
    ],
  ])('a configuration file with %j is refused in one sentence', async (yaml, sentence) => {
    const path = await configFile(yaml)
    expect(await refusal(['serve', '--config', path])).toBe(`ecrd: ${sentence.replace('FILE', path)}\n`)
  })
})

test('a flag overrides a variable, and a variable overrides the file', async () => {
  const config = await configFile('region: eu-west-1\naccount: "012345678910"\nlog-level: error\n')
  const { process, announcement } = await serveFolder(join(folder.path, 'data'), ['--config', config], {
    ECRD_REGION: 'eu-west-2',
    ECRD_PORT: '1',
  })
  expect(announcement).toMatchObject({ region: 'eu-west-2', account: '012345678910' })
  await process.end()
})

describe('help', () => {
  test('lists the commands', async () => {
    for (const args of [[], ['--help'], ['help']]) {
      const { stdout, code } = await runEcrd(args)
      expect(stdout).toContain('ecrd serve')
      expect(code).toBe(0)
    }
  })

  test('shows each option with its variable and its default', async () => {
    const { stdout, code } = await runEcrd(['serve', '--help'])
    expect(stdout).toContain(
      '--port PORT\n      Port to listen on; 0 picks a free one.\n      Default: 5100. Variable: ECRD_PORT\n',
    )
    expect(stdout).toContain('--config FILE')
    expect(code).toBe(0)
  })
})
