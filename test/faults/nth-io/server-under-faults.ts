import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { ECRClient } from '@aws-sdk/client-ecr'
import type { S3Location } from '../../../src/blobs/s3/s3-location.ts'
import { type RegistryClient, registryClient } from '../../support/registry-client.ts'
import { serverOptions } from '../../support/server-options.ts'
import { programOf } from '../../support/program.ts'

/** Where a server keeps everything; the program that starts it gets this. */
export interface ServerPlace {
  readonly databasePath: string
  readonly blobsPath: string
  /** Undefined: SQLite, and files. */
  readonly databaseUrl: string | undefined
  readonly bucket: S3Location | undefined
}

/** What no client can ask for. */
export type Order =
  | { readonly do: 'wait'; readonly hours: number }
  | { readonly do: 'collect' }
  | { readonly do: 'list rows' }
  | { readonly do: 'restart' }

/** A row of what is in repositories; `store` and `storageKey` say where its bytes are, if it has any. */
export interface ListedRow {
  readonly table: string
  readonly store?: string
  readonly storageKey?: string
}

export interface Reply {
  readonly rows?: readonly ListedRow[]
  readonly failure?: string
}

export interface Started extends Reply {
  readonly url: string
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string }
  readonly authorizationToken: string
}

/** A server in a process of its own, which may die at any time. */
export interface ServerUnderFaults {
  readonly ecr: ECRClient
  readonly registry: RegistryClient
  /** Fails with ServerDied when it ends before it has answered. */
  readonly order: (order: Order) => Promise<Reply>
  /** The next one: in this process, if it lives. To begin one anew takes ten times as long. */
  readonly restart: () => Promise<ServerUnderFaults>
  /** Ends it without any warning, if it lives. */
  readonly kill: () => Promise<void>
}

export class ServerDied extends Error {}

/** The order was not carried out; the server lives. */
export class OrderFailed extends Error {}

const program = programOf('server-process')

export async function startServerUnderFaults(
  place: ServerPlace,
  env: Readonly<Record<string, string>>,
): Promise<ServerUnderFaults> {
  const child = fork(program, [JSON.stringify(place)], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  })
  const exited = once(child, 'close')
  const said: Buffer[] = []
  child.stderr?.on('data', (bytes: Buffer) => said.push(bytes))
  const order = (what: Order): Promise<Reply> => {
    const replied = nextReply(child)
    // A channel that closes meanwhile is noticed by whoever waits for the reply.
    child.send(what, () => undefined)
    return replied
  }
  const serverOf = ({ url: endpoint, credentials, authorizationToken }: Started): ServerUnderFaults => {
    const ecr = new ECRClient({ endpoint, region: serverOptions.region, credentials, maxAttempts: 1 })
    return {
      ecr,
      registry: registryClient(endpoint, { authorizationToken }),
      order,
      async restart() {
        ecr.destroy()
        try {
          return serverOf((await order({ do: 'restart' })) as Started)
        } catch (error) {
          if (!(error instanceof ServerDied)) throw error
          return startServerUnderFaults(place, env)
        }
      },
      async kill() {
        ecr.destroy()
        child.kill('SIGKILL')
        await exited
      },
    }
  }
  const started = await nextReply(child).catch((error: unknown) => {
    throw new Error(`no server starts: ${Buffer.concat(said).toString()}`, { cause: error })
  })
  return serverOf(started as Started)
}

async function nextReply(child: ChildProcess): Promise<Reply> {
  if (child.exitCode !== null || child.signalCode !== null) throw new ServerDied('the server has ended')
  const ended = new AbortController()
  const died = once(child, 'close', { signal: ended.signal }).then((how) => {
    throw new ServerDied(`the server ended: ${how.join(' ')}`)
  })
  try {
    const [reply] = (await Promise.race([once(child, 'message', { signal: ended.signal }), died])) as [Reply]
    if (reply.failure !== undefined) throw new OrderFailed(reply.failure)
    return reply
  } finally {
    died.catch(() => undefined)
    ended.abort()
  }
}
