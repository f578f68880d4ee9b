import type { Blob } from '../support/images.ts'

/** What a server has promised to clients that push, and what it may have done without being able to say so. */
export interface Ledger {
  /** `repository@digest` of every blob and manifest that was answered with 201. */
  readonly blobs: Set<string>
  readonly manifests: Set<string>
  /** By `repository:tag`. */
  readonly tags: Map<string, TagHistory>
  readonly uploads: Set<OpenUpload>
}

/** A tag has one writer: it names what was acknowledged last, or something that was sent later. */
export interface TagHistory {
  readonly sent: string[]
  /** How many of them were there when the last answer came. */
  acknowledged: number
}

export interface OpenUpload {
  readonly repository: string
  readonly path: string
  readonly blob: Blob
  /** Bytes that were acknowledged, and bytes that were sent at all. */
  acknowledgedBytes: number
  sentBytes: number
  /** Its end was asked for: it may be a blob by now. */
  isEnding: boolean
}

export function newLedger(): Ledger {
  return { blobs: new Set(), manifests: new Set(), tags: new Map(), uploads: new Set() }
}
