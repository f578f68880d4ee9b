import { resolve } from 'node:path'
import { createRootKey, type RootKey } from '../auth/create-root-key.ts'
import { bucketOf } from '../config/bucket-url.ts'
import { hasOwnRoot } from '../config/certificate-names.ts'
import { type DataFolder, prepareDataFolder } from '../config/data-folder.ts'
import { loadMasterKey } from '../config/master-key.ts'
import { registryHosts } from '../config/registry-host.ts'
import type { ServeOptions } from '../config/serve-options.ts'
import { reachableAddress } from '../config/server-url.ts'
import { type TlsFiles, tlsFiles } from '../config/tls-files.ts'
import { CannotOpen } from '../database/cannot-open.ts'
import { lockDataFolder } from '../database/data-folder-lock.ts'
import { openLog } from '../log.ts'
import { type RunningServer, startServer } from '../server.ts'
import { randomIds } from '../standards/ids/ids.ts'
import { announce, withdrawAnnouncement } from './announcement.ts'
import { writeAwsFiles } from './aws-files.ts'
import { certificateProblem } from './certificate-problem.ts'
import { greeting } from './greeting.ts'
import { nameProblem } from './name-resolution.ts'
import { startProblem } from './start-problem.ts'
import { stopSignal } from './stop-signal.ts'
import { version } from './version.ts'

/** Running requests may take this long after a signal; orchestrators kill after 30 s or less. */
const graceMs = 10_000

/** `ecrd serve`: serves until a signal ends it. */
export async function serve(options: ServeOptions): Promise<number> {
  const tls = tlsFiles(options)
  const stopped = stopSignal()
  await using stack = new AsyncDisposableStack()
  const folder = await open(stack, options, tls).catch((error: unknown) => {
    process.stderr.write(`ecrd: ${startProblem(error, options)}\n`)
  })
  if (folder === undefined) return 1
  await stopped
  await withdrawAnnouncement(folder)
  return 0
}

/** Opens all that a server is made of, in the order in which it is let go of again, backwards. */
async function open(
  stack: AsyncDisposableStack,
  options: ServeOptions,
  tls: TlsFiles | undefined,
): Promise<DataFolder> {
  const folder = await prepareDataFolder(options.data)
  const lock = lockDataFolder(folder)
  stack.defer(() => {
    lock.release()
  })
  // Left behind by a server that was killed: whoever waits for this one must not be misled.
  await withdrawAnnouncement(folder)
  requireSharedKey(options)
  const masterKey = await loadMasterKey(folder, options.masterKeyFile, randomIds)
  const log = await openLog(options.logLevel, options.logFormat)
  stack.defer(() => log.close())
  const server = await startServer({
    options,
    tls,
    databasePath: folder.database,
    blobsPath: folder.blobs,
    bucket: bucketOf(options),
    masterKey,
    log,
  })
  stack.defer(() => server.close(graceMs))
  const rootKey = await requireRootKey(server, folder, options)
  const { account, region } = options
  const { url } = server
  const caBundle = server.tls && hasOwnRoot(server.tls) ? resolve(server.tls.files.cert) : undefined
  await writeAwsFiles(folder, { ...rootKey, region, endpointUrl: url, caBundle })
  await announce(folder, { url, pid: process.pid, account, region, version })
  const registry = server.ctx.settings.registryHost(account, region)
  process.stderr.write(greeting({ folder, options, url, registry, isFirstStart: rootKey.isNew }))
  warnOfCertificate(server, registry)
  void warnOfNames(options)
  return folder
}

function warnOfCertificate({ url, tls, ctx }: RunningServer, registry: string): void {
  if (tls === undefined) return
  const names = [new URL(url).hostname, new URL(`https://${registry}`).hostname].map((name) =>
    name.replace(/^\[|\]$/g, ''),
  )
  const problem = certificateProblem(tls, [...new Set(names)], ctx.clock.now())
  if (problem !== undefined) process.stderr.write(`${problem}\n`)
}

/** Each of the servers that share a database must open what the others sealed. */
function requireSharedKey({ database, masterKeyFile }: ServeOptions): void {
  if (database === undefined || masterKeyFile !== undefined) return
  throw new CannotOpen(
    'With --database the master key is shared by all servers of that database: name its file with --master-key-file.',
  )
}

/** Asks the system, which may take its time: the server is ready before it answers. */
async function warnOfNames({ host, account, region, registryHost }: ServeOptions): Promise<void> {
  const template = registryHost ?? '{account}.dkr.ecr.{region}.localhost'
  const name = registryHosts({ account, region, registryHost: template }, 0)(account, region)
  const problem = await nameProblem(name, reachableAddress(host))
  if (problem !== undefined) process.stderr.write(`${problem}\n`)
}

async function requireRootKey({ ctx }: RunningServer, folder: DataFolder, options: ServeOptions): Promise<RootKey> {
  const rootKey = await createRootKey(ctx, options.account)
  if (rootKey !== undefined) return rootKey
  throw new CannotOpen(
    `The master key in ${options.masterKeyFile ?? folder.masterKey} is not the one that sealed the data. Restore the right one.`,
  )
}
