import { readFile, rm } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'

/** Asked again and again until the server has the time to answer. */
const patienceMs = 120_000

/** How long a server's event loop was held up at the longest since this was last asked, in milliseconds: registries/watch-loop.ts. */
export async function longestLoopStall(pid: number, path: string): Promise<number> {
  await rm(path, { force: true })
  process.kill(pid, 'SIGUSR2')
  const signal = AbortSignal.timeout(patienceMs)
  for (;;) {
    const text = await readFile(path, 'utf8').catch(() => undefined)
    if (text !== undefined) return Number(text)
    await pause(5, undefined, { signal })
  }
}
