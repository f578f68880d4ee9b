import { z } from 'zod'
import { rootProfiles } from './aws-files.ts'

/** As IAM takes it (https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateUser.html), and not one of root's profiles. */
export const userName = z
  .string()
  .regex(/^[\w+=,.@-]{1,64}$/, 'must be the name of a user: letters, digits and +=,.@_-')
  .refine((name) => !rootProfiles.includes(name), `must not be ${rootProfiles.join(' or ')}: those are root's profiles`)
