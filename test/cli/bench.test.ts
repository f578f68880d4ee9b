import { expect, test } from 'vitest'
import { findProgram } from '../support/machine.ts'
import { runProcess } from '../support/processes.ts'
import { checkout } from '../support/readme.ts'

const bench = (...options: string[]) =>
  runProcess('npm', ['run', 'bench', '--silent', '--', ...options], { cwd: checkout, timeoutMs: 100_000 })

test('npm run bench measures all that it names, side by side with what is installed', async () => {
  const { code, stdout } = await bench('--rounds', '1', '--seconds', '0.1', '--mebibytes', '1')
  expect(code).toBe(0)
  const peers = findProgram('docker-registry') === undefined ? ['bare'] : ['docker-registry', 'bare']
  const columns = ['', 'ecrd', ...peers, ...peers.map((name) => `ecrd ÷ ${name}`)]
  expect(stdout).toContain(`| ${columns.join(' | ')} |\n`)
  // Each with a figure of ecrd's.
  const measured = Array.from(stdout.matchAll(/^\| ([^|—]+), [^,|]+ \| [0-9]/gm), ([, title]) => title)
  expect(new Set(measured)).toEqual(
    new Set([
      'manifest GET by tag',
      'manifest HEAD by tag',
      'blob HEAD',
      'blob GET, 4 KiB',
      'small images pushed, 8 clients',
      'blob of 1 MiB pushed, one stream',
      'blob of 1 MiB pulled, one stream',
      'first start to first answer',
      'memory then (peak)',
    ]),
  )
})

test.each([
  [['--only', 'ecrt'], /^--only knows manifest-get, .*, bare, not ecrt\n$/],
  [['--peer', 'zot'], /^--peer is NAME=http:\/\/HOST:PORT, not 'zot'\n$/],
  [['--rounds', '0'], /^--rounds is a number from 1 to 100, not '0'\n$/],
])('%j is told in a sentence', async (options, sentence) => {
  const { code, stderr } = await bench(...options)
  expect(code).toBe(1)
  expect(stderr).toMatch(sentence)
})
