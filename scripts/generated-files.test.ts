import { spawnSync } from 'node:child_process'
import { execPath } from 'node:process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

test.each(['generate-model.ts', 'generate-docs.ts'])('what %s writes is up to date', (script) => {
  const { status, stderr } = spawnSync(execPath, [fileURLToPath(new URL(script, import.meta.url)), '--check'], {
    encoding: 'utf8',
  })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})
