import { z } from 'zod'
import type { Option } from '../config/option.ts'
import { truth } from '../config/serve-options.ts'
import { instant } from './clock-arguments.ts'

/** What the commands `ecrd lifecycle …` are told beside where the registry is. */
export interface LifecycleOptions {
  readonly repository: string | undefined
  readonly at: number | undefined
  readonly dryRun: boolean
  readonly policy: string | undefined
  readonly run: string | undefined
}

const optional = { default: undefined, defaultInWords: 'none' } as const

export const lifecycleOptions: { readonly [Name in keyof LifecycleOptions]: Option<LifecycleOptions[Name]> } = {
  repository: {
    ...optional,
    placeholder: 'NAME',
    help: 'The name of the repository',
    schema: z.string().min(1, 'must be the name of a repository').optional(),
  },
  at: {
    default: undefined,
    defaultInWords: 'now',
    placeholder: 'TIME',
    help: 'Count the ages of images as at this time, with its zone: 2027-01-01T00:00:00Z',
    schema: instant.schema.optional(),
  },
  dryRun: {
    placeholder: 'true|false',
    isSwitch: true,
    help: 'Say what would be done, and do nothing',
    default: false,
    schema: truth,
  },
  policy: {
    default: undefined,
    defaultInWords: "the repository's own",
    placeholder: 'FILE',
    help: 'A file with the policy to try, in the JSON of ECR',
    schema: z.string().min(1, 'must be a path').optional(),
  },
  run: {
    default: undefined,
    defaultInWords: 'lists the runs',
    placeholder: 'ID',
    help: 'Show what this run did with which images',
    schema: z
      .string()
      .regex(/^[0-9a-f-]{36}$/, 'must be the id of a run')
      .optional(),
  },
}
