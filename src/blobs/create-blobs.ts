import type { Blobs, Placement } from './blobs.ts'
import { newPlacement } from './placement.ts'
import { readBlob } from './read-blob.ts'
import { readUpload } from './read-upload.ts'
import { createTransfers, type Transfers } from './transfers.ts'
import { createUploads } from './uploads.ts'

export interface BlobDrivers extends Pick<Transfers, 'store' | 'keys' | 'ids'> {
  /** How new blobs are kept. Both kinds are read for ever. */
  readonly sealing: Placement['sealing']
}

export function createBlobs({ sealing, ...drivers }: BlobDrivers): Blobs {
  const transfers = createTransfers(drivers)
  const uploads = createUploads(transfers)
  return {
    ...uploads,
    reserve: () => newPlacement(drivers, { store: drivers.store.name, sealing }),
    readUpload: (stored) => readUpload(transfers, stored),
    read: (blob, range) => readBlob(transfers, blob, range),
    remove: (storageKey) => drivers.store.remove(storageKey),
    async close() {
      await uploads.close()
      await transfers.worker.close()
    },
  }
}
