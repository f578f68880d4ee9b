import { expect, test } from 'vitest'
import { runProcess } from '../support/processes.ts'
import { root } from './sources.ts'

test('src/generated is what the generator makes of model/', async () => {
  const { code, stdout, stderr } = await runProcess(process.execPath, ['scripts/generate-model.ts', '--check'], {
    cwd: root,
  })
  expect(stdout + stderr).toBe('')
  expect(code).toBe(0)
})
