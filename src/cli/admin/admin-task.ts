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
 * What whoever owns a data folder may do, and no request can. Input and output travel as JSON when a server runs, so they
 * are what JSON can hold; the input is logged, so it holds no secret. A failure that the owner can act on is an AdminRefusal.
 */
export interface AdminTask<Input, Output> {
  readonly name: string
  readonly input: z.ZodType<Input>
  readonly run: (office: Office, input: Input) => Promise<Output>
}

/** The message is a sentence for whoever gave the command. */
export class AdminRefusal extends Error {
  constructor(sentence: string, cause?: unknown) {
    super(sentence, { cause })
    this.name = 'AdminRefusal'
  }
}
