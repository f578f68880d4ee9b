import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeFolder } from './durable-folders.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ecrd-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('makeFolder makes missing folders with mode 0700, and leaves existing ones', async () => {
  const path = join(folder, 'a/b/c')
  await makeFolder(path)
  await makeFolder(path)
  for (const made of ['a', 'a/b', 'a/b/c']) expect((await stat(join(folder, made))).mode & 0o777).toBe(0o700)
})

test('makeFolder makes one folder when several calls make it at the same time', async () => {
  await Promise.all(['a/b', 'a/b', 'a/c'].map((name) => makeFolder(join(folder, name))))
  expect((await stat(join(folder, 'a/c'))).isDirectory()).toBe(true)
})

test('makeFolder fails with EEXIST or ENOTDIR when a file is in the way', async () => {
  await writeFile(join(folder, 'file'), '')
  await expect(makeFolder(join(folder, 'file'))).rejects.toMatchObject({ code: 'EEXIST' })
  await expect(makeFolder(join(folder, 'file/a'))).rejects.toMatchObject({ code: 'ENOTDIR' })
})
