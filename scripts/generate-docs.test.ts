import { spawnSync } from 'node:child_process'
import { execPath } from 'node:process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

test('the generated pages of docs/ say what the code says', () => {
  const script = fileURLToPath(new URL('generate-docs.ts', import.meta.url))
  const { status, stderr } = spawnSync(execPath, [script, '--check'], { encoding: 'utf8' })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})
