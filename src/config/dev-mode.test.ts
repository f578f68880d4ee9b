import { expect, test } from 'vitest'
import { requireSafeDevMode } from './dev-mode.ts'
import { OptionError } from './resolve-options.ts'

const off = { dev: false, devAnywhere: false, devHosts: [], devReset: false, host: '0.0.0.0' }
const on = { ...off, dev: true }

function problem(options: Parameters<typeof requireSafeDevMode>[0]): string {
  try {
    requireSafeDevMode(options)
    return ''
  } catch (error) {
    if (!(error instanceof OptionError)) throw error
    return error.problems.join()
  }
}

test.each(['127.0.0.1', '127.1.2.3', '::1', 'localhost'])('--dev is accepted when the server listens on %s', (host) => {
  expect(problem({ ...on, host })).toBe('')
})

test.each(['0.0.0.0', '::', '10.0.0.1', '127.0.0.1.example.org', '127.1', 'example.org', '::ffff:127.0.0.1'])(
  '--dev is refused when the server listens on %s, unless --dev-anywhere is given',
  (host) => {
    expect(problem({ ...on, host })).toBe(
      `--dev makes everyone root who can reach the server, and on ${host} other machines can. Listen on 127.0.0.1, or allow other machines with --dev-anywhere.`,
    )
    expect(problem({ ...on, devAnywhere: true, host })).toBe('')
  },
)

test('a server without --dev may listen on any address', () => {
  expect(problem(off)).toBe('')
})

test.each([
  ['--dev-anywhere', { devAnywhere: true }],
  ['--dev-hosts', { devHosts: ['ecrd'] }],
  ['--dev-reset', { devReset: true }],
])('%s is refused without --dev', (flag, given) => {
  expect(problem({ ...off, ...given })).toBe(`${flag} needs --dev.`)
})
