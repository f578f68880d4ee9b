import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr'
import { type Serving, serveFolder } from './ecrd-command.ts'
import { createPostgresDatabase, type PostgresDatabase } from './postgres-databases.ts'
import { temporaryFolder } from './processes.ts'
import { type RegistryClient, registryClient } from './registry-client.ts'
import { s3Credentials } from './s3-server.ts'
import { bucketSettings, createS3Place } from './storage.ts'

/** A server with a data folder of its own, and clients for it. */
export interface Node extends Serving {
  /** The file that tells AWS's tools the root's key. */
  readonly credentials: string
  readonly ecr: ECRClient
  readonly registry: RegistryClient
  /** What stands before the repository's name in an image: `localhost:PORT`. */
  readonly registryName: string
  /** Of `docker login`. */
  readonly password: string
}

/** Two servers that have nothing in common but a PostgreSQL database, a place in a bucket and the master key. */
export interface TwoServers {
  readonly nodes: readonly [Node, Node]
  readonly database: PostgresDatabase
  readonly stop: () => Promise<void>
}

export async function startTwoServers(): Promise<TwoServers> {
  // Without tables: the two meet over creating them, and over the first key.
  const database = await createPostgresDatabase('template template0')
  const place = createS3Place()
  const folder = await temporaryFolder()
  const masterKeyFile = join(folder.path, 'master.key')
  await writeFile(masterKeyFile, randomBytes(32))
  const shared = ['--database', database.url, '--master-key-file', masterKeyFile, ...bucketSettings(place.bucket)]
  const start = (name: string): Promise<Node> => startNode(join(folder.path, name), shared)
  const nodes = await Promise.all([start('one'), start('other')])
  return {
    nodes,
    database,
    async stop() {
      for (const { ecr, process } of nodes) {
        ecr.destroy()
        await process.end()
      }
      await database.drop()
      await place.remove()
      await folder.remove()
    },
  }
}

async function startNode(data: string, settings: readonly string[]): Promise<Node> {
  await mkdir(data)
  const serving = await serveFolder(data, settings, s3Credentials)
  const { url, region } = serving.announcement
  const credentials = await readFile(join(data, 'credentials'), 'utf8')
  const [, accessKeyId = ''] = /aws_access_key_id *= *(\S+)/.exec(credentials) ?? []
  const [, secretAccessKey = ''] = /aws_secret_access_key *= *(\S+)/.exec(credentials) ?? []
  const ecr = new ECRClient({ endpoint: url, region, credentials: { accessKeyId, secretAccessKey } })
  const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand())
  const authorizationToken = authorizationData?.[0]?.authorizationToken ?? ''
  return {
    ...serving,
    credentials,
    ecr,
    registry: registryClient(url, { authorizationToken }),
    registryName: `localhost:${new URL(url).port}`,
    password: Buffer.from(authorizationToken, 'base64').toString().replace(/^AWS:/, ''),
  }
}
