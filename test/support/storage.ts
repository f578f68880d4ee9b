import { randomBytes } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inject } from 'vitest'
import type { S3Location } from '../../src/blobs/s3/s3-location.ts'
import { createPostgresDatabase } from './postgres-databases.ts'
import { emptyPlace } from './s3-server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** What the servers of this project keep things in; undefined: SQLite and files. Said in vitest.config.ts. */
    storage: StorageKind | undefined
  }
}

export interface StorageKind {
  readonly database: 'sqlite' | 'postgres'
  readonly blobs: 'files' | 's3'
}

/** Of this project's tests. */
export const storageKind: StorageKind = inject('storage') ?? { database: 'sqlite', blobs: 'files' }

/** What a server of a test keeps things in, beside its folder. */
export interface Storage {
  /** `--database`; undefined: SQLite in the server's folder. */
  readonly databaseUrl: string | undefined
  /** `--blobs`; undefined: files in the server's folder. */
  readonly bucket: S3Location | undefined
  /** What `ecrd serve` is told of it. */
  readonly settingsIn: (folder: string) => Promise<readonly string[]>
  readonly remove: () => Promise<void>
}

/** New and empty, of the kind that this project's tests run on. */
export async function createStorage({ database, blobs }: StorageKind = storageKind): Promise<Storage> {
  const postgres = database === 'postgres' ? await createPostgresStorage() : undefined
  const place = blobs === 's3' ? createS3Place() : undefined
  return {
    databaseUrl: postgres?.databaseUrl,
    bucket: place?.bucket,
    settingsIn: async (folder) => [
      ...((await postgres?.settingsIn(folder)) ?? []),
      ...(place === undefined ? [] : bucketSettings(place.bucket)),
    ],
    async remove() {
      await postgres?.remove()
      await place?.remove()
    },
  }
}

type PostgresStorage = Pick<Storage, 'settingsIn' | 'remove'> & { readonly databaseUrl: string }

export async function createPostgresStorage(): Promise<PostgresStorage> {
  const { url, drop } = await createPostgresDatabase()
  return { databaseUrl: url, settingsIn: (folder) => postgresSettings(url, folder), remove: drop }
}

async function postgresSettings(url: string, folder: string): Promise<readonly string[]> {
  const masterKeyFile = join(folder, 'shared.key')
  await writeFile(masterKeyFile, randomBytes(32))
  return ['--database', url, '--master-key-file', masterKeyFile]
}

/** A place of its own in the bucket of this run. */
export function createS3Place(): { readonly bucket: S3Location; readonly remove: () => Promise<void> } {
  const server = inject('s3')
  if (server === undefined) throw new Error('versitygw is not installed')
  const bucket = emptyPlace(server.url)
  return { bucket, remove: () => rm(join(server.folder, bucket.prefix), { recursive: true, force: true }) }
}

/** The credentials are in the environment of the project, for the SDK's chain to find. */
export function bucketSettings({ bucket, prefix, endpoint = '' }: S3Location): readonly string[] {
  return ['--blobs', `s3://${bucket}/${prefix}`, '--blobs-endpoint', endpoint]
}
