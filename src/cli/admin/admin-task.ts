import type { z } from 'zod'
import type { DataFolder } from '../../config/data-folder.ts'
import type { DevClock } from '../../dev/dev-clock.ts'
import type { Context } from '../../request/context.ts'

/** What a task of the owner may use. */
export interface AdminContext {
  readonly ctx: Pick<Context, 'database' | 'keys' | 'clock' | 'systemClock' | 'ids' | 'settings'>
  /** Of a registry that was created with `--dev`. */
  readonly devClock: DevClock | undefined
  readonly folder: DataFolder
  /** Whether this process runs jobs: a server does, a command doesn't. */
  readonly hasJobs: boolean
  /** The address at which clients of this machine reach the server. */
  readonly address: string
}

/**
 * A task that only the owner of a data folder may do, and no request. Input and output travel as JSON to a running server, so they
 * are values of JSON; the input is logged, so it holds no secret. A failure that the owner can correct is an AdminRefusal.
 */
export interface AdminTask<Input, Output> {
  readonly name: string
  readonly input: z.ZodType<Input>
  readonly run: (admin: AdminContext, input: Input) => Promise<Output>
}

/** The message is a sentence for the user of the command. */
export class AdminRefusal extends Error {
  constructor(sentence: string, cause?: unknown) {
    super(sentence, { cause })
    this.name = 'AdminRefusal'
  }
}
