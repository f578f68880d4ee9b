import {
  type BlobKey,
  boxOverheadBytes,
  dataKeySizeBytes,
  frameSizeBytes,
  nonceSizeBytes,
  openBox,
  type Place,
  sealBox,
} from '../sealing/frames.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import type { Ids } from '../platform/ids.ts'
import { DamagedBlob } from './blob-errors.ts'
import { type BlobStore, newStorageKey } from './blob-store.ts'
import type { BlobBytes, Placement, StoredUpload } from './blobs.ts'
import type { Transfers } from './transfers.ts'

/** Where new bytes go and how they are sealed, with a data key of their own. */
export function newPlacement(
  { ids, keys }: { readonly ids: Ids; readonly keys: KeyRing },
  { store, sealing }: Pick<Placement, 'store' | 'sealing'>,
): Placement {
  const storageKey = newStorageKey(ids)
  if (sealing === 'none') {
    return { store, storage_key: storageKey, sealing, key_id: '', wrapped_key: new Uint8Array(0) }
  }
  const wrappedKey = keys.seal('data-key', storageKey, ids.bytes(dataKeySizeBytes))
  return { store, storage_key: storageKey, sealing, key_id: keys.keyId, wrapped_key: wrappedKey }
}

/** No server starts with another store than its database's, so this one is not the one that wrote these bytes. */
export function requireStore(store: BlobStore, placement: Pick<BlobBytes, 'store' | 'storage_key'>): void {
  if (placement.store === store.name) return
  throw new Error(
    `${placement.storage_key} is kept in ${placement.store}, and this server keeps blobs in ${store.name}`,
  )
}

/** Undefined when the bytes are not sealed. */
export function unwrapKey(
  keys: KeyRing,
  placement: Pick<Placement, 'sealing' | 'storage_key' | 'wrapped_key'>,
): BlobKey | undefined {
  if (placement.sealing === 'none') return undefined
  const dataKey = keys.open('data-key', placement.storage_key, placement.wrapped_key)
  if (dataKey === undefined) throw new DamagedBlob(placement.storage_key, 'its data key does not open')
  return { storageKey: placement.storage_key, dataKey }
}

/** Where a frame begins in the store. Unsealed bytes lie as they are. */
export function framePosition(key: BlobKey | undefined, index: number): number {
  return index * (frameSizeBytes + (key === undefined ? 0 : boxOverheadBytes))
}

/** Seals bytes that live in a row. */
export function sealForRow(key: BlobKey | undefined, place: Place, ids: Ids, plain: Uint8Array): Uint8Array {
  return key === undefined ? Uint8Array.from(plain) : sealBox(key, place, ids.bytes(nonceSizeBytes), plain)
}

export function openFromRow(key: BlobKey | undefined, place: Place, bytes: Uint8Array): Uint8Array | undefined {
  return key === undefined ? bytes : openBox(key, place, bytes)
}

interface OpenPartialFrame {
  /** Of the upload; undefined when its bytes are not sealed. */
  readonly key: BlobKey | undefined
  readonly partialFrame: Uint8Array
}

/** The plain bytes of the row's partialFrame: exactly those that the row's size says are short of a frame. */
export function openPartialFrame(
  { keys }: Transfers,
  { upload, partialFrame: sealedPartialFrame }: StoredUpload,
): OpenPartialFrame {
  const key = unwrapKey(keys, upload)
  const index = Math.floor(upload.size / frameSizeBytes)
  const partialFrame =
    sealedPartialFrame === undefined ? new Uint8Array(0) : openFromRow(key, { kind: 'tail', index }, sealedPartialFrame)
  if (partialFrame?.byteLength !== upload.size % frameSizeBytes) {
    throw new DamagedBlob(upload.storage_key, 'the partial frame of its upload does not open')
  }
  return { key, partialFrame }
}
