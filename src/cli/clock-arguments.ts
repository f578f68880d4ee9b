import { z } from 'zod'
import type { Argument } from './command.ts'

const unitsMs = { d: 24 * 60 * 60 * 1000, h: 60 * 60 * 1000, m: 60 * 1000, s: 1000 } as const

/** In milliseconds. */
export const duration: Argument<number> = {
  placeholder: 'DURATION',
  help: 'How far, in days, hours, minutes or seconds: 30d, 12h, 90m, 10s',
  schema: z
    .string()
    .regex(/^[1-9][0-9]{0,6}[dhms]$/, 'must be a number and its unit: 30d, 12h, 90m or 10s')
    .transform((text) => Number(text.slice(0, -1)) * unitsMs[text.slice(-1) as keyof typeof unitsMs]),
}

/** In milliseconds since 1970 UTC. */
export const instant: Argument<number> = {
  placeholder: 'TIME',
  help: 'The time that it shows then, with its zone: 2027-01-01T00:00:00Z',
  schema: z.iso
    .datetime({ offset: true, error: 'must be a date and time with its zone, such as 2027-01-01T00:00:00Z' })
    .transform((text) => Date.parse(text)),
}
