import { readFile } from 'node:fs/promises'

/** In a second, on every Linux that Node runs on: sysconf(_SC_CLK_TCK). */
const ticksPerSecond = 100

export interface CpuMeter {
  /** Since the meter was made; NaN when the process is not ours. */
  usedSeconds(): Promise<number>
}

export async function cpuMeter(process: { readonly pid: number } | undefined): Promise<CpuMeter> {
  const read = async (): Promise<number> => (process === undefined ? NaN : cpuSeconds(process.pid))
  const before = await read()
  return { usedSeconds: async () => (await read()) - before }
}

/** The processor time that a process has used, all its threads together. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
async function cpuSeconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  // The name, in brackets, may hold anything; utime and stime are the 12th and 13th fields after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}
