import { afterEach, expect, test, vi } from 'vitest'
import { withoutThem } from './prepare-machine.ts'

const sentence = 'missing: docker, skopeo. Tests that need them are skipped.'

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

test('someone’s laptop goes on without clients, and says which', () => {
  vi.stubEnv('CI', undefined)
  const said = vi.spyOn(console, 'log').mockReturnValue(undefined)
  expect(withoutThem(['docker', 'skopeo'])).toMatchObject({ tally: { passed: 0, failed: 0, skipped: 1 } })
  expect(said.mock.calls).toEqual([[sentence]])
})

test('a machine that is there to test everything fails without them', () => {
  vi.stubEnv('CI', 'true')
  expect(withoutThem(['docker', 'skopeo'])).toEqual({ tally: { passed: 0, failed: 1, skipped: 0 }, output: sentence })
})
