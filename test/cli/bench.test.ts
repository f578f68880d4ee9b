import { expect, test } from 'vitest'
import { hostileInputs } from '../../bench/parts/hostile-inputs.ts'
import { distributionProgram } from '../../bench/registries/distribution.ts'
import { tableHead, tableLines } from '../../bench/table.ts'
import { findProgram } from '../support/machine.ts'
import { runProcess } from '../support/processes.ts'
import { checkout } from '../support/readme.ts'

const bench = (...options: string[]) =>
  runProcess('npm', ['run', 'bench', '--silent', '--', ...options], { cwd: checkout, timeoutMs: 100_000 })

/** What is here already: the bench would build the other one first. */
const peers = findProgram(distributionProgram) === undefined ? [] : ['distribution']
const registries = ['ecrd', ...peers, 'bare']

test('npm run bench measures every part it names, for ecrd and the other installed registries', async () => {
  const only = registries.join(',')
  const { code, stdout } = await bench('--rounds', '1', '--seconds', '0.1', '--size', '1', '--only', only)
  expect(code).toBe(0)
  const columns = ['', ...registries, ...peers.map((name) => `ecrd ÷ ${name}`), 'load ÷ fastest']
  expect(stdout).toContain(`| ${columns.join(' | ')} |\n`)
  expect(stdout).toContain("| this machine | at the most | ecrd's share of it |\n")
  // Each with a figure of ecrd's, or of the machine's.
  const measured = Array.from(stdout.matchAll(/^\| ([^|—]+), [^,|]+ \| [0-9]/gm), ([, title]) => title)
  expect(new Set(measured)).toEqual(
    new Set([
      'lifecycle: 100,000 images, 50 rules',
      'manifest GET by tag',
      'manifest HEAD by tag',
      'blob HEAD',
      'blob GET, 4 KiB',
      'small images pushed, 8 clients',
      'PutImage, signed, 16 clients',
      'DescribeRepositories, signed, 16 clients',
      'manifest GET by a user with 10 large policies',
      'decision by 10 policies of 6 KiB and a repository’s of 10',
      'blob of 1 MiB pushed',
      '4 blobs of 1 MiB pushed at once',
      'blob of 1 MiB pulled',
      'the same, where nothing is sealed',
      'first start to first answer',
      'most memory throughout',
      'SHA-256 on one core',
      'AES-256-GCM on one core',
      'disk in sequence, fdatasync each 32 MiB',
      'writes of 4 KiB with fdatasync',
      'node:http and nothing behind it',
    ]),
  )
})

test('--only measures the part that it names alone, and says how far the load would reach', async () => {
  const { code, stdout } = await bench('--rounds', '1', '--seconds', '0.1', '--only', 'ecrd,bare,blob-head')
  expect(code).toBe(0)
  expect(stdout).toMatch(/^\| blob HEAD, requests\/s \| [0-9,]+ \| [0-9,]+ \| [0-9.]+(, below 3)? \|$/m)
  expect(stdout).not.toMatch(/manifest|this machine/)
})

test('hostile inputs are sent only when --only names them, and then nothing else is measured', async () => {
  const { code, stdout } = await bench('--rounds', '1', '--only', 'hostile-policies')
  expect(code).toBe(0)
  const lines = stdout.split('\n').filter((line) => line.startsWith('| '))
  const titles = lines.map((line) => line.split(' | ')[0])
  expect(titles).toEqual([
    '| hostile input',
    '| a valid layer part of 20 MiB, for comparison',
    ...hostileInputs['hostile-policies'].map(({ title }) => `| ${title}`),
  ])
  for (const line of lines.slice(2)) expect(line).toMatch(/ \| (met|missed) \|$/)
  expect(stdout).toMatch(/\nWanted: at most 100 ms beyond a part’s, and 300 MiB\. [0-9]+ missed\.\n$/)
})

test('the tables show the ratios of rounds, and where the load may be the limit', () => {
  const part = {
    name: 'blob-head',
    figures: [
      { title: 'blob HEAD', unit: 'requests/s', isRate: true },
      { title: 'CPU', unit: 'µs', isRate: false },
    ],
    measure: () => Promise.resolve(undefined),
  } as const
  const outcome = (registry: string, rounds: number[][], headroom = 1) => ({
    registry,
    rounds: rounds.map((values) => values.map((value) => ({ value, headroom }))),
    peakMebibytes: 100,
  })
  const ecrd = outcome('ecrd', [
    [200, 10],
    [300, 10],
    [400, 40],
  ])
  const peer = outcome('peer', [
    [100, 20],
    [100, 20],
    [100, 20],
  ])
  const bare = outcome('bare', [
    [500, 1],
    [1200, 1],
    [1000, 1],
  ])
  expect(tableHead(['ecrd', 'peer', 'bare'])).toContain('|  | ecrd | peer | bare | ecrd ÷ peer | load ÷ fastest |\n')
  expect(tableLines(part, [ecrd, peer, bare]).split('\n')).toEqual([
    '| blob HEAD, requests/s | 300 | 100 | 1,000 | 3.0 (2.0–4.0) | 2.5, below 3 |',
    '| CPU, µs | 10 | 20 | 1.0 | 0.50 (0.50–2.0) |  |',
    '| — most memory meanwhile, MiB | 100 | 100 | 100 |  |  |',
  ])
  // A load that was idle most of the time could have made more than what was reached elsewhere.
  const unhurried = { ...ecrd, rounds: ecrd.rounds.map((values) => values.map((each) => ({ ...each, headroom: 8 }))) }
  expect(tableLines(part, [unhurried, peer, bare])).toContain('| 3.0 (2.0–4.0) | 8.0 |')
  // Those that can't be measured leave a dash.
  expect(tableLines(part, [ecrd, outcome('peer', []), bare])).toContain('| 300 | – | 1,000 | – | 2.5, below 3 |')
})

test.each([
  [['--only', 'ecrt'], /^--only knows manifest-get, .*, bare, not ecrt\n$/],
  [['--peer', 'zot'], /^--peer is NAME=http:\/\/HOST:PORT, not 'zot'\n$/],
  [['--rounds', '0'], /^--rounds is a number from 1 to 100, not '0'\n$/],
  [['--size', '0'], /^--size is a number from 1 to 65536, not '0'\n$/],
])('%j is refused in one sentence', async (options, sentence) => {
  const { code, stderr } = await bench(...options)
  expect(code).toBe(1)
  expect(stderr).toMatch(sentence)
})
