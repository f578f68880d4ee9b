import { query, type Work } from '../../src/database/statement.ts'
import type { Blob, Image, Manifest } from '../support/images.ts'
import type { RegistryAnswer, RequestOptions } from '../support/registry-client.ts'
import type { TestServer } from '../support/test-server.ts'

/** A repository as a test uses it: the raw protocol below its path, and a look at what is really stored. */
export interface TestRepository {
  readonly name: string
  /** `ask('GET', 'tags/list')` asks for `/v2/<name>/tags/list`. */
  readonly ask: (method: string, path: string, options?: RequestOptions) => Promise<RegistryAnswer>
  readonly pushBlob: (...blobs: readonly Blob[]) => Promise<void>
  readonly pushManifest: (manifest: Manifest, reference?: string) => Promise<RegistryAnswer>
  readonly pushImage: (image: Image, reference?: string) => Promise<void>
  /** The location of a new upload, as a path for `ask`. */
  readonly openUpload: () => Promise<string>
  readonly stored: () => Promise<Stored>
}

/** All that the tables say a repository holds. */
export interface Stored {
  readonly images: readonly string[]
  readonly tags: Readonly<Record<string, string>>
  readonly blobs: readonly string[]
  /** Bytes received by each open upload. */
  readonly uploads: readonly number[]
}

export const nothing: Stored = { images: [], tags: {}, blobs: [], uploads: [] }

export function testRepository({ registry, running }: TestServer, name: string): TestRepository {
  const ask: TestRepository['ask'] = (method, path, options) => registry.request(method, `/v2/${name}/${path}`, options)
  return {
    name,
    ask,
    async pushBlob(...blobs) {
      for (const blob of blobs) await registry.pushBlob(name, blob)
    },
    pushManifest: (manifest, reference) => registry.pushManifest(name, manifest, reference),
    pushImage: (image, reference) => registry.pushImage(name, image, reference),
    async openUpload() {
      const answer = await ask('POST', 'blobs/uploads/')
      return `blobs/uploads/${String(answer.headers['docker-upload-uuid'])}`
    },
    stored: () => running.ctx.database.read(() => readStored(name)),
  }
}

function* readStored(name: string): Work<Stored> {
  const images = yield* query((db) =>
    db
      .selectFrom('image')
      .innerJoin('repository', 'repository.id', 'image.repository_id')
      .select('image.digest')
      .where('repository.name', '=', name)
      .orderBy('image.id'),
  )
  const tags = yield* query((db) =>
    db
      .selectFrom('tag')
      .innerJoin('image', 'image.id', 'tag.image_id')
      .innerJoin('repository', 'repository.id', 'tag.repository_id')
      .select(['tag.name', 'image.digest'])
      .where('repository.name', '=', name),
  )
  const blobs = yield* query((db) =>
    db
      .selectFrom('repository_blob')
      .innerJoin('blob', 'blob.id', 'repository_blob.blob_id')
      .innerJoin('repository', 'repository.id', 'repository_blob.repository_id')
      .select('blob.digest')
      .where('repository.name', '=', name)
      .orderBy('blob.digest'),
  )
  const uploads = yield* query((db) =>
    db
      .selectFrom('upload')
      .innerJoin('repository', 'repository.id', 'upload.repository_id')
      .select('upload.size')
      .where('repository.name', '=', name)
      .orderBy('upload.id'),
  )
  return {
    images: images.map(({ digest }) => digest),
    tags: Object.fromEntries(tags.map((tag) => [tag.name, tag.digest])),
    blobs: blobs.map(({ digest }) => digest),
    uploads: uploads.map(({ size }) => size),
  }
}
