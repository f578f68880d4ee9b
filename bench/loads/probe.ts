import { fork } from 'node:child_process'
import { once } from 'node:events'

/** Asks `/readyz` every few milliseconds, from a process of its own: what else we do doesn't look like a stall. */
export interface Probe extends AsyncDisposable {
  /** The longest time that `/readyz` took to be answered while the work was done, in milliseconds; Infinity if it never was. */
  during(port: number, work: () => Promise<void>): Promise<number>
}

/** A server that doesn't answer after so long is not going to. */
const patienceMs = 60_000

export function startProbe(): Probe {
  let child = start()
  return {
    async during(port, work) {
      child.send(port)
      await work()
      const reported = once(child, 'message', { signal: AbortSignal.timeout(patienceMs) }) as Promise<[number]>
      child.send('report')
      try {
        return (await reported)[0]
      } catch {
        child.kill()
        child = start()
        return Infinity
      }
    },
    async [Symbol.asyncDispose]() {
      const exited = once(child, 'exit')
      child.kill()
      await exited
    },
  }
}

function start() {
  return fork(new URL('./probe-process.ts', import.meta.url))
}
