import type { BlobStore } from '../blobs/blob-store.ts'
import { createBlobs } from '../blobs/create-blobs.ts'
import { filesystemStore } from '../blobs/filesystem/filesystem-store.ts'
import { ownHosts } from '../config/own-hosts.ts'
import { registryHosts, registryProtocol } from '../config/registry-host.ts'
import type { Context } from '../request/context.ts'
import type { Database } from '../database/database.ts'
import { openSqlite } from '../database/dialects/sqlite/open-sqlite.ts'
import { type DevClock, openDevClock } from '../dev/dev-clock.ts'
import { requireStorageIdentity } from '../database/storage-identity.ts'
import type { Metrics } from '../metrics/create-metrics.ts'
import { keyRing } from '../sealing/key-ring.ts'
import { createAllowance } from '../platform/allowance.ts'
import { type Clock, systemClock } from '../platform/clock.ts'
import { type Ids, randomIds } from '../platform/ids.ts'
import type { ServerParts } from './server-parts.ts'

/** What operations may use, and the clock that can be moved under `--dev`. */
export interface OpenContext {
  readonly ctx: Context
  /** Under `--dev` it is `ctx.clock`, which is moved by it. */
  readonly devClock: DevClock | undefined
}

interface Measured {
  readonly metrics: Metrics | undefined
  readonly listeningPort: () => number
}

export async function createContext(parts: ServerParts, { metrics, listeningPort }: Measured): Promise<OpenContext> {
  const { options, clock = systemClock, ids = randomIds } = parts
  const keys = keyRing(parts.masterKey, ids)
  const openedStore = await openStore(parts, ids)
  const store = metrics?.measureStore(openedStore) ?? openedStore
  const openedDatabase = await openDatabase(parts, ids)
  const database = metrics?.measureDatabase(openedDatabase) ?? openedDatabase
  const devClock = await claimDatabase(parts, { database, store, clock }).catch(async (error: unknown) => {
    await database.close()
    throw error
  })
  const ctx: Context = {
    database,
    blobs: createBlobs({ store, keys, ids, sealing: options.sealing }),
    keys,
    clock: devClock ?? clock,
    systemClock: clock,
    ids,
    limits: {
      uploads: options.maxUploadsPerPrincipal,
      sessions: options.maxSessionsPerPrincipal,
      simulation: createAllowance(options.simulatedCharactersPerMinute, clock),
    },
    settings: {
      protocol: registryProtocol(options, parts.tls === undefined ? 'http' : 'https'),
      defaultAccount: options.account,
      defaultRegion: options.region,
      isDev: options.dev,
      isOwnHost: ownHosts(options),
      archiveRestoreMs: options.archiveRestoreSeconds * 1000,
      servicePrincipals: options.servicePrincipals,
      registryHost: (account, region) => registryHosts(options, listeningPort())(account, region),
      lifecycleHistoryMs: options.lifecycleHistoryDays * 24 * 60 * 60 * 1000,
    },
  }
  return { ctx, devClock }
}

/** Claims the database. Nothing can move the clock of one that isn't for development. */
async function claimDatabase(
  { options }: ServerParts,
  { database, store, clock }: { readonly database: Database; readonly store: BlobStore; readonly clock: Clock },
): Promise<DevClock | undefined> {
  await requireStorageIdentity(database, { store: store.name, isDev: options.dev })
  return options.dev ? openDevClock(database, clock) : undefined
}

async function openDatabase({ options, databasePath }: ServerParts, ids: Ids): Promise<Database> {
  if (options.database === undefined) return openSqlite({ path: databasePath })
  // Only who uses PostgreSQL pays for its driver.
  const { openPostgres } = await import('../database/dialects/postgres/open-postgres.ts')
  return openPostgres({ url: options.database, ids })
}

async function openStore({ bucket, blobsPath }: ServerParts, ids: Ids): Promise<BlobStore> {
  if (bucket === undefined) return filesystemStore(blobsPath)
  // Only who uses S3 pays for its driver.
  const { openS3Store } = await import('../blobs/s3/open-s3-store.ts')
  return openS3Store({ location: bucket, ids })
}
