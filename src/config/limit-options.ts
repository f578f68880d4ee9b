import { z } from 'zod'
import type { Option } from './option.ts'

/** How much the server does and holds for those who ask, whatever they send. */
export interface LimitOptions {
  /** What all requests together may hold in memory: bodies, and answers that nobody takes. */
  readonly requestMemoryMebibytes: number
  /** A body that brings nothing for so long is ended. */
  readonly bodySilenceSeconds: number
  /** A body that brings less than this over five minutes is ended. */
  readonly bodyBytesPerSecond: number
  /** Undefined: as many as the descriptors that there are leave room for. */
  readonly maxConnections: number | undefined
  readonly maxUploadsPerPrincipal: number
  readonly maxSessionsPerPrincipal: number
  /** Characters of policies that simulations read for a principal. */
  readonly simulatedCharactersPerMinute: number
}

export const limitOptions: { readonly [Name in keyof LimitOptions]: Option<LimitOptions[Name]> } = {
  requestMemoryMebibytes: {
    placeholder: 'MEBIBYTES',
    help: 'Memory for the bodies of all requests together, and for answers that wait to be taken; beyond it requests are answered 503',
    default: 112,
    schema: wholeNumber(40, 1_000_000),
  },
  bodySilenceSeconds: {
    placeholder: 'SECONDS',
    help: 'A request whose body brings nothing for so long is ended',
    default: 20,
    schema: wholeNumber(1, 86_400),
  },
  bodyBytesPerSecond: {
    placeholder: 'BYTES',
    help: 'A request whose body brings less than this, over five minutes, is ended; 0 lets it be as slow as it likes',
    default: 1_024,
    schema: wholeNumber(0, 1_000_000_000),
  },
  maxConnections: {
    placeholder: 'COUNT',
    help: 'Connections at a time; for one more, that is closed which has waited longest without a request',
    default: undefined,
    defaultInWords:
      'half of the descriptors that a process may have (ulimit -n) after the 256 of its own, at most 10000; 384 where the system does not tell',
    schema: wholeNumber(1, 1_000_000).optional(),
  },
  maxUploadsPerPrincipal: {
    placeholder: 'COUNT',
    help: 'Uploads that one user, role or root may have open at a time; each ends when nothing was added to it for a day',
    default: 1_000,
    schema: wholeNumber(1, 1_000_000_000),
  },
  maxSessionsPerPrincipal: {
    placeholder: 'COUNT',
    help: 'Sessions that one user, role or root may have opened and that have not expired',
    default: 5_000,
    schema: wholeNumber(1, 1_000_000_000),
  },
  simulatedCharactersPerMinute: {
    placeholder: 'COUNT',
    help: 'Characters of policies that the simulations of one user, role or root may read in a minute, each as often as it is asked',
    default: 200_000_000,
    schema: wholeNumber(5_000_000, 1_000_000_000_000),
  },
}

function wholeNumber(least: number, most: number) {
  const message = `must be a whole number from ${least} to ${most}`
  return z.preprocess(
    (value) => (typeof value === 'string' && /^[0-9]{1,13}$/.test(value) ? Number(value) : value),
    z.int(message).min(least, message).max(most, message),
  )
}
