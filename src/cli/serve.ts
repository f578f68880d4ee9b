import { createRootKey, type RootKey } from '../auth/create-root-key.ts'
import { type DataFolder, prepareDataFolder } from '../config/data-folder.ts'
import { loadMasterKey } from '../config/master-key.ts'
import { registryHosts } from '../config/registry-host.ts'
import type { ServeOptions } from '../config/serve-options.ts'
import { CannotOpen } from '../database/cannot-open.ts'
import { lockDataFolder } from '../database/data-folder-lock.ts'
import { openLog } from '../log.ts'
import { type RunningServer, startServer } from '../server.ts'
import { randomIds } from '../standards/ids/ids.ts'
import { announce, withdrawAnnouncement } from './announcement.ts'
import { writeAwsFiles } from './aws-files.ts'
import { greeting } from './greeting.ts'
import { nameProblem } from './name-resolution.ts'
import { startProblem } from './start-problem.ts'
import { stopSignal } from './stop-signal.ts'
import { version } from './version.ts'

/** Running requests may take this long after a signal; orchestrators kill after 30 s or less. */
const graceMs = 10_000

/** `ecrd serve`: serves until a signal ends it. */
export async function serve(options: ServeOptions): Promise<number> {
  const stopped = stopSignal()
  await using stack = new AsyncDisposableStack()
  const folder = await open(stack, options).catch((error: unknown) => {
    process.stderr.write(`ecrd: ${startProblem(error, options)}\n`)
  })
  if (folder === undefined) return 1
  await stopped
  await withdrawAnnouncement(folder)
  return 0
}

/** Opens all that a server is made of, in the order in which it is let go of again, backwards. */
async function open(stack: AsyncDisposableStack, options: ServeOptions): Promise<DataFolder> {
  const folder = await prepareDataFolder(options.data)
  const lock = lockDataFolder(folder)
  stack.defer(() => {
    lock.release()
  })
  // Left behind by a server that was killed: whoever waits for this one must not be misled.
  await withdrawAnnouncement(folder)
  const masterKey = await loadMasterKey(folder, options.masterKeyFile, randomIds)
  const log = await openLog(options.logLevel, options.logFormat)
  stack.defer(() => log.close())
  const server = await startServer({ options, databasePath: folder.database, blobsPath: folder.blobs, masterKey, log })
  stack.defer(() => server.close(graceMs))
  const rootKey = await requireRootKey(server, folder, options)
  const { account, region } = options
  await writeAwsFiles(folder, { ...rootKey, region, endpointUrl: server.url })
  await announce(folder, { url: server.url, pid: process.pid, account, region, version })
  process.stderr.write(greeting({ folder, options, url: server.url, isFirstStart: rootKey.isNew }))
  void warnOfNames(options)
  return folder
}

/** Asks the system, which may take its time: the server is ready before it answers. */
async function warnOfNames({ account, region, registryHost }: ServeOptions): Promise<void> {
  const template = registryHost ?? '{account}.dkr.ecr.{region}.localhost'
  const problem = await nameProblem(registryHosts({ account, region, registryHost: template }, 0)(account, region))
  if (problem !== undefined) process.stderr.write(`${problem}\n`)
}

async function requireRootKey({ ctx }: RunningServer, folder: DataFolder, options: ServeOptions): Promise<RootKey> {
  const rootKey = await createRootKey(ctx, options.account)
  if (rootKey !== undefined) return rootKey
  throw new CannotOpen(
    `The master key in ${options.masterKeyFile ?? folder.masterKey} is not the one that sealed this folder's data. Restore the right one.`,
  )
}
