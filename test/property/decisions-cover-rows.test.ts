import { createAuthorizer } from '../../src/auth/authorize.ts'
import { policySources } from '../../src/services.ts'
import { CreateRepositoryCommand } from '@aws-sdk/client-ecr'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findCaller } from '../../src/auth/principals.ts'
import { query } from '../../src/database/statement.ts'
import { batchDeleteImage } from '../../src/ecr/images/batch-delete-image.ts'
import { batchGetImage } from '../../src/ecr/images/batch-get-image.ts'
import { ociDeleteManifest } from '../../src/ecr/images/oci-delete-manifest.ts'
import { ociGetManifest } from '../../src/ecr/images/oci-get-manifest.ts'
import { ociPutManifest } from '../../src/ecr/images/oci-put-manifest.ts'
import { putImage } from '../../src/ecr/images/put-image.ts'
import { AccessDenied, type ImageName, ServiceError } from '../../src/errors.ts'
import type { Operation, Scope } from '../../src/request/operation.ts'
import type { IdentifiedCaller } from '../../src/request/caller.ts'
import { createPipeline, type Pipeline } from '../../src/pipeline/pipeline.ts'
import { rootOf, scopeOf } from '../support/callers.ts'
import { type Identities, identitiesOf, policyOf, type Somebody } from '../support/identities.ts'
import { artifactOf, digestOf, EMPTY, indexOf, type Manifest } from '../support/images.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { documentOf, isAllowed, policies, type Row, type Statement } from './what-is-decided.ts'

/** Whatever a policy says of tags and digests: what it denies stays as it is and is not read, and nothing else is denied. */

let server: TestServer
let identities: Identities
let ada: Somebody
let pipeline: Pipeline
beforeAll(async () => {
  server = await startTestServer()
  identities = identitiesOf(server)
  ada = await identities.addUser('ada')
  pipeline = createPipeline(server.running.ctx, createAuthorizer(server.running.ctx.settings, policySources))
})
afterAll(() => server.stop())

const artifact = (is: string, subject?: Manifest) =>
  artifactOf({ artifactType: 'text/plain', annotations: { is }, ...(subject === undefined ? {} : { subject }) })
const underSha512 = (manifest: Manifest): Manifest => ({ ...manifest, digest: digestOf(manifest.bytes, 'sha512') })

const plain = artifact('plain')
const child = artifact('child')

/** What is there in the beginning, and under which tags; and what is not there yet. */
const kinds = {
  digest: [plain, artifact('a new one')],
  sha512: [underSha512(artifact('sha512')), underSha512(artifact('a new sha512'))],
  child: [child, artifact('a new child')],
  index: [indexOf([{ manifest: child }]), indexOf([{ manifest: plain }, { manifest: child }])],
  referrer: [artifact('referrer', plain), artifact('a new referrer', plain)],
} as const satisfies Record<string, readonly [Manifest, Manifest]>
const names = Object.keys(kinds) as (keyof typeof kinds)[]
const tagsOf = { digest: ['dev-1', 'rel-1'], sha512: ['dev-2'], child: [], index: ['rel-2'], referrer: ['dev-3'] }
const manifests: readonly Manifest[] = Object.values(kinds).flat()
const children = new Map([
  [kinds.index[0].digest, [child.digest]],
  [kinds.index[1].digest, [plain.digest, child.digest]],
])

/** Each image by all of its digests, whichever it is kept under. */
const digests = (kept: string): readonly string[] => {
  const manifest = manifests.find(({ bytes, digest }) => kept === digest || kept === digestOf(bytes))
  if (manifest === undefined) throw new Error('an image that nobody pushed')
  return [...new Set([kept, digestOf(manifest.bytes)])]
}

interface Request {
  readonly to: 'read' | 'push' | 'delete'
  readonly by: 'digest' | 'tag' | 'both'
  readonly kind: keyof typeof kinds
  /** Of those that are there; only a push can be of another. */
  readonly isNew: boolean
  readonly tag: string
  readonly door: Scope['door']
}

const tags = ['dev-1', 'rel-1', 'dev-2', 'rel-2', 'dev-3', 'dev-9'] as const
/** Often a tag that the image has. */
const requests: fc.Arbitrary<Request> = fc.constantFrom(...names).chain((kind) =>
  fc.record({
    to: fc.constantFrom('read', 'push', 'delete'),
    by: fc.constantFrom('digest', 'tag', 'both'),
    kind: fc.constant(kind),
    isNew: fc.boolean(),
    tag: fc.constantFrom(...tags, ...tagsOf[kind], ...tagsOf[kind]),
    door: fc.constantFrom('api', 'oci'),
  }),
)
const someDigests = manifests.flatMap(({ digest, bytes }) => [digest, digestOf(bytes)])

