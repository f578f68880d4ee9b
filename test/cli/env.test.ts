import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { quoted } from '../../src/cli/shell-lines.ts'
import { runEcrd, serveFolder, silenced } from '../support/ecrd-command.ts'
import { runProcess, runSuccessfully, temporaryFolder, type TemporaryFolder } from '../support/processes.ts'

/** What the command line of AWS was told, instead of doing it. */
const fakeAws = `#!/bin/sh
if [ "$*" = --version ]; then echo "aws-cli/$FAKE_AWS_VERSION Python/3.11.2 Linux/6.1 source/x86_64"; exit; fi
for word; do echo "[$word]"; done
`

let root: TemporaryFolder
let folder: string
let url: string
let keys: string
let profile: string
beforeAll(async () => {
  root = await temporaryFolder()
  folder = join(root.path, 'it\'s $HOME `x` "data"')
  await mkdir(join(root.path, 'bin'))
  await writeFile(join(root.path, 'bin/aws'), fakeAws)
  await chmod(join(root.path, 'bin/aws'), 0o755)
  const { process, announcement } = await serveFolder(folder)
  url = announcement.url
  await process.end()
  keys = await linesOf()
  profile = await linesOf('--profile', 'ecrd')
})
afterAll(() => root.remove())

const old = ['1.9.0', '1.18.69', '1.28.85', '2.0.30', '2.9.19', '2.12.7']
const recent = ['1.29.0', '1.45.11', '1.100.0', '2.13.0', '2.15.30', '2.31.9']
const bothShells = ['sh', 'bash']

async function linesOf(...args: string[]): Promise<string> {
  const { stdout, code } = await runEcrd(['env', '--data', folder, ...args])
  expect(code).toBe(0)
  return stdout
}

/** Runs a script in a shell that has evaluated the lines, strictly, as scripts of CI do. */
function inShell(shell: string, lines: string, version: string, script: string): Promise<string> {
  return runSuccessfully(shell, ['-c', `set -eu\neval "$LINES_OF_ENV"\n${script}`], {
    env: {
      ...silenced,
      PATH: `${root.path}/bin:/usr/bin:/bin`,
      LINES_OF_ENV: lines,
      FAKE_AWS_VERSION: version,
      AWS_PROFILE: 'of-the-user',
      AWS_SESSION_TOKEN: 'of-the-user',
    },
  })
}

describe.each(bothShells)('in %s', (shell) => {
  test('the lines set all that clients read, and nothing of before counts', async () => {
    const variables = await inShell(shell, keys, '2.31.9', 'env | grep ^AWS_ | sort')
    expect(variables.replace(/(KEY_ID=AKIA[A-Z2-7]{16}|ACCESS_KEY=[\w+/]{40})$/gm, 'KEY')).toBe(
      `AWS_ACCESS_KEY
AWS_DEFAULT_REGION=us-east-1
AWS_ENDPOINT_URL=${url}
AWS_REGION=us-east-1
AWS_SECRET_KEY
`,
    )
  })

  test('a profile is named instead, with its files', async () => {
    const variables = await inShell(shell, profile, '2.31.9', 'env | grep ^AWS_ | sort')
    expect(variables).toBe(
      `AWS_CONFIG_FILE=${folder}/config\nAWS_PROFILE=ecrd\nAWS_SHARED_CREDENTIALS_FILE=${folder}/credentials\n`,
    )
  })

  test.each(old)('aws %s, which reads no endpoint from its surroundings, is told it', async (version) => {
    for (const lines of [keys, profile]) {
      const said = await inShell(shell, lines, version, `aws ecr 'a  b' "" | cat`)
      expect(said).toBe(`[--endpoint-url]\n[${url}]\n[ecr]\n[a  b]\n[]\n`)
    }
  })

  test.each(recent)('aws %s is left alone', async (version) => {
    for (const lines of [keys, profile]) {
      expect(await inShell(shell, lines, version, `aws ecr 'a  b' "" | cat`)).toBe('[ecr]\n[a  b]\n[]\n')
    }
  })

  test.each([
    ['--endpoint-url http://other ecr', '[--endpoint-url]\n[http://other]\n[ecr]\n'],
    ['ecr --endpoint-url=http://other', '[ecr]\n[--endpoint-url=http://other]\n'],
  ])('an endpoint that the command itself names stays: aws %s', async (command, said) => {
    expect(await inShell(shell, keys, '2.9.19', `aws ${command}`)).toBe(said)
  })

  test('a shell that is pointed elsewhere later is no longer led here', async () => {
    expect(await inShell(shell, keys, '2.9.19', 'unset AWS_ENDPOINT_URL; aws s3')).toBe('[s3]\n')
    expect(await inShell(shell, keys, '2.9.19', 'AWS_ENDPOINT_URL=http://x; aws s3')).toBe('[s3]\n')
  })

  test('a failure of aws is still one', async () => {
    const { code } = await runProcess(shell, ['-c', 'eval "$LINES_OF_ENV"; aws() { command false; }; aws'], {
      env: { PATH: `${root.path}/bin:/usr/bin:/bin`, LINES_OF_ENV: keys, FAKE_AWS_VERSION: '2.9.19' },
    })
    expect(code).toBe(1)
  })

  test('a machine without aws gets its variables all the same', async () => {
    const script = 'PATH=/nowhere\neval "$LINES_OF_ENV"\necho "$AWS_ENDPOINT_URL"'
    expect(await runSuccessfully(shell, ['-ec', script], { env: { LINES_OF_ENV: keys } })).toBe(`${url}\n`)
  })
})

test('an alias of the name does not get in the way', async () => {
  const script = 'shopt -s expand_aliases\nalias aws="aws --no-cli-pager"\neval "$LINES_OF_ENV"\naws ecr'
  const env = { PATH: `${root.path}/bin:/usr/bin:/bin`, LINES_OF_ENV: keys, FAKE_AWS_VERSION: '2.9.19' }
  expect(await runSuccessfully('bash', ['-c', script], { env })).toContain(`[--endpoint-url]\n[${url}]\n`)
})

test('any word survives its quotes', async () => {
  const words = fc.sample(
    fc.string({ unit: 'binary' }).filter((word) => !word.includes('\0') && word.isWellFormed()),
    500,
  )
  const script = `printf '%s\\0' ${words.map(quoted).join(' ')}`
  for (const shell of bothShells) {
    expect((await runSuccessfully(shell, ['-c', script])).split('\0').slice(0, -1)).toEqual(words)
  }
})

describe('standard error', () => {
  test('says that no server runs', async () => {
    const { stderr } = await runEcrd(['env', '--data', folder])
    expect(stderr).toContain(`ecrd: No server is running on ${folder}: start one with ecrd serve --data `)
  })

  test('says that there is no key, and standard output nothing', async () => {
    const { code, stdout, stderr } = await runEcrd(['env', '--data', join(root.path, 'none')])
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toBe(
      `ecrd: There is no access key in ${root.path}/none. Start the server first: ecrd serve --data '${root.path}/none'\n`,
    )
  })

  test('says which profiles there are', async () => {
    const { code, stdout, stderr } = await runEcrd(['env', '--data', folder, '--profile', 'prod'])
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toBe(`ecrd: There is no profile prod in ${folder}/credentials, only default and ecrd.\n`)
  })
})
