import { isIP } from 'node:net'
import { z } from 'zod'
import { isAccount, isRegion } from '../standards/arn/account-and-region.ts'
import { isServiceName } from '../standards/iam-policy/parse-principal.ts'
import { parseBucketUrl } from './bucket-url.ts'
import { isHttpUrl } from './http-url.ts'
import { type LimitOptions, limitOptions } from './limit-options.ts'
import { networkProblem } from './network.ts'
import type { Option } from './option.ts'
import { templateProblem } from './registry-host-template.ts'

/** What `ecrd serve` is told. */
export interface ServeOptions extends LimitOptions {
  /** The data folder. */
  readonly data: string
  readonly host: string
  /** 0 picks a free one. */
  readonly port: number
  readonly account: string
  readonly region: string
  /** Undefined: the key lies in the data folder. */
  readonly masterKeyFile: string | undefined
  /** Template of the host in repositoryUri and proxyEndpoint; undefined: see registry-host.ts. */
  readonly registryHost: string | undefined
  readonly sealing: Sealing
  /** PEM files; undefined: plain HTTP. One needs the other. */
  readonly tlsCert: string | undefined
  readonly tlsKey: string | undefined
  /** Addresses and networks from which X-Forwarded-For, -Proto and -Host are believed. */
  readonly trustedProxies: readonly string[]
  /** Services beside AWS's that policies may name. */
  readonly servicePrincipals: readonly string[]
  /** URL of a PostgreSQL database, with its password; undefined: SQLite in the data folder. */
  readonly database: string | undefined
  /** A place in an S3 bucket, `s3://bucket/prefix`; undefined: files in the data folder. */
  readonly blobs: string | undefined
  readonly blobsEndpoint: string | undefined
  readonly blobsRegion: string | undefined
  readonly blobsPathStyle: boolean | undefined
  /** Test credentials make every caller root of every account. */
  readonly dev: boolean
  /** Even those who reach it from another machine. */
  readonly devAnywhere: boolean
  /** Names and addresses at which test credentials are taken, beside those of this machine. */
  readonly devHosts: readonly string[]
  /** Others than this machine may have everything removed. */
  readonly devReset: boolean
  /** Where this machine's programs are told what is measured, 0 picks a free port; undefined: nothing is measured. */
  readonly metricsPort: number | undefined
  /** Undefined: pretty on a terminal, else JSON. */
  readonly logFormat: LogFormat | undefined
  readonly logLevel: LogLevel
}

export type Sealing = (typeof sealings)[number]
export type LogFormat = (typeof logFormats)[number]
export type LogLevel = (typeof logLevels)[number]

const sealings = ['frames-1', 'none'] as const
const logFormats = ['json', 'pretty'] as const
const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const

const path = z.string({ error: 'must be a path' }).min(1, 'must be a path')

const port = z.preprocess(
  (value) => (typeof value === 'string' && /^[0-9]{1,5}$/.test(value) ? Number(value) : value),
  z.int('must be a whole number from 0 to 65535').min(0).max(65_535),
)

const account = z
  .string({
    error: ({ input }) =>
      typeof input === 'number'
        ? 'must be quoted: YAML reads the bare digits as a number and loses leading zeros'
        : 'must be an account id of 12 digits',
  })
  .refine(isAccount, 'must be an account id of 12 digits')

const notNetworks = { error: 'must be addresses and networks such as 10.0.0.0/8' }

const networks = z.preprocess(
  (value) => (typeof value === 'string' ? value.split(',').map((entry) => entry.trim()) : value),
  z.array(z.string(notNetworks), notNetworks).superRefine((entries, context) => {
    for (const message of entries.map(networkProblem)) {
      if (message !== undefined) context.addIssue({ code: 'custom', message })
    }
  }),
)

const notHosts = { error: 'must be host names or addresses without port, such as ecrd or 192.0.2.7' }

const hosts = z.preprocess(
  (value) => (typeof value === 'string' ? value.split(',').map((entry) => entry.trim()) : value),
  z.array(z.string(notHosts).refine(isNameOrAddress, notHosts), notHosts),
)

