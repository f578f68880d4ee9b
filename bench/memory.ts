import { readFile, writeFile } from 'node:fs/promises'

/** The most memory that a process has had since `forgetPeak`. https://man7.org/linux/man-pages/man5/proc_pid_status.5.html */
export async function peakMebibytes(pid: number): Promise<number> {
  return readMebibytes(pid, 'VmHWM')
}

/** What it has now. */
export async function residentMebibytes(pid: number): Promise<number> {
  return readMebibytes(pid, 'VmRSS')
}

async function readMebibytes(pid: number, field: 'VmHWM' | 'VmRSS'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(new RegExp(`^${field}:\\s+([0-9]+) kB$`, 'm').exec(status)?.[1]) / 1024)
}

/** The kernel keeps the peak; 5 resets it. https://man7.org/linux/man-pages/man5/proc_pid_clear_refs.5.html */
export async function forgetPeak(pid: number): Promise<void> {
  await writeFile(`/proc/${pid}/clear_refs`, '5')
}
