import { join } from 'node:path'
import { createFailingDisk, type NthCall } from '../../support/failing-disk.ts'
import { keptBytes } from '../../support/kept-bytes.ts'
import { temporaryFolder } from '../../support/processes.ts'
import type { FailingStorage, FaultKind } from './failing-storage.ts'

const hows: ReadonlyMap<FaultKind, NthCall['how']> = new Map([
  ['fails', 'fails'],
  ['is halved', 'shortens'],
  ['kills', 'kills'],
  ['kills halfway', 'tears'],
])

/** SQLite and files: what is counted is what the program asks of the kernel. */
export async function storageOnFailingDisk(): Promise<FailingStorage> {
  const folder = await temporaryFolder()
  const disk = await createFailingDisk()
  const blobsPath = join(folder.path, 'blobs')
  const kept = keptBytes({ bucket: undefined }, blobsPath)
  return {
    kinds: [...hows.keys()],
    place: { databasePath: join(folder.path, 'ecrd.db'), blobsPath, databaseUrl: undefined, bucket: undefined },
    env: disk.env,
    async arm({ kind, at }) {
      const how = hows.get(kind)
      if (how === undefined) throw new Error(`a disk never ${kind}`)
      await disk.failNth({ how, n: at, below: folder.path })
    },
    async disarm() {
      await disk.fail()
      return (await disk.counted()).map((call) => call.replace(folder.path, ''))
    },
    storageKeys: async () => (await kept.storageKeys()).toSorted(),
    async remove() {
      await disk.remove()
      await folder.remove()
    },
  }
}
