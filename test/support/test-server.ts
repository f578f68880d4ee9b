import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ECRClient } from '@aws-sdk/client-ecr'
import type { LimitOptions } from '../../src/config/limit-options.ts'
import { sealToken, tokenLifetimeMs } from '../../src/ecr/tokens/registry-token.ts'
import { addAccount } from '../../src/iam/accounts/add-account.ts'
import { findRootKey } from '../../src/iam/accounts/root-keys.ts'
import { type RunningServer, startServer } from '../../src/server.ts'
import type { ServerParts } from '../../src/server/server-parts.ts'
import type { RequestLine } from '../../src/http/ops/request-log.ts'
import { keptBytes, type KeptBytes } from './kept-bytes.ts'
import { type RegistryClient, registryClient } from './registry-client.ts'
import { serverOptions } from './server-options.ts'
import { createStorage } from './storage.ts'

/** A server in this process, on a data folder of its own, with a clock that tests can set. */
export interface TestServer {
  readonly url: string
  readonly account: string
  readonly region: string
  readonly running: RunningServer
  readonly keptBytes: KeptBytes
  /** What commands of `ecrd` are told of its database. */
  readonly databaseArguments: readonly string[]
  /** The lines of requests that were denied. */
  readonly denials: readonly RequestLine[]
  readonly clock: TestClock
  readonly ecr: ECRClient
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string }
  /** `/v2/` as the root of the default account. */
  readonly registry: RegistryClient
  /** The authorizationToken of the default account's root. */
  readonly authorizationToken: string
  /** The root of another account on the same server. */
  readonly otherAccount: (account: string) => Promise<Pick<TestServer, 'ecr' | 'credentials' | 'authorizationToken'>>
  readonly stop: () => Promise<void>
}

/** Real time, moved as a test likes: signatures are made by the real clock, so it starts there. */
export interface TestClock {
  now(): number
  advance(byMs: number): void
}

/** What tests of how a server is reached tell it. */
export type TestServerSettings = Partial<
  Pick<
    ServerParts['options'],
    | 'host'
    | 'registryHost'
    | 'trustedProxies'
    | 'servicePrincipals'
    | 'dev'
    | 'devHosts'
    | 'devReset'
    | 'metricsPort'
    | keyof LimitOptions
  >
>

const { account, region } = serverOptions

export async function startTestServer(settings: TestServerSettings = {}): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'ecrd-test-'))
  const blobsPath = join(folder, 'blobs')
  const storage = await createStorage()
  const denials: RequestLine[] = []
  let offsetMs = 0
  const clock: TestClock = {
    now: () => Date.now() + offsetMs,
    advance: (byMs) => {
      offsetMs += byMs
    },
  }
  const running = await startServer({
    options: { ...serverOptions, database: storage.databaseUrl, ...settings },
    databasePath: join(folder, 'ecrd.db'),
    blobsPath,
    bucket: storage.bucket,
    masterKey: randomBytes(32),
    version: '0.0.0-test',
    log: {
      info: (fields) => {
        if (isDenial(fields)) denials.push(fields)
      },
      error: (fields, message) => console.error(message, fields),
      close: () => Promise.resolve(),
    },
    clock,
  })
  const open = async (owner: string) => {
    const key = (await addAccount(running.ctx, owner)) ?? (await findRootKey(running.ctx, owner))
    if (key === undefined) throw new Error('no root key')
    const { accessKeyId, secretAccessKey } = key
    const password = sealToken(running.ctx.keys, { accessKeyId, expiresAt: clock.now() + tokenLifetimeMs })
    const credentials = { accessKeyId, secretAccessKey }
    const ecr = new ECRClient({ endpoint: running.url, region, credentials, maxAttempts: 1 })
    return { ecr, credentials, authorizationToken: Buffer.from(`AWS:${password}`).toString('base64') }
  }
  const { ecr, credentials, authorizationToken } = await open(account)
  return {
    url: running.url,
    account,
    region,
    running,
    keptBytes: keptBytes(storage, blobsPath),
    databaseArguments: storage.databaseUrl === undefined ? ['--data', folder] : ['--database', storage.databaseUrl],
    denials,
    clock,
    ecr,
    credentials,
    authorizationToken,
    registry: registryClient(running.url, { authorizationToken }),
    otherAccount: open,
    async stop() {
      ecr.destroy()
      await running.close(1_000)
      await storage.remove()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function isDenial(fields: object): fields is RequestLine {
  return 'denial' in fields && fields.denial !== undefined
}
