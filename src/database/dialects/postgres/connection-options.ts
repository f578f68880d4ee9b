import type { ClientConfig } from 'pg'

/** How long the server may take, so that nothing waits for ever for one that is silent. */
export interface Timeouts {
  /** To accept a connection; also how long to wait for one to become free. */
  readonly connectMs: number
  /** To answer one statement: the server is told, and not believed for much longer. */
  readonly statementMs: number
}

export const usualTimeouts: Timeouts = { connectMs: 5_000, statementMs: 10_000 }

const silenceAllowanceMs = 2_000
const abandonedTransactionMs = 60_000
const keepAliveDelayMs = 10_000

/**
 * Every statement finds its rows by an index, in order, and stops at its limit. The planner, which prefers to read small
 * tables whole and to sort a few thousand rows, would be right about the milliseconds; but to SERIALIZABLE a
 * transaction has seen whatever it read, and conflicts with every change of that. Plans of this kind have high costs on
 * paper, so nothing shall be compiled for them.
 */
const planner = ['seqscan', 'bitmapscan', 'sort', 'hashjoin', 'mergejoin']
  .map((way) => `-c enable_${way}=off`)
  .concat('-c jit=off')
  .join(' ')

export function connectionOptions(url: string, { connectMs, statementMs }: Timeouts): ClientConfig {
  return {
    connectionString: url,
    application_name: 'ecrd',
    types: columnTypes,
    pipeline: true,
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveDelayMs,
    connectionTimeoutMillis: connectMs,
    statement_timeout: statementMs,
    query_timeout: statementMs + silenceAllowanceMs,
    idle_in_transaction_session_timeout: abandonedTransactionMs,
    options: planner,
  }
}

/** What PostgreSQL's types are in the program. pg hands over the text of a value, or the bytes of the few it asks for. */
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  16: (text) => (text === 't' ? 1 : 0), // bool
  17: toBytes, // bytea
  20: toInteger, // int8
  21: toInteger, // int2
  23: toInteger, // int4
}

/** In the shape that pg asks for it, by the type's number (`select oid, typname from pg_type`). Text is itself. */
const columnTypes = {
  getTypeParser: (oid: number): ((text: string) => unknown) => parsers[oid] ?? String,
}

function toInteger(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number)) throw new RangeError(`${text} is larger than a number that is kept exactly`)
  return number
}

/** `\x00ff07`, into memory of its own: small Buffers share theirs, and what is handed to a worker must not. */
function toBytes(text: string): Uint8Array {
  const bytes = Buffer.allocUnsafeSlow((text.length - 2) / 2)
  bytes.write(text.slice(2), 'hex')
  return new Uint8Array(bytes.buffer, 0, bytes.byteLength)
}
