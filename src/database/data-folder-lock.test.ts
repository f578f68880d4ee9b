import { join } from 'node:path'
import { expect, it } from 'vitest'
import { freshFolder } from '../../test/support/databases.ts'
import { lockDataFolder } from './data-folder-lock.ts'

it('a data folder that one holder has locked cannot be locked by a second one', async () => {
  const path = await freshFolder()
  const folder = { path, lock: join(path, 'lock') }
  const first = lockDataFolder(folder)
  expect(() => lockDataFolder(folder)).toThrow(
    `Another running ecrd uses the data folder ${path}. Stop it, or choose another folder.`,
  )
  first.release()
  lockDataFolder(folder).release()
})
