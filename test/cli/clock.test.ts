import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { done, refusal } from '../support/account-commands.ts'
import { runEcrd, serveFolder } from '../support/ecrd-command.ts'
import { temporaryFolder, type TemporaryFolder } from '../support/processes.ts'

const dayMs = 24 * 60 * 60 * 1000

let data: TemporaryFolder
beforeEach(async () => {
  data = await temporaryFolder()
})
afterEach(() => data.remove())

const clockArgs = (...args: string[]): string[] => ['clock', ...args, '--data', data.path]

/** What a command printed: how far the registry's clock is ahead. */
function aheadMs(printed: string): number {
  const [, registry = '', system = ''] = /^registry {2}(\S+)\nsystem {4}(\S+)\n$/.exec(printed) ?? []
  return Date.parse(registry) - Date.parse(system)
}

const moved = async (...args: string[]): Promise<number> => aheadMs(await done(clockArgs(...args)))

describe('ecrd clock', () => {
  test('moves the clock of a running server, which goes on from there when it is started again', async () => {
    const first = await serveFolder(data.path, ['--dev'])
    expect(await moved()).toBe(0)
    expect(await moved('advance', '30d')).toBe(30 * dayMs)
    expect(await moved('advance', '12h')).toBe(30.5 * dayMs)
    await first.process.end()
    expect(await moved()).toBe(30.5 * dayMs)
    expect(await moved('advance', '12h')).toBe(31 * dayMs)

    const { process, announcement } = await serveFolder(data.path, ['--dev'])
    await process.until('the notice', () => process.output().includes('!!! The clock shows '))
    expect(await (await fetch(`${announcement.url}/readyz`)).text()).toContain("the clock is ahead of the system's")
    const later = new Date(Date.now() + 60 * dayMs).toISOString()
    expect(await moved('set', later)).toBeGreaterThan(59 * dayMs)
    expect(await moved('reset')).toBe(0)
    expect(await (await fetch(`${announcement.url}/readyz`)).text()).not.toContain('the clock is ahead')
    await process.end()
  })

  test('set does not go back, and says what does', async () => {
    await (await serveFolder(data.path, ['--dev'])).process.end()
    await moved('advance', '30d')
    const sentence = await refusal(clockArgs('set', new Date().toISOString()))
    expect(sentence).toMatch(
      /^ecrd: The clock shows \S+Z and is only moved forward\. Take it back to the system's time with: ecrd clock reset\n$/,
    )
    expect(await refusal(clockArgs('advance', '9999999d'))).toBe(
      "ecrd: The clock can't be moved beyond 9999-01-01T00:00:00Z.\n",
    )
    expect(await moved()).toBe(30 * dayMs)
  })

  test('is refused for a registry that was not made with --dev, whether a server runs on it or not', async () => {
    const { process } = await serveFolder(data.path)
    const sentence =
      "ecrd: The clock of this registry is the system's: only a registry that was created with --dev has one that can be moved.\n"
    const attempts = [clockArgs(), clockArgs('advance', '1d'), clockArgs('set', '9000-01-01T00:00:00Z')]
    for (const args of attempts) expect(await refusal(args)).toBe(sentence)
    await process.end()
    expect(await refusal(clockArgs('reset'))).toBe(sentence)
  })

  test.each([
    [['advance'], 'ecrd clock advance DURATION: DURATION is missing.'],
    [['set', 'now'], 'TIME must be a date and time with its zone, such as 2027-01-01T00:00:00Z (it is "now").'],
    [['back'], 'clock back is not a command of ecrd'],
  ])('%j is refused with a sentence', async (args, sentence) => {
    expect(await refusal(['clock', ...args], 2)).toContain(`ecrd: ${sentence}`)
  })

  test('--help lists all that can be done to the clock', async () => {
    const { code, stdout } = await runEcrd(['clock', '--help'])
    expect([code, stdout.match(/^ {2}ecrd clock( \w+)?/gm)]).toEqual([
      0,
      ['  ecrd clock', '  ecrd clock advance', '  ecrd clock set', '  ecrd clock reset'],
    ])
  })
})
