import { readFile, rm } from 'node:fs/promises'
import type { DataFolder } from '../config/data-folder.ts'
import { writeFileAtomically } from '../config/write-file-atomically.ts'

/** `DIR/ecrd.json`: where the server of this folder is, while one runs and serves. A server that was killed leaves it behind. */
export interface Announcement {
  readonly url: string
  /** Undefined where there are no metrics. */
  readonly metricsUrl?: string | undefined
  readonly pid: number
  readonly account: string
  readonly region: string
  readonly version: string
}

export async function announce(folder: DataFolder, announcement: Announcement): Promise<void> {
  await writeFileAtomically(folder.announcement, `${JSON.stringify(announcement)}\n`, 0o600)
}

export async function withdrawAnnouncement(folder: DataFolder): Promise<void> {
  await rm(folder.announcement, { force: true })
}

/** Whether the announcement is there and its process lives. */
export async function isServing(folder: DataFolder): Promise<boolean> {
  const text = await readFile(folder.announcement, 'utf8').catch(() => undefined)
  if (text === undefined) return false
  try {
    const { pid } = JSON.parse(text) as Announcement
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
