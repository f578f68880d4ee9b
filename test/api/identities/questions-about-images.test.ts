import { CreateRepositoryCommand } from '@aws-sdk/client-ecr'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findCaller } from '../../../src/auth/principals.ts'
import { query, type Work } from '../../../src/database/statement.ts'
import { batchDeleteImage } from '../../../src/ecr/images/batch-delete-image.ts'
import { batchGetImage } from '../../../src/ecr/images/batch-get-image.ts'
import { ociPutManifest } from '../../../src/ecr/images/oci-put-manifest.ts'
import { putImage } from '../../../src/ecr/images/put-image.ts'
import type { AnyOperation } from '../../../src/request/operation.ts'
import type { IdentifiedCaller } from '../../../src/request/caller.ts'
import { type RegistryKey, registryKinds } from '../../../src/standards/arn/registry-key.ts'
import { scopeOf } from '../../support/callers.ts'
import { identitiesOf, policyOf } from '../../support/identities.ts'
import { digestOf, imageOf, indexOf, manifestOf, OCI } from '../../support/images.ts'
import { queriesOfDecisions } from '../../support/queries-of-decisions.ts'
import { startTestServer, type TestServer } from '../../support/test-server.ts'

/** What a policy that asks for images costs is bounded, whatever a request names. */

const repositoryName = 'app'
const image = imageOf()
const { digest: imageDigest } = image

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await server.ecr.send(new CreateRepositoryCommand({ repositoryName }))
  await server.registry.pushImage(repositoryName, image, 'dev-1')
})
afterAll(() => server.stop())

let users = 0
async function callerWith(
  statement: Readonly<Record<string, unknown>>,
  ofAccount = server.account,
): Promise<IdentifiedCaller> {
  const identities = identitiesOf(server, ofAccount)
  const user = await identities.addUser(`user-${++users}`)
  await identities.putInlinePolicy(user.id, policyOf(statement))
  const caller = await findCaller(server.running.ctx, user.credentials.accessKeyId, { hosts: [], headers: {} })
  if (caller === undefined) throw new Error('there is no such key')
  return caller
}

const limited = { Action: 'ecr:*', Condition: { StringLikeIfExists: { 'ecr:ImageTag': 'dev-*' } } }
const isAboutImages = (name: string): boolean => /Image|Tags?Of/.test(name)

const registryOf = ({ account, region }: TestServer): RegistryKey => ({ kind: registryKinds.ecr, account, region })

/** The queries about images of one decision, and what came of it. */
async function asked(operation: AnyOperation, caller: IdentifiedCaller, input: object): Promise<readonly string[]> {
  const scope = scopeOf(caller, server.region, { registry: registryOf(server) })
  const [queries = []] = await queriesOfDecisions(server, operation, scope, [{ repositoryName, ...input }])
  return queries.filter((each) => isAboutImages(each) || each === 'allowed' || each.includes(' '))
}

const digestsOf = (count: number) => Array.from({ length: count }, (_, at) => digestOf(String(at)))

function indexAround(digests: readonly string[]) {
  const manifests = digests.map((digest) => ({ mediaType: OCI.manifest, digest, size: 2 }))
  return manifestOf({ schemaVersion: 2, mediaType: OCI.index, manifests }, OCI.index)
}

describe('a decision runs no query about images', () => {
  const ids = digestsOf(100).map((each) => ({ imageDigest: each }))
  /** Taken apart, it would be refused. */
  const broken = {
    contentType: OCI.index,
    bytes: Buffer.from('{"manifests":'),
    tags: ['dev-1'],
    imageDigest: undefined,
  }

  test('when no policy admits a user of another account, whether the repository exists or not', async () => {
    const stranger = await callerWith(limited, '999999999999')
    for (const name of [repositoryName, 'absent']) {
      expect(await asked(batchGetImage, stranger, { repositoryName: name, imageIds: ids })).toEqual([])
      expect(await asked(ociPutManifest, stranger, { repositoryName: name, ...broken })).toEqual([])
    }
  })

  test('when no image could change the decision', async () => {
    const elsewhere = await callerWith({ ...limited, Resource: 'arn:aws:ecr:*:*:repository/other' })
    expect(await asked(batchGetImage, elsewhere, { imageIds: ids })).toEqual([])
    expect(await asked(ociPutManifest, elsewhere, broken)).toEqual([])
    const anything = await callerWith({ Action: 'ecr:*' })
    await identitiesOf(server).putInlinePolicy(userIdOf(anything), policyOf({ ...limited, Effect: 'Allow' }))
    expect(await asked(batchGetImage, anything, { imageIds: ids })).toEqual(['allowed'])
  })
})

function userIdOf({ principal }: IdentifiedCaller): string {
  if (principal.kind !== 'user') throw new Error('no user')
  return principal.userId
}

