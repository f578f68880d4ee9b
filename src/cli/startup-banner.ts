import type { DataFolder } from '../config/data-folder.ts'
import { serveOptions, type ServeOptions } from '../config/serve-options.ts'
import { describeDatabase } from '../database/dialects/postgres/describe-database.ts'
import type { DevClock } from '../dev/dev-clock.ts'
import { printInstant } from '../platform/print-instant.ts'
import { quoted } from './shell-lines.ts'
import { version } from './version.ts'

export interface Startup {
  readonly folder: DataFolder
  readonly options: ServeOptions
  readonly url: string
  readonly metricsUrl?: string | undefined
  /** The host of the default registry. */
  readonly registry: string
  readonly isFirstStart: boolean
  /** The default account's. */
  readonly isRootLocked: boolean
  readonly devClock: Pick<DevClock, 'now' | 'offsetMs'> | undefined
}

/** What a person reads when the server is ready. It holds no secret: standard error is often kept. */
export function startupBanner(startup: Startup): string {
  const { folder, options, url, metricsUrl, registry, isFirstStart, isRootLocked, devClock } = startup
  const { account, region, data, masterKeyFile } = options
  const env = data === serveOptions.data.default ? 'npx ecrd env' : `npx ecrd env --data ${quoted(folder.path)}`
  return [
    `ecrd ${version} serves ${url} (account ${account}, ${region}) from ${placeOf(folder, options)}\n`,
    ...(masterKeyFile === undefined ? [keyNote(folder)] : []),
    ...(metricsUrl === undefined ? [] : [`Metrics for Prometheus, for programs of this machine: ${metricsUrl}\n`]),
    ...(devClock === undefined ? [] : [devNotice(url, devClock)]),
    ...(isRootLocked
      ? [`The root of account ${account} is locked. To unlock it, create a new key: ecrd credentials rotate\n`]
      : []),
    ...(isFirstStart
      ? [`\nIn another terminal:\n\n${firstSteps(env, registry)}\n`]
      : [`Point a shell at it: eval "$(${env})"\n`]),
    ...(devClock === undefined
      ? [`For daily work use a user, which may assume roles (root may not): eval "$(${env} --user me)"\n`]
      : []),
  ].join('')
}

function devNotice(url: string, { now, offsetMs }: NonNullable<Startup['devClock']>): string {
  const moved =
    offsetMs === 0
      ? ''
      : `  !!! The clock shows ${printInstant(now())}, ahead of the system's. Take it back with: ecrd clock reset\n`
  return `
  !!! --dev: EVERYONE WHO CAN REACH ${url} IS ROOT OF EVERY ACCOUNT, with the access key id test, or the 12 digits
  !!! of the account, and any secret. Use it for tests only: keep no data of value in it.
${moved}
`
}

function placeOf({ path }: DataFolder, { database }: ServeOptions): string {
  return database === undefined ? path : `${describeDatabase(database)} and ${path}`
}

function keyNote({ masterKey }: DataFolder): string {
  return `The master key, ${masterKey}, is in the same folder as the data that it encrypts: anyone who copies the whole folder can read everything. --master-key-file keeps it elsewhere.\n`
}

function firstSteps(env: string, registry: string): string {
  return `  eval "$(${env})"
  aws ecr create-repository --repository-name app
  aws ecr get-login-password | docker login --username AWS --password-stdin ${registry}
  docker tag my-image ${registry}/app:v1
  docker push ${registry}/app:v1
`
}