/** Where an image is, and under what: tags of its own first. */
interface World {
  readonly repositoryName: string
  readonly rows: readonly { readonly digest: string; readonly tag: string | undefined }[]
}

const run = <Input, Output, Facts>(
  caller: IdentifiedCaller,
  door: Scope['door'],
  operation: Operation<Input, Output, Facts>,
  input: Input,
): Promise<Output> => pipeline.run(operation, input, scopeOf(caller, server.region, { door }))

let repositories = 0
async function newWorld(): Promise<World> {
  const repositoryName = `app-${++repositories}`
  await server.ecr.send(new CreateRepositoryCommand({ repositoryName }))
  await server.registry.pushBlob(repositoryName, EMPTY)
  for (const kind of names) {
    const [manifest] = kinds[kind]
    const push = { repositoryName, imageDigest: manifest.digest, tags: tagsOf[kind] }
    const body = { contentType: manifest.mediaType, bytes: manifest.bytes }
    await run(rootOf(server.account), 'oci', ociPutManifest, { ...push, ...body })
  }
  return look(repositoryName)
}

async function look(repositoryName: string): Promise<World> {
  const rows = await server.running.ctx.database.read(() =>
    query((db) =>
      db
        .selectFrom('repository')
        .innerJoin('image', 'image.repository_id', 'repository.id')
        .leftJoin('tag', 'tag.image_id', 'image.id')
        .select(['image.digest', 'tag.name as tag'])
        .where('repository.name', '=', repositoryName)
        .orderBy('image.id')
        .orderBy('tag.name'),
    ),
  )
  return { repositoryName, rows: rows.map(({ digest, tag }) => ({ digest, tag: tag ?? undefined })) }
}

interface Outcome {
  readonly isDenied: boolean
  /** Of the images that were given out. */
  readonly read: readonly string[]
}

async function attempt(caller: IdentifiedCaller, { repositoryName }: World, request: Request): Promise<Outcome> {
  try {
    return { isDenied: false, read: await perform(caller, repositoryName, request) }
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    return { isDenied: error instanceof AccessDenied, read: [] }
  }
}

async function perform(caller: IdentifiedCaller, repositoryName: string, request: Request): Promise<readonly string[]> {
  const { to, by, door, tag } = request
  const { bytes, digest, mediaType } = manifestOf(request)
  const name: ImageName = {
    ...(by === 'tag' ? {} : { imageDigest: digest }),
    ...(by === 'digest' ? {} : { imageTag: tag }),
  }
  const isOfApi = door === 'api'
  if (to === 'push' && isOfApi) {
    const put = { imageManifest: bytes.toString(), imageManifestMediaType: mediaType }
    await run(caller, door, putImage, { repositoryName, ...put, ...name })
  } else if (to === 'push') {
    const put = { contentType: mediaType, bytes, imageDigest: name.imageDigest }
    await run(caller, door, ociPutManifest, { repositoryName, ...put, tags: by === 'digest' ? [] : [tag] })
  } else if (to === 'delete' && isOfApi) {
    await run(caller, door, batchDeleteImage, { repositoryName, imageIds: [name] })
  } else if (to === 'delete') {
    await run(caller, door, ociDeleteManifest, { repositoryName, ...name })
  } else if (isOfApi) {
    const { images = [] } = await run(caller, door, batchGetImage, { repositoryName, imageIds: [name] })
    return images.map(({ imageId }) => imageId?.imageDigest ?? '')
  } else {
    const image = await run(caller, door, ociGetManifest, { repositoryName, ...name, isPull: false })
    return image === undefined ? [] : [image.digest]
  }
  return []
}

/** Images are pushed through the API by sha256 alone. */
function manifestOf({ to, kind, isNew, door }: Request): Manifest {
  const [there, absent] = kinds[kind]
  if (to !== 'push') return there
  const manifest = isNew ? absent : there
  return door === 'api' ? { ...manifest, digest: digestOf(manifest.bytes) } : manifest
}

/** Rows of which one must be allowed: each of what a request has done. */
type Need = readonly Row[]

