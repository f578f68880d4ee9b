/** Counts how often the client of one connection to PostgreSQL waits for an answer. */
export interface RoundTrips {
  readonly sent: (bytes: Buffer) => void
  readonly answered: (bytes: Buffer) => void
  readonly count: () => number
}

/**
 * A round trip begins when something is sent and all that was sent before has been answered. What ends a transaction that only
 * reads, or that failed, isn't waited for and doesn't count.
 * https://www.postgresql.org/docs/current/protocol-message-formats.html
 */
export function watchRoundTrips(): RoundTrips {
  const unanswered: { readonly isAwaited: boolean }[] = []
  let count = 0
  let isReading = false
  // What comes before the first ReadyForQuery has another form, and belongs to connecting.
  let isConnected = false

  function isAwaited(command: string): boolean {
    if (command.startsWith('begin')) isReading = command.includes('read only')
    return !command.startsWith('rollback') && !(isReading && command.startsWith('commit'))
  }
  const readSent = messageReader((type, body) => {
    if (type !== simpleQuery && type !== sync) return
    const query = { isAwaited: type === sync || isAwaited(body.toString()) }
    if (query.isAwaited && !unanswered.some((other) => other.isAwaited)) count += 1
    unanswered.push(query)
  })
  const readAnswered = messageReader((type) => {
    if (type !== readyForQuery) return
    if (isConnected) unanswered.shift()
    isConnected = true
  })
  return {
    sent(bytes) {
      if (isConnected) readSent(bytes)
    },
    answered: readAnswered,
    count: () => count,
  }
}

const simpleQuery = 'Q'
const sync = 'S'
const readyForQuery = 'Z'
const headerSizeBytes = 5

/** Puts messages together from pieces of any size: a letter, the length of what follows with its own four bytes, a body. */
function messageReader(onMessage: (type: string, body: Buffer) => void): (bytes: Buffer) => void {
  let rest = Buffer.alloc(0)
  return (bytes) => {
    rest = Buffer.concat([rest, bytes])
    while (rest.length >= headerSizeBytes && rest.length > rest.readInt32BE(1)) {
      const end = rest.readInt32BE(1) + 1
      onMessage(String.fromCharCode(rest[0] ?? 0), rest.subarray(headerSizeBytes, end))
      rest = rest.subarray(end)
    }
  }
}
