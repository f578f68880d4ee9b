import { copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { runProcess, temporaryFolder } from '../support/processes.ts'
import { root } from './sources.ts'

test('npm prints no wall of warnings where Node is older than some package wants', async () => {
  const { path, remove } = await temporaryFolder()
  onTestFinished(remove)
  await copyFile(join(root, '.npmrc'), join(path, '.npmrc'))
  await writeFile(join(path, 'package.json'), JSON.stringify({ name: 'x', engines: { node: '>=99' } }))
  const { code, stderr } = await runProcess('npm', ['install', '--dry-run', '--offline'], { cwd: path })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
})
