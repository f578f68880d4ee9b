import { readFile } from 'node:fs/promises'

/** The most memory that a server has ever had, by the kernel's own account: https://man7.org/linux/man-pages/man5/proc_pid_status.5.html */
export async function peakBytesOf({ folder }: { readonly folder: string }): Promise<number> {
  const { pid } = JSON.parse(await readFile(`${folder}/ecrd.json`, 'utf8')) as { pid: number }
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmHWM:\s+([0-9]+) kB$/m.exec(status)?.[1]) * 1024
}
