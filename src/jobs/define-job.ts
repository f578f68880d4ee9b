import { z } from 'zod'
import type { Context } from '../request/context.ts'

interface Definition<Payload> {
  /** Names it in its rows, which outlive the program: it never changes. */
  readonly kind: string
  readonly payload: z.ZodType<Payload>
  /** How many of the kind a server runs at a time. */
  readonly concurrency: number
  /** After so many failed attempts it is dead. */
  readonly maxAttempts: number
  /** May run twice with one payload, even at the same time: a server that seemed to be dead may only be slow. */
  readonly run: (ctx: Context, payload: Payload) => Promise<void>
}

/** A kind of job, as those that enqueue it and the runner see it. */
export interface Job<Payload> extends Omit<Definition<Payload>, 'payload' | 'run'> {
  /** The payload as the row has it. */
  readonly encode: (payload: Payload) => string
  readonly run: (ctx: Context, encoded: string) => Promise<void>
  /** How often its schedule enqueues it. */
  readonly everyMs: number | undefined
}

/** For work that must be done some day, whatever comes in between. */
export const tryForEver = Number.POSITIVE_INFINITY

export function defineJob<Payload>({ payload, run, ...limits }: Definition<Payload>): Job<Payload> {
  return {
    ...limits,
    everyMs: undefined,
    encode: (value) => JSON.stringify(value),
    run: (ctx, encoded) => run(ctx, payload.parse(JSON.parse(encoded))),
  }
}

interface ScheduledDefinition extends Pick<Definition<unknown>, 'kind'> {
  readonly everyMs: number
  readonly run: (ctx: Context) => Promise<void>
}

/** A job that a schedule enqueues, and nothing else: it has no payload. A next one comes anyway, so that none ever dies. */
export function defineScheduledJob({ kind, everyMs, run }: ScheduledDefinition): Job<Record<string, never>> {
  const job = defineJob({
    kind,
    payload: z.record(z.string(), z.never()),
    concurrency: 1,
    maxAttempts: tryForEver,
    run: (ctx) => run(ctx),
  })
  return { ...job, everyMs }
}
