import { afterEach, expect, test, vi } from 'vitest'
import { hasGoProgram } from '../test/support/go-programs.ts'
import { compileGoPrograms } from './go-programs.ts'

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

test('a machine without Go is told what it lacks, by whoever waits for it', async () => {
  vi.stubEnv('PATH', '')
  vi.stubEnv('CI', 'true')
  const { tally, output } = await compileGoPrograms()('clients in Go', ['crane']).run()
  expect(tally).toEqual({ passed: 0, failed: 1, skipped: 0 })
  const missing = hasGoProgram('crane') ? 'go' : 'go, crane'
  expect(output).toBe(`missing: ${missing}. Tests that need them are skipped.`)
})
