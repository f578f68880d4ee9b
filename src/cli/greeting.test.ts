import { describe, expect, test } from 'vitest'
import { dataFolder } from '../config/data-folder.ts'
import { resolveOptions } from '../config/resolve-options.ts'
import { serveOptions } from '../config/serve-options.ts'
import { greeting } from './greeting.ts'

const options = resolveOptions(serveOptions, { flags: new Map(), environment: {}, file: undefined })
const url = 'http://127.0.0.1:5100'
const registry = 'localhost:5100'

describe('the first start', () => {
  test('says what to paste next, for the registry that it is', () => {
    const text = greeting({
      folder: dataFolder('/d'),
      options,
      url,
      registry: 'registry.example.org',
      isFirstStart: true,
    })
    expect(text).toContain('eval "$(npx ecrd env)"\n')
    expect(text).toContain('docker login --username AWS --password-stdin registry.example.org\n')
    expect(text).toContain('docker push registry.example.org/app:v1\n')
  })

  test('names the data folder where it is not the usual one', () => {
    const folder = dataFolder("/it's mine")
    const text = greeting({ folder, options: { ...options, data: folder.path }, url, registry, isFirstStart: true })
    expect(text).toContain(`eval "$(npx ecrd env --data '/it'\\''s mine')"`)
  })
})

describe('every start', () => {
  test('says which database it serves, and not the password', () => {
    const shared = { ...options, database: 'postgres://ecrd:secret@db.internal:5433/registry', masterKeyFile: '/k' }
    const text = greeting({
      folder: dataFolder('/d'),
      options: shared,
      url,
      registry: 'localhost:5100',
      isFirstStart: false,
    })
    expect(text).toContain('from the PostgreSQL database registry on db.internal:5433 and /d\n')
    expect(text).not.toContain('secret')
  })

  test('says what a key in the data folder does not protect against', () => {
    expect(greeting({ folder: dataFolder('/d'), options, url, registry, isFirstStart: false })).toContain(
      'The master key, /d/master.key, lies beside what it seals: whoever copies the whole folder can read everything.',
    )
  })

  test('says nothing of it when the key is elsewhere', () => {
    const elsewhere = { ...options, masterKeyFile: '/k' }
    expect(
      greeting({ folder: dataFolder('/d'), options: elsewhere, url, registry, isFirstStart: false }),
    ).not.toContain('master')
  })
})
