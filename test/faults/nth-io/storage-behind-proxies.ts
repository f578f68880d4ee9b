import { startDatabaseProxy } from '../../support/database-proxy.ts'
import type { DatabaseFault } from '../../support/database-relay.ts'
import { keptBytes } from '../../support/kept-bytes.ts'
import { type Fault as S3Fault, type S3Request, startS3Proxy } from '../../support/s3-proxy.ts'
import { createStorage } from '../../support/storage.ts'
import type { FailingStorage, Fault, FaultKind } from './failing-storage.ts'

interface Effect {
  readonly onDatabase: DatabaseFault
  readonly onS3: (request: S3Request) => S3Fault
}

const effects: ReadonlyMap<FaultKind, Effect> = new Map<FaultKind, Effect>([
  ['fails', { onDatabase: 'disk full', onS3: () => '403' }],
  // What has no body is answered by half.
  ['is halved', { onDatabase: 'cut', onS3: ({ kind }) => (/^(put|upload|complete)/.test(kind) ? 'cut' : 'truncated') }],
  ['loses its answer', { onDatabase: 'lost answer', onS3: () => 'lost answer' }],
  ['kills', { onDatabase: 'silent', onS3: () => 'silent' }],
])

/** PostgreSQL and S3: what is counted are the requests to both, together. */
export async function storageBehindProxies(): Promise<FailingStorage> {
  const storage = await createStorage()
  const { databaseUrl, bucket } = storage
  if (databaseUrl === undefined || bucket?.endpoint === undefined) throw new Error('not a storage behind a network')
  const url = new URL(databaseUrl)
  const database = await startDatabaseProxy(Number(url.port))
  const s3 = await startS3Proxy({ port: Number(new URL(bucket.endpoint).port) })
  url.port = `${database.port}`
  const kept = keptBytes(storage, '')
  let counted: string[] = []

  /** Counts a request; its effect if it is the one. */
  function count(request: string, { kind, at }: Fault, kill: () => void): Effect | undefined {
    counted.push(request)
    if (counted.length !== at) return undefined
    if (kind === 'kills') kill()
    return effects.get(kind)
  }
  return {
    kinds: [...effects.keys()],
    place: { databasePath: '', blobsPath: '', databaseUrl: url.href, bucket: { ...bucket, endpoint: s3.url } },
    env: {},
    async arm(fault, kill) {
      counted = []
      database.fault = (request) => count(`PostgreSQL: ${request}`, fault, kill)?.onDatabase
      s3.fault = (request) => count(`S3: ${request.kind}`, fault, kill)?.onS3(request)
    },
    async disarm() {
      database.fault = undefined
      s3.fault = undefined
      return counted
    },
    storageKeys: async () => (await kept.storageKeys()).toSorted(),
    async remove() {
      await database.close()
      await s3.stop()
      await storage.remove()
    },
  }
}