describe.each([
  ['BatchGetImage', batchGetImage],
  ['BatchDeleteImage', batchDeleteImage],
])('%s', (_name, operation: AnyOperation) => {
  test('that names one image a hundred times runs its queries once', async () => {
    const caller = await callerWith(limited)
    const once = await asked(operation, caller, { imageIds: [{ imageDigest }] })
    expect(once).toContain('allowed')
    const often = Array.from({ length: 100 }, () => ({ imageDigest }))
    expect(await asked(operation, caller, { imageIds: often })).toEqual(once)
  })

  test('runs no query for malformed digests and tags', async () => {
    const imageIds = [{}, { imageDigest: 'sha256:0' }, { imageTag: '-' }, { imageTag: 'dev-1', imageDigest: 'x' }]
    expect(await asked(operation, await callerWith(limited), { imageIds })).toEqual(['allowed'])
  })
})

describe.each([
  ['PutImage', putImage, (bytes: Buffer) => ({ imageManifest: bytes.toString(), imageTag: 'dev-2' })],
  [
    'PUT of a manifest',
    ociPutManifest,
    (bytes: Buffer) => ({ bytes, contentType: OCI.index, tags: ['dev-2'], imageDigest: undefined }),
  ],
] as const)('%s', (_name, operation: AnyOperation, inputOf) => {
  const ask = async (bytes: Buffer) => asked(operation, await callerWith(limited), inputOf(bytes))

  test('of an index runs the queries once for each image that it names', async () => {
    const around = indexOf([{ manifest: image }, { manifest: image }])
    expect(await ask(around.bytes)).toEqual(['selectImageByDigest', 'selectTagsOfHolders', 'allowed'])
    expect(await ask(indexAround(digestsOf(3)).bytes)).toHaveLength(3 * 2 + 1)
  })

  test('of an index of more than 1,000 images is refused before any query', async () => {
    expect(await ask(indexAround(digestsOf(1_000)).bytes)).toContain('allowed')
    expect(await ask(indexAround(digestsOf(1_001)).bytes)).toEqual([
      'The maximum number of layers or images per manifest (1000) has been reached',
    ])
  })

  test('of an index with malformed digests is refused before any query', async () => {
    expect(await ask(indexAround(['x', ...digestsOf(2)]).bytes)).toEqual([
      "Invalid parameter at 'ImageManifest' failed to satisfy constraint: 'Invalid JSON syntax'",
    ])
  })
})

describe('requests about images with many tags', () => {
  const many = digestsOf(31)
  const tooMany =
    "Invalid parameter at 'imageIds' failed to satisfy constraint: 'Policies ask about more tags of these images than can be decided about at once'"

  beforeAll(async () => {
    await server.running.ctx.database.change(function* () {
      const [row] = yield* query((db) => db.selectFrom('repository').select('id').where('name', '=', repositoryName))
      for (const [at, digest] of many.entries()) yield* insertTagged(row?.id ?? 0, digest, `dev-${at}`)
    })
  })

  function* insertTagged(repository_id: number, digest: string, prefix: string): Work<void> {
    const types = { media_type: '', artifact_media_type: '', artifact_type: '' }
    const image = { repository_id, digest, ...types, size: 0, pushed_at: 0 }
    const [row] = yield* query((db) => db.insertInto('image').values(image).returning('id'))
    const tags = Array.from({ length: 1_000 }, (_, at) => ({
      repository_id,
      image_id: row?.id ?? 0,
      name: `${prefix}-${at}`,
    }))
    yield* query((db) => db.insertInto('tag').values(tags))
  }

  const outcome = async (operation: AnyOperation, caller: IdentifiedCaller, digests: readonly string[]) =>
    (await asked(operation, caller, { imageIds: digests.map((digest) => ({ imageDigest: digest })) })).at(-1)

  test('are refused for BatchDeleteImage when the images have too many tags to decide about', async () => {
    const caller = await callerWith(limited)
    expect(await outcome(batchDeleteImage, caller, many.slice(0, 4))).toBe('allowed')
    expect(await outcome(batchDeleteImage, caller, many.slice(0, 5))).toBe(tooMany)
  })

  test('are refused for BatchGetImage when the images have more tags than memory may hold', async () => {
    const caller = await callerWith(limited)
    expect(await outcome(batchGetImage, caller, many.slice(1))).toBe('allowed')
    expect(await outcome(batchGetImage, caller, many)).toBe(tooMany)
  })

  test('are refused with fewer tags when a policy compares more values', async () => {
    const tags = Array.from({ length: 1_000 }, (_, at) => `other-${at}`)
    const Condition = { StringLikeIfExists: { 'ecr:ImageTag': [...tags, 'dev-*'] } }
    expect(await outcome(batchDeleteImage, await callerWith({ ...limited, Condition }), many.slice(0, 1))).toBe(tooMany)
  })
})