function isNameOrAddress(host: string): boolean {
  return /^[0-9A-Za-z._-]{1,253}$/.test(host) || isIP(host) === 6
}

const notServices = { error: 'must be names of services such as builds.example.org' }

const services = z.preprocess(
  (value) => (typeof value === 'string' ? value.split(',').map((entry) => entry.trim()) : value),
  z.array(z.string(notServices).refine(isServiceName, notServices), notServices),
)

const databaseForm = 'must be a URL such as postgres://USER:PASSWORD@HOST/NAME'

const bucketForm = 'must be s3://BUCKET or s3://BUCKET/PREFIX'

/** YAML says it without quotes, flags and variables as text. */
export const truth = z.preprocess(
  (value) => (value === 'true' ? true : value === 'false' ? false : value),
  z.boolean('must be true or false'),
)

export const dataOption: Option<string> = {
  placeholder: 'DIR',
  help: 'Folder that holds everything: database, layers, keys',
  default: './ecrd-data',
  schema: path,
}

export const databaseOption: Option<string | undefined> = {
  placeholder: 'URL',
  help: 'PostgreSQL database that several servers can share, postgres://USER:PASSWORD@HOST/NAME; needs --master-key-file',
  default: undefined,
  defaultInWords: 'SQLite in the data folder',
  isSecret: true,
  schema: z
    .string({ error: databaseForm })
    .refine((url) => URL.canParse(url) && /^postgres(ql)?:$/.test(new URL(url).protocol), databaseForm)
    .optional(),
}

