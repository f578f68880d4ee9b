import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
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
  const { stdout, code } = await runEcrd(['env', '--data', folder, ...args], { HOME: root.path })
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
      AWS_DEFAULT_PROFILE: 'of-the-user',
      AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true',
      AWS_ENDPOINT_URL_ECR: 'http://of-the-user',
      AWS_SESSION_TOKEN: 'of-the-user',
    },
  })
}

describe.each(bothShells)('the lines of ecrd env, in %s', (shell) => {
  test('say which server knows the key, and that AWS does not', () => {
    for (const lines of [keys, profile]) {
      expect(lines.split('\n')[0]).toBe(`# This key is one of ecrd's, at ${url}: AWS doesn't know it.`)
    }
  })

  test('set all variables that clients read, and undo the shell’s earlier ones', async () => {
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

  test('name the profile instead of a key when --profile is given', async () => {
    const lines = `export AWS_WEB_IDENTITY_TOKEN_FILE=/of-the-user\n${profile}`
    const variables = await inShell(shell, lines, '2.31.9', 'env | grep ^AWS_ | sort')
    expect(variables).toBe('AWS_PROFILE=ecrd\n')
  })

  test.each(old)('add --endpoint-url to aws %s, which does not read it from the environment', async (version) => {
    for (const lines of [keys, profile]) {
      const said = await inShell(shell, lines, version, `aws ecr 'a  b' "" | cat`)
      expect(said).toBe(`[--endpoint-url]\n[${url}]\n[ecr]\n[a  b]\n[]\n`)
    }
  })

  test.each([
    'iam list-users',
    'sts get-caller-identity',
    '--region eu-west-1 --output text ecr x',
    '--debug --no-cli-pager --query=a ecr x',
    '--query s3 ecr x',
  ])('send aws %s to ecrd, which has this service', async (command) => {
    for (const lines of [keys, profile]) {
      expect(await inShell(shell, lines, '2.9.19', `aws ${command}`)).toMatch(/^\[--endpoint-url\]\n/)
    }
  })

  test.each(['s3 ls', 's3api list-buckets --bucket ecr', '--profile ecrd s3 ls', '--output ecr s3 ls', 'help', ''])(
    'leave aws %s to AWS',
    async (command) => {
      const said = command.split(' ').map((word) => (word === '' ? '' : `[${word}]\n`))
      for (const lines of [keys, profile]) {
        expect(await inShell(shell, lines, '2.9.19', `aws ${command}`)).toBe(said.join(''))
      }
    },
  )

  test('follow the profile that a command names rather than the shell’s', async () => {
    const led = expect.stringMatching(/^\[--endpoint-url\]/) as string
    for (const other of ['--profile=other ecr x', 'ecr x --profile other']) {
      expect(await inShell(shell, profile, '2.9.19', `aws ${other}`)).not.toEqual(led)
      expect(await inShell(shell, keys, '2.9.19', `aws ${other}`)).toEqual(led)
    }
    for (const same of ['--profile ecrd ecr x', 'ecr x --profile=ecrd']) {
      expect(await inShell(shell, profile, '2.9.19', `AWS_PROFILE=other; aws ${same}`)).toEqual(led)
    }
  })

  test('leave the shell’s own variables as they are', async () => {
    const script = 'service=mine before=mine lead=mine; aws ecr x >&2; echo $service $before $lead'
    expect(await inShell(shell, keys, '2.9.19', script)).toBe('mine mine mine\n')
  })

  test.each(recent)('leave aws %s alone, which reads the endpoint itself', async (version) => {
    for (const lines of [keys, profile]) {
      expect(await inShell(shell, lines, version, `aws ecr 'a  b' "" | cat`)).toBe('[ecr]\n[a  b]\n[]\n')
    }
  })

  test.each([
    ['--endpoint-url http://other ecr', '[--endpoint-url]\n[http://other]\n[ecr]\n'],
    ['ecr --endpoint-url=http://other', '[ecr]\n[--endpoint-url=http://other]\n'],
  ])('leave an endpoint that the command names: aws %s', async (command, said) => {
    expect(await inShell(shell, keys, '2.9.19', `aws ${command}`)).toBe(said)
  })

  test('send nothing to ecrd any more once the shell names another endpoint or profile', async () => {
    expect(await inShell(shell, keys, '2.9.19', 'unset AWS_ENDPOINT_URL; aws ecr')).toBe('[ecr]\n')
    expect(await inShell(shell, keys, '2.9.19', 'AWS_ENDPOINT_URL=http://x; aws ecr')).toBe('[ecr]\n')
    expect(await inShell(shell, profile, '2.9.19', 'AWS_PROFILE=x; aws ecr')).toBe('[ecr]\n')
  })

  test('keep the exit code of an aws that fails', async () => {
    const { code } = await runProcess(shell, ['-c', 'eval "$LINES_OF_ENV"; aws() { command false; }; aws'], {
      env: { PATH: `${root.path}/bin:/usr/bin:/bin`, LINES_OF_ENV: keys, FAKE_AWS_VERSION: '2.9.19' },
    })
    expect(code).toBe(1)
  })

  test('set the variables on a machine without aws', async () => {
    const script = 'PATH=/nowhere\neval "$LINES_OF_ENV"\necho "$AWS_ENDPOINT_URL"'
    expect(await runSuccessfully(shell, ['-ec', script], { env: { LINES_OF_ENV: keys } })).toBe(`${url}\n`)
  })
})

test('the lines of ecrd env work in a shell that has an alias named aws', async () => {
  const script = 'shopt -s expand_aliases\nalias aws="aws --no-cli-pager"\neval "$LINES_OF_ENV"\naws ecr'
  const env = { PATH: `${root.path}/bin:/usr/bin:/bin`, LINES_OF_ENV: keys, FAKE_AWS_VERSION: '2.9.19' }
  expect(await runSuccessfully('bash', ['-c', script], { env })).toContain(`[--endpoint-url]\n[${url}]\n`)
})

test('a shell reads any quoted word as it was before quoting', async () => {
  const words = fc.sample(
    fc.string({ unit: 'binary' }).filter((word) => !word.includes('\0') && word.isWellFormed()),
    500,
  )
  const script = `printf '%s\\0' ${words.map(quoted).join(' ')}`
  for (const shell of bothShells) {
    expect((await runSuccessfully(shell, ['-c', script])).split('\0').slice(0, -1)).toEqual(words)
  }
})

describe('ecrd env writes to standard error', () => {
  test('that no server is running', async () => {
    const { stderr } = await runEcrd(['env', '--data', folder])
    expect(stderr).toContain(`ecrd: No server is running on ${folder}: start one with ecrd serve --data `)
  })

  test('that there is no key, and nothing to standard output', async () => {
    const { code, stdout, stderr } = await runEcrd(['env', '--data', join(root.path, 'none')])
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toBe(
      `ecrd: There is no access key in ${root.path}/none. Start the server first: ecrd serve --data '${root.path}/none'\n`,
    )
  })

  test('that a profile of this name exists, unless --force replaces it', async () => {
    const config = join(root.path, 'config-of-the-user')
    await writeFile(config, '[profile prod]\nregion = eu-west-1\n')
    const env = { HOME: root.path, AWS_CONFIG_FILE: config }
    const { code, stdout, stderr } = await runEcrd(['env', '--data', folder, '--profile', 'prod'], env)
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toBe(
      `ecrd: ${config} already has a profile or services section prod that ecrd did not write. Choose another name, or replace it with --force.\n`,
    )
    expect(await readFile(config, 'utf8')).toBe('[profile prod]\nregion = eu-west-1\n')
    const forced = await runEcrd(['env', '--data', folder, '--profile', 'prod', '--force'], env)
    expect(forced.stdout).toContain("export AWS_PROFILE='prod'\n")
    expect(await readFile(config, 'utf8')).toContain('services = prod\n')
  })

  test('where a profile can’t be written', async () => {
    const env = { HOME: root.path, AWS_CONFIG_FILE: '/dev/null/config' }
    const { code, stdout, stderr } = await runEcrd(['env', '--data', folder, '--profile', 'elsewhere'], env)
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toBe(
      `ecrd: ecrd cannot write the profile to ${root.path}/.aws/credentials and /dev/null/config (ENOTDIR). To use other files, set AWS_SHARED_CREDENTIALS_FILE and AWS_CONFIG_FILE.\n`,
    )
  })

  test('what --force is for, and which names a profile may have', async () => {
    const forced = await runEcrd(['env', '--data', folder, '--force'])
    expect([forced.code, forced.stderr]).toEqual([2, 'ecrd: --force needs --profile.\necrd: See ecrd --help.\n'])
    const odd = await runEcrd(['env', '--data', folder, '--profile', 'a b'])
    expect(odd.stderr).toContain('--profile must be the name of a profile: letters, digits and ._- (it is "a b").')
  })
})
