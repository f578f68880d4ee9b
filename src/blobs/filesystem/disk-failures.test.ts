import { expect, test } from 'vitest'
import { StorageUnavailable } from '../../errors.ts'
import type { BlobReader, BlobStore, BlobWriter } from '../blob-store.ts'
import { tellOfDisk } from './disk-failures.ts'

const key = '000102030405060708090a0b0c0d0e0f'

/** Opens, and fails at everything else. */
function failing(code: string): BlobStore {
  const fail = () => Promise.reject(Object.assign(new Error(`${code}: a fault`), { code }))
  const writer: BlobWriter = { write: fail, flush: fail, commit: fail, close: fail }
  const reader: BlobReader = { read: fail, close: fail }
  return {
    name: 'filesystem',
    openWriter: () => Promise.resolve(writer),
    openReader: () => Promise.resolve(reader),
    remove: fail,
  }
}

async function failuresOf(store: BlobStore): Promise<unknown[]> {
  const writer = await store.openWriter(key, 0)
  const reader = await store.openReader(key)
  const calls = [
    () => writer.write(Buffer.alloc(1)),
    () => writer.flush(),
    () => writer.commit(),
    () => writer.close(),
    () => reader?.read(Buffer.alloc(1), 0),
    () => reader?.close(),
    () => store.remove(key),
  ]
  return Promise.all(
    calls.map(async (call) => call()).map((outcome) => outcome.then(String, (error: unknown) => error)),
  )
}

test('whatever a disk cannot do for now is an outage of the storage, and says why', async () => {
  const failures = await failuresOf(tellOfDisk(failing('EIO')))
  expect(failures).toHaveLength(7)
  for (const failure of failures) {
    expect(failure).toBeInstanceOf(StorageUnavailable)
    expect(failure).toMatchObject({ cause: { code: 'EIO' } })
  }
})

test('any other error of the file system is thrown as it is', async () => {
  for (const failure of await failuresOf(tellOfDisk(failing('EBADF')))) expect(failure).toMatchObject({ code: 'EBADF' })
})

test('a blob that is missing is no failure', async () => {
  const empty: BlobStore = { ...failing('EIO'), openReader: () => Promise.resolve(undefined) }
  expect(await tellOfDisk(empty).openReader(key)).toBeUndefined()
})
