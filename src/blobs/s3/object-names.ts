import { assertStorageKey } from '../blob-store.ts'

/**
 * What lies in the bucket for the storage key `abcdef…`:
 *
 *     <prefix>/blobs/abcdef…               a blob, whole. While it is uploaded: parts of a multipart upload of this name
 *     <prefix>/uploads/abcdef…/<position>  what an open upload has flushed beyond its last full part
 *     <prefix>/probe                       written and removed when a server starts
 *
 *     0          8 MiB       16 MiB      position
 *     │  part 1   │  part 2   │ partial part
 *     └── multipart upload ───┴─ uploads/abcdef…/<position>
 *
 * A part's number follows from its position, so the row's size says which parts there are. A partial part is written once under
 * its name and names the multipart upload that it goes on: any server takes up an upload from the row and this object.
 */
export interface ObjectNames {
  readonly probe: string
  blob(storageKey: string): string
  /** Where all partial parts of an upload are. */
  partialParts(storageKey: string): string
  partialPart(storageKey: string, position: number): string
}

export function objectNames(prefix: string): ObjectNames {
  const root = prefix === '' ? '' : `${prefix}/`
  const partialParts = (storageKey: string): string => {
    assertStorageKey(storageKey)
    return `${root}uploads/${storageKey}/`
  }
  return {
    probe: `${root}probe`,
    blob(storageKey) {
      assertStorageKey(storageKey)
      return `${root}blobs/${storageKey}`
    },
    partialParts,
    partialPart: (storageKey, position) => `${partialParts(storageKey)}${position}`,
  }
}
