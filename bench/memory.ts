import { readFile } from 'node:fs/promises'

export interface Memory {
  readonly residentMib: number
  /** The most that it has ever been. */
  readonly peakMib: number
}

/** https://man7.org/linux/man-pages/man5/proc_pid_status.5.html */
export async function readMemory(pid: number): Promise<Memory> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  const mebibytes = (field: string): number =>
    Math.round(Number(new RegExp(`^${field}:\\s+([0-9]+) kB$`, 'm').exec(status)?.[1]) / 1024)
  return { residentMib: mebibytes('VmRSS'), peakMib: mebibytes('VmHWM') }
}
