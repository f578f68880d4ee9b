/** PostgreSQL's protocol, as far as a proxy needs it: https://www.postgresql.org/docs/current/protocol-message-formats.html */
export interface Message {
  /** '' for the first one of a client, which has no type. */
  readonly type: string
  /** All of it. */
  readonly bytes: Buffer
}

/** Cuts what one side of a connection sends into messages, whichever way it comes. */
export function messageReader(side: 'client' | 'database'): (bytes: Buffer) => Message[] {
  let rest = Buffer.alloc(0)
  let isFirst = side === 'client'
  return (bytes) => {
    rest = Buffer.concat([rest, bytes])
    const messages: Message[] = []
    for (;;) {
      const typeSize = isFirst ? 0 : 1
      if (rest.length < typeSize + 4) return messages
      // The length counts itself and not the type.
      const size = typeSize + rest.readUInt32BE(typeSize)
      if (rest.length < size) return messages
      messages.push({ type: rest.toString('latin1', 0, typeSize), bytes: rest.subarray(0, size) })
      rest = rest.subarray(size)
      isFirst = false
    }
  }
}

/** What the database answers with a ReadyForQuery: the start, a simple query, and the Sync that ends others. */
export const endsRequest = ({ type }: Message): boolean => type === '' || type === 'Q' || type === 'S'

/** What a request asks for: its SQL, or the name of a statement that was prepared before. */
export function describeRequest(messages: readonly Message[]): string {
  const [first] = messages
  const fields = first?.bytes.toString('utf8', 5).split('\0') ?? []
  if (first?.type === 'Q') return fields[0] ?? ''
  if (first?.type === 'P') return fields[0] === '' ? (fields[1] ?? '') : (fields[0] ?? '')
  return first?.type === 'B' ? (fields[1] ?? '') : 'start'
}

/** Takes the place of a request, and fails with `disk_full`, as the request would: in a transaction it has ended that one's work. */
export function failingQuery(request: string): Buffer {
  const fail = "do $$ begin raise disk_full using message = 'a fault'; end $$"
  return messageOf('Q', `${request === 'commit' ? `rollback; ${fail}` : fail}\0`)
}

/** `too_many_connections` */
export const connectionRefusal = messageOf('E', ['SFATAL', 'VFATAL', 'C53300', 'Ma fault', ''].join('\0') + '\0')

function messageOf(type: string, body: string): Buffer {
  const bytes = Buffer.from(`${type}\0\0\0\0${body}`)
  bytes.writeUInt32BE(bytes.length - 1, 1)
  return bytes
}
