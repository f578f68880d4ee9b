import { resolve } from 'node:path'
import { devAccessKey } from '../auth/dev-credentials.ts'
import { bucketOf } from '../config/bucket-url.ts'
import { hasOwnRoot } from '../config/certificate-names.ts'
import { type DataFolder, prepareDataFolder } from '../config/data-folder.ts'
import { requireSafeDevMode } from '../config/dev-mode.ts'
import { errorCode } from '../config/error-code.ts'
import { loadMasterKey, requireSharedKey, wrongMasterKey } from '../config/master-key.ts'
import { registryHosts } from '../config/registry-host.ts'
import type { ServeOptions } from '../config/serve-options.ts'
import { reachableAddress } from '../config/server-url.ts'
import { type TlsFiles, tlsFiles } from '../config/tls-files.ts'
import { lockDataFolder } from '../database/data-folder-lock.ts'
import { addAccount } from '../iam/accounts/add-account.ts'
import type { AccessKey } from '../iam/access-keys/new-access-key.ts'
import { findRootKey, hasRightMasterKey } from '../iam/accounts/root-keys.ts'
import { type Log, openLog } from '../log.ts'
import { type RunningServer, startServer } from '../server.ts'
import { randomIds } from '../platform/ids.ts'
import { openAdminSocket } from './admin/admin-socket.ts'
import type { AdminContext } from './admin/admin-task.ts'
import { announce, withdrawAnnouncement } from './announcement.ts'
import { removeRootKey, writeRootKey, writeSettings } from './aws-files.ts'
import { certificateProblem } from './certificate-problem.ts'
import { startupBanner } from './startup-banner.ts'
import { nameProblem } from './name-resolution.ts'
import { startProblem } from './start-problem.ts'
import { stopSignal } from './stop-signal.ts'
import { version } from './version.ts'
import { tell } from '../platform/terminal.ts'

/** Running requests may take this long after a signal; orchestrators kill after 30 s or less. */
const graceMs = 10_000

/** `ecrd serve`: serves until a signal ends it. */
export async function serve(options: ServeOptions): Promise<number> {
  const tls = tlsFiles(options)
  requireSafeDevMode(options)
  const stopped = stopSignal()
  await using stack = new AsyncDisposableStack()
  const folder = await open(stack, options, tls).catch((error: unknown) => {
    tell(`ecrd: ${startProblem(error, options)}\n`)
  })
  if (folder === undefined) return 1
  await stopped
  await withdrawAnnouncement(folder)
  return 0
}

/** Opens all parts of a server; they are closed in the opposite order. */
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
  // A killed server left it behind: programs that wait for this server must not read it.
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
    version,
  })
  stack.defer(() => server.close(graceMs))
  const root = await openRoot(server, folder, options)
  await writeAccess(server, folder, options, root.key)
  await takeCommands(
    stack,
    { ctx: server.ctx, devClock: server.devClock, hasJobs: true, folder, address: reachableAddress(options.host) },
    log,
  )
  const { account, region } = options
  const { url, metricsUrl } = server
  await announce(folder, { url, metricsUrl, pid: process.pid, account, region, version })
  const registry = server.ctx.settings.registryHost(account, region)
  const { isNew: isFirstStart, key } = root
  tell(
    startupBanner({
      folder,
      options,
      url,
      metricsUrl,
      registry,
      isFirstStart,
      isRootLocked: key === undefined,
      devClock: server.devClock,
    }),
  )
  warnOfCertificate(server, registry)
  void warnOfNames(options)
  return folder
}

interface Root {
  /** Undefined when it is locked. */
  readonly key: AccessKey | undefined
  readonly isNew: boolean
}

/** The default account's: the first start makes both. */
async function openRoot({ ctx }: RunningServer, folder: DataFolder, options: ServeOptions): Promise<Root> {
  if (!(await hasRightMasterKey(ctx))) throw wrongMasterKey(folder, options)
  const created = await addAccount(ctx, options.account)
  const key = options.dev ? devAccessKey : (created ?? (await findRootKey(ctx, options.account)))
  return { key, isNew: created !== undefined }
}

/** For this machine's own clients. A root that is locked has no key to give out. */
async function writeAccess(
  { url, tls }: RunningServer,
  folder: DataFolder,
  { region }: ServeOptions,
  key: AccessKey | undefined,
): Promise<void> {
  const caBundle = tls && hasOwnRoot(tls) ? resolve(tls.files.cert) : undefined
  if (key === undefined) await removeRootKey(folder)
  else await writeRootKey(folder, key)
  await writeSettings(folder, { region, endpointUrl: url, caBundle })
}

function warnOfCertificate({ url, tls, ctx }: RunningServer, registry: string): void {
  if (tls === undefined) return
  const names = [new URL(url).hostname, new URL(`https://${registry}`).hostname].map((name) =>
    name.replace(/^\[|\]$/g, ''),
  )
  const problem = certificateProblem(tls, [...new Set(names)], ctx.systemClock.now())
  if (problem !== undefined) tell(`${problem}\n`)
}

/** Asks the system, which may take its time: the server is ready before it answers. */
async function warnOfNames({ host, account, region, registryHost }: ServeOptions): Promise<void> {
  const template = registryHost ?? '{account}.dkr.ecr.{region}.localhost'
  const name = registryHosts({ account, region, registryHost: template }, 0)(account, region)
  const problem = await nameProblem(name, reachableAddress(host))
  if (problem !== undefined) tell(`${problem}\n`)
}

/** Where a folder can't hold sockets, as those that Docker Desktop shares with a container, the registry does without. */
async function takeCommands(stack: AsyncDisposableStack, admin: AdminContext, log: Log): Promise<void> {
  const socket = await openAdminSocket(admin, log).catch((error: unknown) => {
    tell(
      `ecrd cannot create ${admin.folder.adminSocket} (${errorCode(error) ?? String(error)}): it takes no commands while the server runs.\n`,
    )
  })
  if (socket !== undefined) stack.defer(() => socket.close())
}
