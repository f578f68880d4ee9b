import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { Order, Report } from './load.ts'

/** The load comes from a process of its own, so that what it costs is not what is measured. */
export interface Generator extends AsyncDisposable {
  measure(order: Order): Promise<readonly number[]>
}

export function startGenerator(): Generator {
  const child = fork(new URL('./generator-process.ts', import.meta.url))
  const exited = once(child, 'exit')
  return {
    async measure(order) {
      const answered = once(child, 'message') as Promise<[Report]>
      child.send(order)
      const [{ rates, failure }] = await Promise.race([answered, exited.then(refuse)])
      if (failure !== undefined) throw new Error(failure)
      return rates
    },
    async [Symbol.asyncDispose]() {
      child.kill()
      await exited
    },
  }
}

function refuse(): never {
  throw new Error('the load generator ended')
}