function needsOf(request: Request, before: World, after: World, { read }: Outcome): readonly Need[] {
  const isIn = (world: World, row: World['rows'][number]) =>
    world.rows.some(({ digest, tag }) => digest === row.digest && tag === row.tag)
  const need = ({ digest, tag }: World['rows'][number]): Need => [{ tag, digests: digests(digest) }]
  switch (request.to) {
    case 'delete':
      return before.rows.filter((row) => !isIn(after, row)).map(need)
    case 'push': {
      // An image that lost its last tag to another was there before.
      const known = before.rows.map(({ digest }) => digest)
      const added = after.rows.filter(
        (row) => !isIn(before, row) && !(row.tag === undefined && known.includes(row.digest)),
      )
      const held = added.flatMap(({ digest }) => children.get(digest) ?? [])
      return [...added.map(need), ...held.map((digest) => namesOf(before, digest))]
    }
    case 'read':
      return read.map((digest) =>
        request.by === 'digest' ? namesOf(before, digest) : need({ digest, tag: request.tag }),
      )
  }
}

/** Its own tags and those of the indexes around it; without any it has no name but its digests. */
function namesOf({ rows }: World, of: string): Need {
  const around = [...children].filter(([, held]) => held.includes(of)).map(([index]) => index)
  const found = rows.filter(({ digest, tag }) => tag !== undefined && [of, ...around].includes(digest))
  const named = found.map(({ tag }) => ({ tag, digests: digests(of) }))
  return named.length === 0 ? [{ tag: undefined, digests: digests(of) }] : named
}

const areAllowed = (policy: readonly Statement[], needs: readonly Need[]): boolean =>
  needs.every((need) => need.some((row) => isAllowed(policy, row)))

async function callerWith(policy: readonly Statement[]): Promise<IdentifiedCaller> {
  await identities.removeInlinePolicy(ada.id)
  await identities.putInlinePolicy(ada.id, policyOf({ Action: 'sts:GetCallerIdentity' }))
  await identities.putInlinePolicy(ada.id, documentOf(policy))
  const caller = await findCaller(server.running.ctx, ada.credentials.accessKeyId, { hosts: [], headers: {} })
  if (caller === undefined) throw new Error('ada has no key')
  return caller
}

test('an allowed request is allowed on every row it reads or changes, and a denied one lacks a right on one', async () => {
  let world = await newWorld()
  const met = new Set<string>()
  const check = async (policy: readonly Statement[], request: Request) => {
    const outcome = await attempt(await callerWith(policy), world, request)
    const after = await look(world.repositoryName)
    const before = world
    if (JSON.stringify(after) !== JSON.stringify(before)) world = await newWorld()
    if (!outcome.isDenied) {
      const needs = needsOf(request, before, after, outcome)
      expect({ needs, allowed: areAllowed(policy, needs) }).toEqual({ needs, allowed: true })
      if (needs.length > 0) meet('allowed', request)
      return
    }
    expect(after).toEqual(before)
    const asRoot = await attempt(rootOf(server.account), world, request)
    const done = await look(world.repositoryName)
    const needs = needsOf(request, before, done, asRoot)
    if (JSON.stringify(done) !== JSON.stringify(before)) world = await newWorld()
    if (needs.length === 0) return
    expect({ needs, allowed: areAllowed(policy, needs) }).toEqual({ needs, allowed: false })
    meet('denied', request)
  }
  const meet = (how: string, { to, by, kind, door }: Request) => {
    met.add(`${to} by ${by} through ${door} ${how}`)
    met.add(`${to} of ${kind} ${how}`)
  }

  await fc.assert(fc.asyncProperty(policies([...tags, 'dev-*', 'rel-*'], someDigests), requests, check), {
    numRuns: 500,
    seed: 1,
  })
  // It means something only if everything was met.
  const every = (['read', 'push', 'delete'] as const).flatMap((to) => [
    ...['digest', 'tag', 'both'].flatMap((by) => ['api', 'oci'].map((door) => `${to} by ${by} through ${door}`)),
    // A child goes with its index, and then not by itself.
    ...names.filter((kind) => to !== 'delete' || kind !== 'child').map((kind) => `${to} of ${kind}`),
  ])
  const missed = every.flatMap((what) => [`${what} allowed`, `${what} denied`]).filter((what) => !met.has(what))
  expect(missed).toEqual([])
})
