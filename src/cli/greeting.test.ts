import { describe, expect, test } from 'vitest'
import { dataFolder } from '../config/data-folder.ts'
import { resolveOptions } from '../config/resolve-options.ts'
import { serveOptions } from '../config/serve-options.ts'
import { type Greeting, greeting } from './greeting.ts'

const options = resolveOptions(serveOptions, { flags: new Map(), environment: {}, file: undefined })

function greetingOf(parts: Partial<Greeting>): string {
  return greeting({
    folder: dataFolder('/d'),
    options,
    url: 'http://127.0.0.1:5100',
    registry: 'localhost:5100',
    isFirstStart: false,
    isRootLocked: false,
    ...parts,
  })
}

describe('the first start', () => {
  test('says what to paste next, for the registry that it is', () => {
    const text = greetingOf({ registry: 'registry.example.org', isFirstStart: true })
    expect(text).toContain('eval "$(npx ecrd env)"\n')
    expect(text).toContain('docker login --username AWS --password-stdin registry.example.org\n')
    expect(text).toContain('docker push registry.example.org/app:v1\n')
  })

  test('names the data folder where it is not the usual one', () => {
    const folder = dataFolder("/it's mine")
    const text = greetingOf({ folder, options: { ...options, data: folder.path }, isFirstStart: true })
    expect(text).toContain(`eval "$(npx ecrd env --data '/it'\\''s mine')"`)
  })
})

describe('every start', () => {
  test('says which database it serves, and not the password', () => {
    const shared = { ...options, database: 'postgres://ecrd:secret@db.internal:5433/registry', masterKeyFile: '/k' }
    const text = greetingOf({ options: shared })
    expect(text).toContain('from the PostgreSQL database registry on db.internal:5433 and /d\n')
    expect(text).not.toContain('secret')
  })

  test('says what a key in the data folder does not protect against', () => {
    expect(greetingOf({})).toContain(
      'The master key, /d/master.key, lies beside what it seals: whoever copies the whole folder can read everything.',
    )
  })

  test('recommends a user for daily work, but where root may assume roles', () => {
    const recommended =
      'For daily work take a user, who may assume roles as root may not: eval "$(npx ecrd env --user me)"\n'
    expect(greetingOf({})).toContain(recommended)
    expect(greetingOf({ isFirstStart: true })).toContain(recommended)
    expect(greetingOf({ options: { ...options, dev: true } })).not.toContain('--user')
  })

  test('says nothing of it when the key is elsewhere', () => {
    expect(greetingOf({ options: { ...options, masterKeyFile: '/k' } })).not.toContain('master')
  })

  test('says that the root is locked when it is, and what undoes that', () => {
    expect(greetingOf({ isRootLocked: true })).toContain(
      'The root of account 123456789012 is locked. A new key undoes that: ecrd credentials rotate\n',
    )
    expect(greetingOf({})).not.toContain('locked')
  })

  test('says loudly that everybody is root, with --dev', () => {
    expect(greetingOf({ options: { ...options, dev: true } })).toContain(
      '!!! --dev: WHOEVER REACHES http://127.0.0.1:5100 IS ROOT OF ANY ACCOUNT',
    )
    expect(greetingOf({})).not.toContain('--dev')
  })
})
