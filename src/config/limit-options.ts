import { z } from 'zod'
import type { Option } from './option.ts'

/** How much the server does and holds for those who ask, whatever they send. */
export interface LimitOptions {
  /** What all requests together may hold in memory: bodies, and answers that clients have not read. */
  readonly requestMemoryMebibytes: number
  /** A body that brings nothing for so long is ended. */
  readonly bodySilenceSeconds: number
  /** A body that brings less than this over five minutes is ended. */
  readonly bodyBytesPerSecond: number
  /** Undefined: as many as the descriptors that there are leave room for. */
  readonly maxConnections: number | undefined
  readonly maxUploadsPerPrincipal: number
  readonly maxSessionsPerPrincipal: number
  /** Characters of policies that simulations and explanations read for a principal. */
  readonly simulatedCharactersPerMinute: number
  /** How long it is kept what lifecycle policies did. */
  readonly lifecycleHistoryDays: number
  /** How long an archived image takes to become active again. */
  readonly archiveRestoreSeconds: number
}

export const limitOptions: { readonly [Name in keyof LimitOptions]: Option<LimitOptions[Name]> } = {
  requestMemoryMebibytes: {
    placeholder: 'MEBIBYTES',
    help: 'Memory for the bodies of all requests together and for answers that clients have not read yet; requests beyond it are answered with 503',
    default: 112,
    schema: wholeNumber(40, 1_000_000),
  },
  bodySilenceSeconds: {
    placeholder: 'SECONDS',
    help: 'A request is ended if no byte of its body arrives for this long',
    default: 20,
    schema: wholeNumber(1, 86_400),
  },
  bodyBytesPerSecond: {
    placeholder: 'BYTES',
    help: 'A request is ended if its body arrives more slowly than this, measured over five minutes; 0 turns the limit off',
    default: 1_024,
    schema: wholeNumber(0, 1_000_000_000),
  },
  maxConnections: {
    placeholder: 'COUNT',
    help: 'Connections at the same time; for one more, the connection that has been idle longest is closed',
    default: undefined,
    defaultInWords:
      'half of the file descriptors (ulimit -n) that are left after 256 for the server itself, at most 10000; 384 if the system does not tell its limit',
    schema: wholeNumber(1, 1_000_000).optional(),
  },
  maxUploadsPerPrincipal: {
    placeholder: 'COUNT',
    help: 'Open uploads of one user, role or root; an upload ends after a day without new bytes',
    default: 1_000,
    schema: wholeNumber(1, 1_000_000_000),
  },
  maxSessionsPerPrincipal: {
    placeholder: 'COUNT',
    help: 'Sessions of one user, role or root that have not expired',
    default: 5_000,
    schema: wholeNumber(1, 1_000_000_000),
  },
  simulatedCharactersPerMinute: {
    placeholder: 'COUNT',
    help: 'Characters of policies that simulations of one user, role or root may read in a minute; a policy counts each time it is read, and a question of ecrd:WhyDenied as 200000',
    default: 200_000_000,
    schema: wholeNumber(5_000_000, 1_000_000_000_000),
  },
  lifecycleHistoryDays: {
    placeholder: 'DAYS',
    help: 'What lifecycle policies did is kept for so long: ecrd lifecycle history',
    default: 90,
    schema: wholeNumber(1, 100_000),
  },
  archiveRestoreSeconds: {
    placeholder: 'SECONDS',
    help: 'How long an archived image takes to become active again; 0 for at once',
    default: 1_200,
    schema: wholeNumber(0, 86_400),
  },
}

function wholeNumber(least: number, most: number) {
  const message = `must be a whole number from ${least} to ${most}`
  return z.preprocess(
    (value) => (typeof value === 'string' && /^[0-9]{1,13}$/.test(value) ? Number(value) : value),
    z.int(message).min(least, message).max(most, message),
  )
}
