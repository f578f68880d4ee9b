import {
  BatchDeleteImageCommand,
  BatchGetImageCommand,
  CreateRepositoryCommand,
  DescribeImagesCommand,
  type ImageIdentifier,
  ListImageReferrersCommand,
  PutImageCommand,
} from '@aws-sdk/client-ecr'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Identities, identitiesOf, policyOf, type Somebody } from '../../support/identities.ts'
import { digestOf, imageOf, indexOf, layerOf, type Manifest } from '../../support/images.ts'
import { schema1Of } from '../../support/schema1.ts'
import { startTestServer, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let identities: Identities
beforeAll(async () => {
  server = await startTestServer()
  identities = identitiesOf(server)
})
afterAll(() => server.stop())

const dev = imageOf({ annotations: { is: 'dev' } })
const release = imageOf({ annotations: { is: 'release' } })
const platform = imageOf({ annotations: { is: 'of an index' } })
const index = indexOf([{ manifest: platform }])
const outer = indexOf([{ manifest: index }, { manifest: release }])
const untagged = imageOf({ annotations: { is: 'untagged' } })
const absent = imageOf({ annotations: { is: 'nowhere' } })

let repositories = 0
let repository: string
beforeEach(async () => {
  repository = `app-${++repositories}`
  await server.ecr.send(new CreateRepositoryCommand({ repositoryName: repository }))
  const push = server.registry
  await push.pushImage(repository, dev, 'dev-1')
  await push.pushImage(repository, release, 'release-1')
  await push.pushManifest(repository, release, 'dev-of-release')
  await push.pushImage(repository, platform)
  await push.pushManifest(repository, index, 'release-2')
  await push.pushImage(repository, untagged)
})

let users = 0
/** Somebody who may do everything else, and this only on images with such tags. */
async function limitedTo(tags: string | readonly string[], operator = 'StringLike'): Promise<Somebody> {
  const user = await identities.addUser(`user-${++users}`)
  const limited = ['ecr:BatchGetImage', 'ecr:DescribeImages', 'ecr:PutImage', 'ecr:BatchDeleteImage']
  const Condition = { [operator]: { 'ecr:ImageTag': tags } }
  await identities.putInlinePolicy(
    user.id,
    policyOf({ NotAction: limited }, { Effect: 'Allow', Action: limited, Resource: '*', Condition }),
  )
  return user
}

/** Whether both doors give him the image. */
async function reads({ ecr, registry }: Somebody, imageId: ImageIdentifier): Promise<boolean> {
  const asked = { repositoryName: repository, imageIds: [imageId] }
  const answers = await Promise.allSettled([
    ecr.send(new BatchGetImageCommand(asked)),
    ecr.send(new DescribeImagesCommand(asked)),
  ])
  const { status } = await registry.getManifest(repository, imageId.imageDigest ?? imageId.imageTag ?? '')
  const outcomes = new Set([...answers.map((answer) => answer.status === 'fulfilled'), status === 200])
  expect(outcomes.size).toBe(1)
  if (status !== 200) expect(status).toBe(403)
  return status === 200
}

describe('reading an image under a policy about tags', () => {
  test('by tag is decided by that tag', async () => {
    const production = await limitedTo('release-*')
    expect(await reads(production, { imageTag: 'release-1' })).toBe(true)
    expect(await reads(production, { imageTag: 'release-2' })).toBe(true)
    expect(await reads(production, { imageTag: 'dev-1' })).toBe(false)
    // Also where the image has another tag that he may read.
    expect(await reads(production, { imageTag: 'dev-of-release' })).toBe(false)
  })

  test('by digest needs one allowed tag, of the image or of an index around it', async () => {
    const production = await limitedTo('release-*')
    expect(await reads(production, { imageDigest: release.digest })).toBe(true)
    expect(await reads(production, { imageDigest: platform.digest })).toBe(true)
    expect(await reads(production, { imageDigest: dev.digest })).toBe(false)
    expect(await reads(production, { imageDigest: untagged.digest })).toBe(false)
    await server.registry.pushManifest(repository, outer, 'nested-1')
    expect(await reads(await limitedTo('nested-*'), { imageDigest: platform.digest })).toBe(true)
  })

  test('by tag and digest is denied if the tag is not on that digest', async () => {
    const production = await limitedTo('release-*')
    const both = (imageDigest: string) =>
      production.ecr.send(
        new BatchGetImageCommand({
          repositoryName: repository,
          imageIds: [{ imageTag: 'release-1', imageDigest }],
        }),
      )
    expect((await both(release.digest)).images).toHaveLength(1)
    await expect(both(dev.digest)).rejects.toThrow('is not authorized to perform: ecr:BatchGetImage')
    await expect(both(absent.digest)).rejects.toThrow('is not authorized to perform: ecr:BatchGetImage')
  })

  test('is denied alike whether the image exists or not', async () => {
    const production = await limitedTo('release-*')
    const answerTo = async (reference: string) => {
      const { status, text } = await production.registry.getManifest(repository, reference)
      return `${status} ${text}`
    }
    expect(await answerTo(absent.digest)).toBe(await answerTo(dev.digest))
    expect(await answerTo('dev-none')).toBe(await answerTo('dev-1'))
  })

  test('is denied for a whole batch if one image is denied', async () => {
    const production = await limitedTo('release-*')
    const get = (...imageIds: ImageIdentifier[]) =>
      production.ecr.send(new BatchGetImageCommand({ repositoryName: repository, imageIds }))
    const { images } = await get({ imageTag: 'release-1' }, { imageDigest: platform.digest })
    expect(images).toHaveLength(2)
    await expect(get({ imageTag: 'release-1' }, { imageTag: 'dev-1' })).rejects.toThrow('is not authorized')
  })

  test('decides about the referrers of an image, too', async () => {
    const production = await limitedTo('release-*')
    const referrers = async (imageDigest: string) => {
      const asked = { repositoryName: repository, subjectId: { imageDigest } }
      const byApi = await production.ecr.send(new ListImageReferrersCommand(asked)).then(
        () => true,
        () => false,
      )
      const { status } = await production.registry.request('GET', `/v2/${repository}/referrers/${imageDigest}`)
      return [byApi, status]
    }
    expect(await referrers(release.digest)).toEqual([true, 200])
    expect(await referrers(dev.digest)).toEqual([false, 403])
  })

  test('by digest is allowed by another tag when a Deny names one of the tags', async () => {
    const user = await identities.addUser(`user-${++users}`)
    const Condition = { StringLike: { 'ecr:ImageTag': 'dev-*' } }
    await identities.putInlinePolicy(
      user.id,
      policyOf({ Action: 'ecr:*' }, { Effect: 'Deny', Action: 'ecr:*', Resource: '*', Condition }),
    )
    expect(await reads(user, { imageTag: 'dev-of-release' })).toBe(false)
    expect(await reads(user, { imageDigest: release.digest })).toBe(true)
    expect(await reads(user, { imageDigest: dev.digest })).toBe(false)
  })

  test('ecr:ImageDigest has the image’s own digest, also when it is read by tag', async () => {
    const user = await identities.addUser(`user-${++users}`)
    const Condition = { StringEquals: { 'ecr:ImageDigest': release.digest } }
    await identities.putInlinePolicy(user.id, policyOf({ Action: 'ecr:*', Condition }))
    expect(await reads(user, { imageTag: 'release-1' })).toBe(true)
    expect(await reads(user, { imageDigest: release.digest })).toBe(true)
    expect(await reads(user, { imageTag: 'dev-1' })).toBe(false)
  })
})

describe('pushing an image under a policy about tags', () => {
  const fresh = imageOf({ annotations: { is: 'fresh' } })
  const pushes = async ({ ecr, registry }: Somebody, imageTag?: string): Promise<readonly [boolean, number]> => {
    await registry.pushBlob(repository, fresh.config)
    const byApi = await ecr
      .send(
        new PutImageCommand({
          repositoryName: repository,
          imageManifest: fresh.bytes.toString(),
          ...(imageTag === undefined ? {} : { imageTag }),
        }),
      )
      .then(
        () => true,
        (error: unknown) => error instanceof Error && error.name === 'ImageAlreadyExistsException',
      )
    return [byApi, (await registry.pushManifest(repository, fresh, imageTag ?? fresh.digest)).status]
  }

  test('by tag is decided by the new tag, also when it would move', async () => {
    const ci = await limitedTo('dev-*')
    expect(await pushes(ci, 'dev-9')).toEqual([true, 201])
    expect(await pushes(ci, 'release-9')).toEqual([false, 403])
    // It would move a tag that he may not set to an image that he pushed.
    expect(await pushes(ci, 'release-1')).toEqual([false, 403])
    const { digest } = release
    expect((await server.registry.getManifest(repository, 'release-1')).headers['docker-content-digest']).toBe(digest)
  })

  test('without a tag is allowed only by a policy with IfExists', async () => {
    expect(await pushes(await limitedTo('dev-*'))).toEqual([false, 403])
    expect(await pushes(await limitedTo('dev-*', 'StringLikeIfExists'))).toEqual([true, 201])
  })

  test('that is an index is denied if one of its images is denied', async () => {
    const ci = await limitedTo('dev-*', 'StringLikeIfExists')
    const put = async (of: Manifest, imageTag: string) => {
      const index = indexOf([{ manifest: of }], { annotations: { at: imageTag } })
      const manifest = { repositoryName: repository, imageTag, imageManifest: index.bytes.toString() }
      const byApi = await ci.ecr.send(new PutImageCommand(manifest)).then(
        () => true,
        () => false,
      )
      return [byApi, (await ci.registry.pushManifest(repository, index, imageTag)).status]
    }
    // Its only tags are those of an index that he may not touch.
    expect(await put(platform, 'dev-around-release')).toEqual([false, 403])
    expect(await reads(ci, { imageDigest: platform.digest })).toBe(false)
    expect(await put(dev, 'dev-around-dev')).toEqual([true, 201])
    expect(await put(untagged, 'dev-around-untagged')).toEqual([true, 201])
  })

  test('with several tags is denied if one of them is denied', async () => {
    const { registry } = await limitedTo('dev-*')
    await registry.pushBlob(repository, fresh.config)
    const put = async (query: string) => {
      const headers = { 'content-type': fresh.mediaType }
      const path = `/v2/${repository}/manifests/${fresh.digest}?${query}`
      return (await registry.request('PUT', path, { headers, body: fresh.bytes })).status
    }
    expect(await put('tag=dev-7&tag=release-7')).toBe(403)
    expect(await put('tag=dev-7&tag=dev-8')).toBe(201)
    expect((await server.registry.getManifest(repository, 'release-7')).status).toBe(404)
  })
})

describe('deleting an image under a policy about tags', () => {
  const deletes = ({ ecr }: Somebody, ...imageIds: ImageIdentifier[]): Promise<number> =>
    ecr.send(new BatchDeleteImageCommand({ repositoryName: repository, imageIds })).then(
      ({ imageIds: gone = [] }) => gone.length,
      () => 0,
    )

  test('by tag is decided by that tag, and by digest by every tag of the image', async () => {
    const ci = await limitedTo('dev-*')
    expect(await deletes(ci, { imageTag: 'release-1' })).toBe(0)
    expect(await deletes(ci, { imageDigest: release.digest })).toBe(0)
    const byRegistry = await ci.registry.request('DELETE', `/v2/${repository}/manifests/${release.digest}`)
    expect(byRegistry.status).toBe(403)
    expect(await deletes(ci, { imageDigest: dev.digest }, { imageTag: 'release-1' })).toBe(0)
    expect((await server.registry.getManifest(repository, 'dev-1')).status).toBe(200)
    expect(await deletes(ci, { imageTag: 'dev-of-release' })).toBe(1)
    expect(await deletes(ci, { imageDigest: dev.digest })).toBeGreaterThan(0)
    expect((await server.registry.getManifest(repository, 'release-1')).status).toBe(200)
  })

  test('by tag and digest is decided by every tag of the image', async () => {
    const ci = await limitedTo('dev-*')
    expect(await deletes(ci, { imageTag: 'dev-of-release', imageDigest: release.digest })).toBe(0)
    expect((await server.registry.getManifest(repository, 'release-1')).status).toBe(200)
    expect(await deletes(ci, { imageTag: 'dev-1', imageDigest: dev.digest })).toBe(1)
  })

  test('without a tag is allowed only by a policy with IfExists', async () => {
    expect(await deletes(await limitedTo('dev-*'), { imageDigest: untagged.digest })).toBe(0)
    expect(await deletes(await limitedTo('dev-*', 'StringLikeIfExists'), { imageDigest: untagged.digest })).toBe(1)
  })
})

describe('a Deny of an image’s sha256 digest', () => {
  const fresh = imageOf({ annotations: { is: 'under sha512' } })
  const sha512 = digestOf(fresh.bytes, 'sha512')

  async function unless(imageDigest: string): Promise<Somebody> {
    const user = await identities.addUser(`user-${++users}`)
    const Condition = { StringEquals: { 'ecr:ImageDigest': imageDigest } }
    await identities.putInlinePolicy(
      user.id,
      policyOf({ Action: 'ecr:*' }, { Effect: 'Deny', Action: 'ecr:*', Resource: '*', Condition }),
    )
    return user
  }

  const push = async ({ registry }: Somebody, path: string, { bytes, mediaType }: Manifest = fresh) => {
    const headers = { 'content-type': mediaType }
    return (await registry.request('PUT', `/v2/${repository}/manifests/${path}`, { headers, body: bytes })).status
  }

  const remove = async ({ ecr, registry }: Somebody, imageId: ImageIdentifier) => {
    const byApi = await ecr.send(new BatchDeleteImageCommand({ repositoryName: repository, imageIds: [imageId] })).then(
      () => true,
      () => false,
    )
    const path = `/v2/${repository}/manifests/${imageId.imageTag ?? imageId.imageDigest}`
    return [byApi, (await registry.request('DELETE', path)).status]
  }

  beforeEach(() => server.registry.pushBlob(repository, fresh.config))

  test('refuses a push under sha512, with a tag or without', async () => {
    const user = await unless(fresh.digest)
    expect(await push(user, sha512)).toBe(403)
    expect(await push(user, `${sha512}?tag=v1`)).toBe(403)
    expect(await push(await unless(release.digest), `${sha512}?tag=v1`)).toBe(201)
  })

  test('refuses reading and deleting the image under sha512, by digest and by tag', async () => {
    expect(await push(await unless(release.digest), `${sha512}?tag=v1`)).toBe(201)
    const user = await unless(fresh.digest)
    for (const imageId of [{ imageDigest: sha512 }, { imageTag: 'v1' }]) {
      expect(await reads(user, imageId)).toBe(false)
      expect(await remove(user, imageId)).toEqual([false, 403])
    }
    expect(await reads(await unless(release.digest), { imageDigest: sha512 })).toBe(true)
  })

  test('refuses an index that names the image by sha512', async () => {
    expect(await push(await unless(release.digest), sha512)).toBe(201)
    const around = indexOf([{ manifest: { ...fresh, digest: sha512 } }])
    expect(await push(await unless(fresh.digest), 'v1', around)).toBe(403)
    expect(await push(await unless(release.digest), 'v1', around)).toBe(201)
  })

  test('counts for signed schema 1 when it names the digest of the payload', async () => {
    const layers = [layerOf({ a: 'b' })]
    for (const layer of layers) await server.registry.pushBlob(repository, layer)
    const signed = schema1Of({ repository, tag: 'old', layers })
    expect(await push(await unless(signed.digest), 'old', signed)).toBe(403)
    expect(await push(await unless(digestOf(signed.bytes)), 'old', signed)).toBe(201)
  })
})

test('an Allow by digest of an image under sha512 must name its sha256 and its sha512', async () => {
  const fresh = imageOf({ annotations: { is: 'under sha512' } })
  const sha512 = digestOf(fresh.bytes, 'sha512')
  await server.registry.pushBlob(repository, fresh.config)
  const headers = { 'content-type': fresh.mediaType }
  await server.registry.request('PUT', `/v2/${repository}/manifests/${sha512}`, { headers, body: fresh.bytes })
  const only = async (...digests: readonly string[]) => {
    const user = await identities.addUser(`user-${++users}`)
    const Condition = { StringEquals: { 'ecr:ImageDigest': digests } }
    await identities.putInlinePolicy(user.id, policyOf({ Action: 'ecr:*', Condition }))
    return user
  }
  expect(await reads(await only(sha512), { imageDigest: sha512 })).toBe(false)
  expect(await reads(await only(fresh.digest), { imageDigest: sha512 })).toBe(false)
  expect(await reads(await only(fresh.digest, sha512), { imageDigest: sha512 })).toBe(true)
})
