import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { Order } from './load.ts'
import type { Failure, Report } from './report.ts'

/** The load comes from a process of its own, so that what it costs is not what is measured. */
export interface Generator extends AsyncDisposable {
  measure(order: Order): Promise<Report>
}

export function startGenerator(): Generator {
  const child = fork(new URL('./generator-process.ts', import.meta.url))
  const exited = once(child, 'exit')
  return {
    async measure(order) {
      const answered = once(child, 'message') as Promise<[Report | Failure]>
      child.send(order)
      const [answer] = await Promise.race([answered, exited.then(refuse)])
      if ('failure' in answer) throw new Error(answer.failure)
      return answer
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
