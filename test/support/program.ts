import { join } from 'node:path'
import { inject } from 'vitest'

/** A program of this run: program-of-the-run.ts. */
export const programOf = (name: string): string => join(inject('programs'), `${name}.js`)

/** What Node is given to run the command `ecrd`. */
export const ecrdProgram = programOf('main')
