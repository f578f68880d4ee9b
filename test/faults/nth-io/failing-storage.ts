import { storageKind } from '../../support/storage.ts'
import { storageBehindProxies } from './storage-behind-proxies.ts'
import { storageOnFailingDisk } from './storage-on-failing-disk.ts'
import type { ServerPlace } from './server-under-faults.ts'

/**
 * What can happen at the n-th access to a storage:
 *
 * - `fails`: it is not done, and an error says so
 * - `is halved`: half of what is sent or written gets there, and the server lives to see it
 * - `loses its answer`: it is done, and the connection breaks before that can be said
 * - `kills`: the server is killed before it
 * - `kills halfway`: half of it is written, or what has no half is done, and the server is killed
 */
export type FaultKind = 'fails' | 'is halved' | 'loses its answer' | 'kills' | 'kills halfway'

export interface Fault {
  readonly kind: FaultKind
  /** Counted from one; at 0 nothing happens. */
  readonly at: number
}

/** Says of what is wrong after a fault which access it was. */
export async function blaming<T>({ kind, at }: Fault, counted: readonly string[], check: () => Promise<T>): Promise<T> {
  try {
    return await check()
  } catch (error) {
    throw new Error(`access ${at} ${kind}: ${counted[at - 1] ?? 'none'}`, { cause: error })
  }
}

/** A storage that fails where a test says so. */
export interface FailingStorage {
  readonly kinds: readonly FaultKind[]
  readonly place: ServerPlace
  /** For the server that uses it. */
  readonly env: Readonly<Record<string, string>>
  /** Counts from now on. `kill` ends the server where the storage can't do it itself. */
  readonly arm: (fault: Fault, kill: () => void) => Promise<void>
  /** Lets everything through again; what was counted, in order. */
  readonly disarm: () => Promise<readonly string[]>
  /** The storage keys under which anything lies, sorted. */
  readonly storageKeys: () => Promise<readonly string[]>
  readonly remove: () => Promise<void>
}

/** Of the kind that this project's tests run on. */
export function openFailingStorage(): Promise<FailingStorage> {
  return storageKind.database === 'sqlite' ? storageOnFailingDisk() : storageBehindProxies()
}