export const serveOptions: { readonly [Name in keyof ServeOptions]: Option<ServeOptions[Name]> } = {
  data: dataOption,
  host: {
    placeholder: 'ADDRESS',
    help: 'Address to listen on; 0.0.0.0 or :: for all',
    default: '127.0.0.1',
    schema: z.string({ error: 'must be an address' }).regex(/^[0-9A-Za-z.:-]{1,253}$/, 'must be an address'),
  },
  port: {
    placeholder: 'PORT',
    help: 'Port to listen on; 0 picks a free one',
    default: 5100,
    schema: port,
  },
  account: {
    placeholder: 'ID',
    help: 'Default account: the registry behind host names that name none',
    default: '123456789012',
    schema: account,
  },
  region: {
    placeholder: 'REGION',
    help: 'Default region',
    default: 'us-east-1',
    schema: z
      .string({ error: 'must be a region such as us-east-1' })
      .refine(isRegion, 'must be a region such as us-east-1'),
  },
  masterKeyFile: {
    placeholder: 'FILE',
    help: 'File with the master key, 32 bytes; ecrd does not create it',
    default: undefined,
    defaultInWords: 'master.key in the data folder, created at the first start',
    schema: path.optional(),
  },
  registryHost: {
    placeholder: 'TEMPLATE',
    help: 'Host in repositoryUri and proxyEndpoint, with {account} and {region}; begin it with https:// if a proxy in front of ecrd speaks TLS',
    default: undefined,
    defaultInWords:
      'localhost:PORT for the default account and region, {account}.dkr.ecr.{region}.localhost:PORT for others',
    schema: z
      .string({ error: 'must be a host name' })
      .superRefine((template, context) => {
        const problem = templateProblem(template)
        if (problem !== undefined) context.addIssue({ code: 'custom', message: problem })
      })
      .optional(),
  },
  sealing: {
    placeholder: sealings.join('|'),
    help: 'How new layers are stored: encrypted in frames, or not encrypted. Existing layers stay readable either way',
    default: 'frames-1',
    schema: choice(sealings),
  },
  tlsCert: {
    placeholder: 'FILE',
    help: 'Serve HTTPS with this certificate, PEM, followed by its chain; it is read again when it changes',
    default: undefined,
    defaultInWords: 'plain HTTP',
    schema: path.optional(),
  },
  tlsKey: {
    placeholder: 'FILE',
    help: 'The private key of the certificate, PEM, not encrypted',
    default: undefined,
    defaultInWords: 'plain HTTP',
    schema: path.optional(),
  },
  trustedProxies: {
    placeholder: 'LIST',
    help: 'Addresses and networks of proxies whose X-Forwarded-For, -Proto and -Host are trusted, separated by commas',
    default: [],
    defaultInWords: 'none',
    schema: networks,
  },
  servicePrincipals: {
    placeholder: 'LIST',
    help: 'Services, besides those of AWS, that policies may name as principals, separated by commas',
    default: [],
    defaultInWords: 'none',
    schema: services,
  },
  database: databaseOption,
  blobs: {
    placeholder: 's3://BUCKET/PREFIX',
    help: 'Where layers are stored; credentials are found as by every AWS SDK, in AWS_ACCESS_KEY_ID and so on',
    default: undefined,
    defaultInWords: 'files in the data folder',
    schema: z
      .string({ error: bucketForm })
      .refine((url) => parseBucketUrl(url) !== undefined, bucketForm)
      .optional(),
  },
  blobsEndpoint: {
    placeholder: 'URL',
    help: 'Your own S3 server, which has the bucket of --blobs',
    default: undefined,
    defaultInWords: "AWS's own for the region",
    schema: z
      .string({ error: 'must be a URL such as https://s3.example.org' })
      .refine(isHttpUrl, 'must be a URL such as https://s3.example.org')
      .optional(),
  },
  blobsRegion: {
    placeholder: 'REGION',
    help: 'Region of the bucket of --blobs',
    default: undefined,
    defaultInWords: 'us-east-1 with --blobs-endpoint, else as every AWS SDK finds it: AWS_REGION, a profile',
    schema: z
      .string({ error: 'must be the name of a region' })
      .regex(/^[A-Za-z0-9-]{1,64}$/, 'must be the name of a region')
      .optional(),
  },
  blobsPathStyle: {
    placeholder: 'true|false',
    help: 'Whether URLs have the bucket in their path instead of in their host',
    default: undefined,
    defaultInWords: 'true with --blobs-endpoint, else false',
    schema: truth.optional(),
  },
  ...limitOptions,
  dev: {
    placeholder: 'true|false',
    isSwitch: true,
    help: 'For tests only: every caller is root, with any secret. An access key id such as test is root of the default account, 12 digits are root of that account; ids in the form of AWS are looked up',
    default: false,
    schema: truth,
  },
  devAnywhere: {
    placeholder: 'true|false',
    isSwitch: true,
    help: 'With --dev: --host may be an address that other machines can reach',
    default: false,
    schema: truth,
  },
  devHosts: {
    placeholder: 'LIST',
    help: 'With --dev: names and addresses, without port and separated by commas, at which the server takes test credentials, besides localhost and those of --host and --registry-host',
    default: [],
    defaultInWords: 'none',
    schema: hosts,
  },
  devReset: {
    placeholder: 'true|false',
    isSwitch: true,
    help: 'With --dev: other machines, too, may empty the server and ask for its health, by the paths of moto and LocalStack',
    default: false,
    schema: truth,
  },
  metricsPort: {
    placeholder: 'PORT',
    help: 'Serve metrics for Prometheus at http://127.0.0.1:PORT/metrics, to programs of this machine alone; 0 picks a free port',
    default: undefined,
    defaultInWords: 'no metrics',
    schema: port.optional(),
  },
  logFormat: {
    placeholder: logFormats.join('|'),
    help: 'One JSON object per line, or text for people',
    default: undefined,
    defaultInWords: 'pretty on a terminal, else json',
    schema: choice(logFormats).optional(),
  },
  logLevel: {
    placeholder: logLevels.join('|'),
    help: 'The lowest level that is logged',
    default: 'info',
    schema: choice(logLevels),
  },
}

function choice<const Words extends readonly [string, ...string[]]>(words: Words): z.ZodType<Words[number]> {
  return z.enum(words, { error: `must be one of ${words.join(', ')}` })
}
