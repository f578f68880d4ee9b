import type { Message } from './postgres-messages.ts'

/** Counts how often the client of one connection to PostgreSQL waits for an answer. */
export interface RoundTrips {
  readonly sent: (message: Message) => void
  readonly answered: (message: Message) => void
  readonly count: () => number
}

/**
 * A round trip begins when something is sent and all that was sent before has been answered. What ends a transaction that only
 * reads, or that failed, isn't waited for and doesn't count. Neither does connecting.
 * https://www.postgresql.org/docs/current/protocol-flow.html
 */
export function watchRoundTrips(): RoundTrips {
  const unanswered: { readonly isAwaited: boolean }[] = []
  let count = 0
  let isReading = false
  let isConnected = false

  function isAwaited(command: string): boolean {
    if (command.startsWith('begin')) isReading = command.includes('read only')
    return !command.startsWith('rollback') && !(isReading && command.startsWith('commit'))
  }
  return {
    sent({ type, bytes }) {
      if (type !== simpleQuery && type !== sync) return
      const query = { isAwaited: type === sync || isAwaited(bytes.toString('utf8', 5)) }
      if (query.isAwaited && !unanswered.some((other) => other.isAwaited)) count += 1
      unanswered.push(query)
    },
    answered({ type }) {
      if (type !== readyForQuery) return
      if (isConnected) unanswered.shift()
      isConnected = true
    },
    count: () => count,
  }
}

const simpleQuery = 'Q'
const sync = 'S'
const readyForQuery = 'Z'
