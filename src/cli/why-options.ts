import { z } from 'zod'
import type { Option } from '../config/option.ts'
import { databaseOption, dataOption, serveOptions } from '../config/serve-options.ts'
import { parseArn } from '../standards/arn/arn.ts'
import { isConditionKey } from '../standards/iam-policy/condition-key.ts'
import { endpointUrlOption } from './remote-server.ts'

/** What `ecrd why` is asked. */
export interface WhyOptions {
  readonly data: string
  readonly database: string | undefined
  /** Of the server that is asked; undefined: the database is read. */
  readonly endpointUrl: string | undefined
  /** ARN of a user, a role, a session or a root; or an access key id. */
  readonly principal: string | undefined
  readonly action: string | undefined
  readonly resource: string
  /** The image's tag. */
  readonly tag: string | undefined
  readonly sourceIp: string
  /** Other condition keys of the request. */
  readonly context: ContextValues
  /** The server's default account, which alone may use what is about the server. */
  readonly account: string
  readonly region: string
}

/** By key, in lower case. */
export type ContextValues = Readonly<Record<string, readonly string[]>>

const optional = { default: undefined, defaultInWords: 'none' } as const

export const whyOptions: { readonly [Name in keyof WhyOptions]: Option<WhyOptions[Name]> } = {
  data: dataOption,
  database: databaseOption,
  endpointUrl: endpointUrlOption,
  principal: {
    ...optional,
    placeholder: 'ARN|KEY',
    help: 'The caller: ARN of a user, role, session or root, as in the log, or the id of an access key',
    schema: z.string().min(1, 'must be an ARN or the id of an access key').optional(),
  },
  action: {
    ...optional,
    placeholder: 'ACTION',
    help: 'The action, such as ecr:PutImage or iam:CreateUser',
    schema: z
      .string()
      .regex(/^[a-z0-9.-]+:[\w.-]+$/, 'must be an action such as ecr:PutImage')
      .optional(),
  },
  resource: {
    placeholder: 'ARN',
    help: 'The resource; * for actions that have none',
    default: '*',
    schema: z.string().refine((text) => text === '*' || parseArn(text) !== undefined, 'must be an ARN, or *'),
  },
  tag: {
    ...optional,
    placeholder: 'TAG',
    help: 'The tag of the image: ecr:ImageTag',
    schema: z.string().min(1, 'must be a tag').optional(),
  },
  sourceIp: {
    placeholder: 'ADDRESS',
    help: 'The address of the caller: aws:SourceIp',
    default: '127.0.0.1',
    schema: z.union([z.ipv4(), z.ipv6()], 'must be an IP address'),
  },
  context: {
    placeholder: 'KEY=VALUE,…',
    help: 'Other condition keys, such as aws:UserAgent=docker,aws:RequestTag/team=a; to give a key two values, name it twice',
    default: {},
    defaultInWords: 'none; aws:SecureTransport is true, the time is now',
    schema: z.string().transform((text, problems) => parseContext(text, problems)),
  },
  account: serveOptions.account,
  region: serveOptions.region,
}

/** A value may hold commas: the next key begins behind one that is followed by `service:name=`. */
function parseContext(text: string, problems: z.RefinementCtx): ContextValues {
  const pairs = text.split(/,(?=[\w./~%+@-]{1,256}:[^=,]{1,256}=)/).map((pair) => {
    const at = pair.indexOf('=')
    return [pair.slice(0, at).toLowerCase(), pair.slice(at + 1)] as const
  })
  if (!pairs.every(([key]) => isConditionKey(key))) {
    problems.addIssue({ code: 'custom', message: 'must have the form aws:UserAgent=docker' })
  }
  const byKey = Map.groupBy(pairs, ([key]) => key)
  return Object.fromEntries(Array.from(byKey, ([key, values]) => [key, values.map(([, value]) => value)]))
}
