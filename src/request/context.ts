import type { Blobs } from '../blobs/blobs.ts'
import type { Database } from '../database/database.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import type { Allowance } from '../platform/allowance.ts'
import type { Clock } from '../platform/clock.ts'
import type { Ids } from '../platform/ids.ts'

/** All that an operation may touch. */
export interface Context {
  readonly database: Database
  readonly blobs: Blobs
  readonly keys: KeyRing
  /** The time that things are dated with and expire by. Under `--dev` it can be moved: dev/dev-clock.ts. */
  readonly clock: Clock
  /**
   * The time that nobody moves, for what isn't the registry's alone: dates of signatures and presigned URLs, which others write,
   * leases, rate limits, certificates.
   */
  readonly systemClock: Clock
  readonly ids: Ids
  readonly settings: Settings
  readonly limits: PrincipalLimits
}

/** How much each user, role or root may have open or have done: operation.ts, `limitedId`. */
export interface PrincipalLimits {
  readonly uploads: number
  readonly sessions: number
  /** Characters of policies that simulations read. */
  readonly simulation: Allowance
}

/** What the configuration says that answers depend on. */
export interface Settings {
  /** What clients speak with `registryHost`: `https` behind a proxy that terminates TLS, too. */
  readonly protocol: 'http' | 'https'
  readonly defaultAccount: string
  readonly defaultRegion: string
  /** Started with `--dev`: auth/dev-credentials.ts. */
  readonly isDev: boolean
  /** Whether a host, as URLs write it, is one that the configuration gives the server: auth/foreign-request.ts. */
  readonly isOwnHost: (host: string) => boolean
  /** How long an archived image takes to become active again: ecr/images/set-storage-class.ts. */
  readonly archiveRestoreMs: number
  /** Services beside AWS's that policies may name: iam/policies/service-principals.ts. */
  readonly servicePrincipals: readonly string[]
  /**
   * The registry's host for an account and region, as a client can push to it: `localhost:5100` for the default ones,
   * `<account>.dkr.ecr.<region>.localhost:5100` for others.
   */
  readonly registryHost: (account: string, region: string) => string
  /** How long runs of lifecycle policies are kept. */
  readonly lifecycleHistoryMs: number
}
