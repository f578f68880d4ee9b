import type { Socket } from 'node:net'
import {
  connectionRefusal,
  describeRequest,
  endsRequest,
  failingQuery,
  type Message,
  messageReader,
} from './postgres-messages.ts'
import type { RoundTrips } from './round-trips.ts'

/**
 * - `disk full`: PostgreSQL’s own answer, which undoes the transaction
 * - `cut`: half of the request arrives, then the connection breaks
 * - `lost answer`: PostgreSQL does it, and the connection breaks before it can say so
 * - `silent`: nothing, for ever
 */
export type DatabaseFault = 'disk full' | 'cut' | 'lost answer' | 'silent'

export interface RelayRules {
  readonly latencyMs: number
  readonly roundTrips: RoundTrips
  readonly isSilent: () => boolean
  readonly faultOf: (request: string) => DatabaseFault | undefined
}

/** Passes on what a client and a database say to each other, request by request, and does what the rules want. */
export function relay(client: Socket, database: Socket, rules: RelayRules): void {
  const { latencyMs, roundTrips, isSilent, faultOf } = rules
  const readRequests = messageReader('client')
  const readAnswers = messageReader('database')
  let request: Message[] = []
  const answers = answersTo(client)
  const breakBoth = (): void => {
    client.destroy()
    database.destroy()
  }

  function pass(fault: DatabaseFault | undefined, request: string, bytes: Buffer): void {
    switch (fault) {
      case 'silent':
        return
      case 'cut':
        database.write(bytes.subarray(0, bytes.length >> 1), breakBoth)
        return
      case 'disk full':
        if (request === 'start') client.end(connectionRefusal)
        else ask(failingQuery(request))
        return
      default:
        ask(bytes, fault === 'lost answer' ? breakBoth : undefined)
    }
  }
  function ask(bytes: Buffer, insteadOfAnswer?: () => void): void {
    answers.expect(insteadOfAnswer)
    database.write(bytes)
  }

  client.on('data', (bytes) => {
    for (const message of isSilent() ? [] : readRequests(bytes)) {
      request.push(message)
      roundTrips.sent(message)
      if (message.type === 'X') database.end(message.bytes)
      if (!endsRequest(message)) continue
      const description = describeRequest(request)
      pass(faultOf(description), description, Buffer.concat(request.map((part) => part.bytes)))
      request = []
    }
  })
  function answer(bytes: Buffer): void {
    // What came together goes on together.
    client.cork()
    for (const message of isSilent() ? [] : readAnswers(bytes)) {
      roundTrips.answered(message)
      answers.take(message)
    }
    client.uncork()
  }
  database.on('data', latencyMs === 0 ? answer : (bytes) => void setTimeout(answer, latencyMs, bytes))
  // Nobody waits for the acknowledgement of one small message before the next is sent.
  for (const socket of [client, database]) socket.setNoDelay()
  client.on('close', () => database.destroy())
  database.on('close', () => client.destroy())
}

interface Answers {
  /** The next answer is passed on when it has come, or something else happens. */
  readonly expect: (instead: (() => void) | undefined) => void
  readonly take: (message: Message) => void
}

/** Answers come in the order of requests, which a client sends without waiting. */
function answersTo(client: Socket): Answers {
  const expected: ((() => void) | undefined)[] = []
  return {
    expect: (instead) => void expected.push(instead),
    take({ type, bytes }) {
      const [instead] = expected
      if (instead === undefined) client.write(bytes)
      if (type !== 'Z') return
      expected.shift()
      instead?.()
    },
  }
}
