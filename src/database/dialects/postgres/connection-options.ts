import type { ClientConfig } from 'pg'
import { columnTypes } from './column-types.ts'

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
