import { expect, test } from 'vitest'
import { runProcess } from '../support/processes.ts'
import { root } from './sources.ts'

test('docs/configuration.md says what the options are', async () => {
  const { code, stdout, stderr } = await runProcess(
    process.execPath,
    ['scripts/generate-configuration.ts', '--check'],
    { cwd: root },
  )
  expect(stdout + stderr).toBe('')
  expect(code).toBe(0)
})
