import { existsSync } from 'node:fs'
import { type DataFolder, dataFolder } from '../../config/data-folder.ts'
import { loadMasterKey, requireSharedKey, wrongMasterKey } from '../../config/master-key.ts'
import { registryHosts, registryProtocol } from '../../config/registry-host.ts'
import type { ServeOptions } from '../../config/serve-options.ts'
import { reachableAddress } from '../../config/server-url.ts'
import { CannotOpen } from '../../database/cannot-open.ts'
import { type DataFolderLock, lockDataFolder } from '../../database/data-folder-lock.ts'
import type { Database } from '../../database/database.ts'
import { openDevClock } from '../../dev/dev-clock.ts'
import { findStorageIdentity } from '../../database/storage-identity.ts'
import { hasRightMasterKey } from '../../iam/accounts/root-keys.ts'
import { keyRing } from '../../sealing/key-ring.ts'
import { systemClock } from '../../platform/clock.ts'
import { randomIds } from '../../platform/ids.ts'
import type { AdminContext } from './admin-task.ts'

/** What the owner says of the registry when no server runs that knows it. */
export type RegistryOptions = Pick<
  ServeOptions,
  'data' | 'database' | 'masterKeyFile' | 'host' | 'port' | 'account' | 'region' | 'registryHost'
>

/** Opens the database of a registry that no server runs on, or that several may run on, until the stack is disposed of. */
export async function openAdminContext(stack: AsyncDisposableStack, options: RegistryOptions): Promise<AdminContext> {
  const folder = dataFolder(options.data)
  requireSharedKey(options)
  const database = options.database === undefined ? await openFolder(stack, folder) : await openShared(options.database)
  stack.defer(() => database.close())
  const claim = await database.read(findStorageIdentity)
  if (claim === undefined) {
    throw new CannotOpen('No server has ever started on this database. Start one first: ecrd serve')
  }
  const keys = keyRing(await loadMasterKey(folder, options.masterKeyFile, randomIds), randomIds)
  if (!(await hasRightMasterKey({ database, keys }))) throw wrongMasterKey(folder, options)
  const devClock = claim.isDev ? await openDevClock(database, systemClock) : undefined
  return {
    ctx: {
      database,
      keys,
      clock: devClock ?? systemClock,
      systemClock,
      ids: randomIds,
      settings: {
        protocol: registryProtocol(options, 'http'),
        defaultAccount: options.account,
        defaultRegion: options.region,
        isDev: claim.isDev,
        // No request comes here.
        isOwnHost: () => false,
        // The owner's tasks set no policy, and restore no image.
        servicePrincipals: [],
        archiveRestoreMs: 0,
        registryHost: registryHosts(options, options.port),
        lifecycleHistoryMs: Number.POSITIVE_INFINITY,
      },
    },
    devClock,
    hasJobs: false,
    folder,
    address: reachableAddress(options.host),
  }
}

async function openFolder(stack: AsyncDisposableStack, folder: DataFolder): Promise<Database> {
  if (!existsSync(folder.database)) {
    throw new CannotOpen(
      `There is no database in ${folder.path}. Name the data folder with --data, or a PostgreSQL database with --database.`,
    )
  }
  const lock = lockUnserved(folder)
  stack.defer(() => {
    lock.release()
  })
  const { openSqlite } = await import('../../database/dialects/sqlite/open-sqlite.ts')
  return openSqlite({ path: folder.database })
}

/** A server that takes commands has been asked before. */
function lockUnserved(folder: DataFolder): DataFolderLock {
  try {
    return lockDataFolder(folder)
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error
    throw new CannotOpen(
      `An ecrd that takes no commands uses the data folder ${folder.path}: it is starting or stopping, or it could not create ${folder.adminSocket}. Try again, or stop it first.`,
      error,
    )
  }
}

async function openShared(url: string): Promise<Database> {
  const { openPostgres } = await import('../../database/dialects/postgres/open-postgres.ts')
  return openPostgres({ url, ids: randomIds })
}
