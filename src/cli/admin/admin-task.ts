import type { z } from 'zod'
import type { DataFolder } from '../../config/data-folder.ts'
import type { Context } from '../../request/context.ts'

/** What it takes to administer a registry. */
export interface Office {
  readonly ctx: Pick<Context, 'database' | 'keys' | 'clock' | 'ids' | 'settings'>
  readonly folder: DataFolder
  /** At which this machine's own clients reach the server. */
  readonly address: string
}

/**
 * A task that only the owner of a data folder may do, and no request. Input and output travel as JSON to a running server, so they
 * are values of JSON; the input is logged, so it holds no secret. A failure that the owner can correct is an AdminRefusal.
 */
export interface AdminTask<Input, Output> {
  readonly name: string
  readonly input: z.ZodType<Input>
  readonly run: (office: Office, input: Input) => Promise<Output>
}

/** The message is a sentence for the user of the command. */
export class AdminRefusal extends Error {
  constructor(sentence: string, cause?: unknown) {
    super(sentence, { cause })
    this.name = 'AdminRefusal'
  }
}
