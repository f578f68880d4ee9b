import type { S3Location } from '../blobs/s3/s3-location.ts'
import type { LimitOptions } from '../config/limit-options.ts'
import type { ServeOptions } from '../config/serve-options.ts'
import type { TlsFiles } from '../config/tls-files.ts'
import type { Log } from '../log.ts'
import type { Clock } from '../platform/clock.ts'
import type { Ids } from '../platform/ids.ts'

/** What a server is made of. Time and chance can be stood in for, by tests. */
export interface ServerParts {
  readonly options: Pick<
    ServeOptions,
    | 'host'
    | 'port'
    | 'account'
    | 'region'
    | 'registryHost'
    | 'sealing'
    | 'trustedProxies'
    | 'servicePrincipals'
    | 'database'
    | 'dev'
    | 'devHosts'
    | 'devReset'
    | 'metricsPort'
    | keyof LimitOptions
  >
  /** Undefined: it speaks plain HTTP. */
  readonly tls?: TlsFiles | undefined
  /** Where SQLite's file is, unless `options.database` names a PostgreSQL. */
  readonly databasePath: string
  readonly blobsPath: string
  /** Where blobs are instead, in an S3 bucket. */
  readonly bucket?: S3Location | undefined
  readonly masterKey: Uint8Array
  readonly log: Log
  /** Of the program, which some ask for. */
  readonly version: string
  /** The system's. */
  readonly clock?: Clock
  readonly ids?: Ids
}
