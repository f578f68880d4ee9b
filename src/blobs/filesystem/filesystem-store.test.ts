import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { filesystemStore } from './filesystem-store.ts'

test('a file that cannot be opened for another reason than that it is missing is no damaged blob', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'blob-store-'))
  await mkdir(join(folder, '00', '0102030405060708090a0b0c0d0e0f'), { recursive: true })
  const store = filesystemStore(folder)
  await expect(store.openWriter('000102030405060708090a0b0c0d0e0f', 5)).rejects.toMatchObject({ code: 'EISDIR' })
  await rm(folder, { recursive: true })
})
