import { describe, expect, test } from 'vitest'
import { dataFolder } from '../config/data-folder.ts'
import { resolveOptions } from '../config/resolve-options.ts'
import { serveOptions } from '../config/serve-options.ts'
import { type Startup, startupBanner } from './startup-banner.ts'

const options = resolveOptions(serveOptions, { flags: new Map(), environment: {}, file: undefined })

function greetingOf(parts: Partial<Startup>): string {
  return startupBanner({
    folder: dataFolder('/d'),
    options,
    url: 'http://127.0.0.1:5100',
    registry: 'localhost:5100',
    isFirstStart: false,
    isRootLocked: false,
    devClock: undefined,
    ...parts,
  })
}

describe('the greeting of the first start', () => {
  test('shows the next commands with the host of the registry', () => {
    const text = greetingOf({ registry: 'registry.example.org', isFirstStart: true })
    expect(text).toContain('eval "$(npx ecrd env)"\n')
    expect(text).toContain('docker login --username AWS --password-stdin registry.example.org\n')
    expect(text).toContain('docker push registry.example.org/app:v1\n')
  })

  test('names the data folder in the next command when it is not the default one', () => {
    const folder = dataFolder("/it's mine")
    const text = greetingOf({ folder, options: { ...options, data: folder.path }, isFirstStart: true })
    expect(text).toContain(`eval "$(npx ecrd env --data '/it'\\''s mine')"`)
  })
})

describe('the greeting of every start', () => {
  test('names the database without its password', () => {
    const shared = { ...options, database: 'postgres://ecrd:secret@db.internal:5433/registry', masterKeyFile: '/k' }
    const text = greetingOf({ options: shared })
    expect(text).toContain('from the PostgreSQL database registry on db.internal:5433 and /d\n')
    expect(text).not.toContain('secret')
  })

  test('warns that a master key in the data folder does not protect a copy of the folder', () => {
    expect(greetingOf({})).toContain(
      'The master key, /d/master.key, is in the same folder as the data that it encrypts: anyone who copies the whole folder can read everything.',
    )
  })

  test('says with --dev what the clock shows, where it was moved', () => {
    const now = () => Date.parse('2027-01-01T00:00:00Z')
    const dev = (offsetMs: number) => greetingOf({ options: { ...options, dev: true }, devClock: { now, offsetMs } })
    expect(dev(1)).toContain("!!! The clock shows 2027-01-01T00:00:00Z, ahead of the system's.")
    expect(dev(0)).not.toContain('The clock shows')
  })

  test('recommends a user for daily work, except with --dev', () => {
    const recommended =
      'For daily work use a user, which may assume roles (root may not): eval "$(npx ecrd env --user me)"\n'
    expect(greetingOf({})).toContain(recommended)
    expect(greetingOf({ isFirstStart: true })).toContain(recommended)
    expect(greetingOf({ devClock: { now: () => 0, offsetMs: 0 } })).not.toContain('--user')
  })

  test('does not mention the master key when it is in another place', () => {
    expect(greetingOf({ options: { ...options, masterKeyFile: '/k' } })).not.toContain('master')
  })

  test('says that root is locked, and what unlocks it, only when root is locked', () => {
    expect(greetingOf({ isRootLocked: true })).toContain(
      'The root of account 123456789012 is locked. To unlock it, create a new key: ecrd credentials rotate\n',
    )
    expect(greetingOf({})).not.toContain('locked')
  })

  test('warns with --dev that every caller is root', () => {
    const devClock = { now: () => 0, offsetMs: 0 }
    expect(greetingOf({ options: { ...options, dev: true }, devClock })).toContain(
      '!!! --dev: EVERYONE WHO CAN REACH http://127.0.0.1:5100 IS ROOT OF EVERY ACCOUNT',
    )
    expect(greetingOf({})).not.toContain('--dev')
  })
})
