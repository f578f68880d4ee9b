import { MemoryExhausted } from '../../errors.ts'

/** What all requests together may hold in memory, whichever door they came through. */
export interface MemoryBudget {
  /** Throws MemoryExhausted where there is no room. What is held counts until it is disposed of. */
  hold(sizeBytes: number): HeldMemory
  readonly heldBytes: number
  /** Whether a request found no room since this was last asked. */
  wasScarce(): boolean
}

export interface HeldMemory extends Disposable {
  /** Throws MemoryExhausted where there is no room for more. */
  add(sizeBytes: number): void
}

/** A share that is left to requests which hold hardly anything: they are served while others send as much as they can. */
const shareOfSmall = 1 / 8
const smallSizeBytes = 64 * 1024

export function createMemoryBudget(limitBytes: number): MemoryBudget {
  let heldBytes = 0
  let isScarce = false
  return {
    get heldBytes() {
      return heldBytes
    },
    wasScarce() {
      const was = isScarce
      isScarce = false
      return was
    },
    hold(sizeBytes) {
      let ownBytes = 0
      const add = (moreBytes: number): void => {
        const isSmall = ownBytes + moreBytes <= smallSizeBytes
        if (heldBytes + moreBytes > (isSmall ? limitBytes : limitBytes * (1 - shareOfSmall))) {
          isScarce = true
          throw new MemoryExhausted()
        }
        heldBytes += moreBytes
        ownBytes += moreBytes
      }
      add(sizeBytes)
      return {
        add,
        [Symbol.dispose]() {
          heldBytes -= ownBytes
          ownBytes = 0
        },
      }
    },
  }
}
