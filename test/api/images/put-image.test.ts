import { DescribeImagesCommand, PutImageCommand, type PutImageCommandInput } from '@aws-sdk/client-ecr'
import { describe, expect } from 'vitest'
import { DOCKER, digestOf, imageOf, indexOf, layerOf, manifestOf, OCI } from '../../support/images.ts'
import { schema1Of } from '../../support/schema1.ts'
import { account, arnOf, expectInvalid, expectNoRepository, expectRefusal, outputOf, test } from '../ecr-test.ts'

const put = (repositoryName: string, input: Omit<PutImageCommandInput, 'repositoryName'>) =>
  new PutImageCommand({ repositoryName, ...input })

const image = imageOf()
const imageManifest = image.bytes.toString()
const absent = `sha256:${'0'.repeat(64)}`

describe('what PutImage answers', () => {
  test('PutImage answers the image with its manifest as it was sent', async ({ ecr, repository }) => {
    for (const blob of image.blobs) await repository.pushLayer(blob)
    const answer = await outputOf(ecr.send(put(repository.name, { imageManifest, imageTag: 'v1' })))
    expect(answer).toEqual({
      image: {
        registryId: account,
        repositoryName: repository.name,
        imageId: { imageDigest: image.digest, imageTag: 'v1' },
        imageManifest,
        imageManifestMediaType: OCI.manifest,
      },
    })
  })

  test('PutImage without a tag answers an image without a tag', async ({ ecr, repository }) => {
    for (const blob of image.blobs) await repository.pushLayer(blob)
    const answer = await ecr.send(put(repository.name, { imageManifest, imageDigest: image.digest }))
    expect(answer.image?.imageId).toEqual({ imageDigest: image.digest })
  })
})

describe('bytes of a manifest', () => {
  test('PutImage keeps line ends, order, escapes and unknown members of a manifest', async ({
    server,
    ecr,
    repository,
  }) => {
    for (const blob of image.blobs) await repository.pushLayer(blob)
    const document = JSON.stringify(
      { ...(JSON.parse(imageManifest) as object), 'x-own': 'ünï \u{1F40B} \\u00e9' },
      null,
      3,
    )
    const odd = `\n${document.replaceAll('\n', '\r\n')}\n\n`
    const { image: stored } = await ecr.send(put(repository.name, { imageManifest: odd, imageTag: 'odd' }))
    expect(stored?.imageId?.imageDigest).toBe(digestOf(odd))
    expect((await server.registry.getManifest(repository.name, 'odd')).body).toEqual(Buffer.from(odd))
  })
})

describe('tags of PutImage', () => {
  test('PutImage of the same image and tag again answers ImageAlreadyExistsException', async ({ ecr, repository }) => {
    await repository.pushImage(image, 'v1')
    const exists = (tag: string) =>
      `Image with digest '${image.digest}' and tag '${tag}' already exists in the repository with name '${repository.name}' in registry with id '${account}'`
    const again = ecr.send(put(repository.name, { imageManifest, imageTag: 'v1' }))
    await expectRefusal(again, 'ImageAlreadyExistsException', exists('v1'))
    const untagged = ecr.send(put(repository.name, { imageManifest }))
    await expectRefusal(untagged, 'ImageAlreadyExistsException', exists('null'))
  })

  test('PutImage adds another tag to an image and keeps the time of its push', async ({ server, ecr, repository }) => {
    const repositoryName = repository.name
    await repository.pushImage(image, 'v1')
    const pushedAt = async () => {
      const { imageDetails } = await ecr.send(new DescribeImagesCommand({ repositoryName }))
      return imageDetails?.[0]?.imagePushedAt
    }
    const before = await pushedAt()
    server.clock.advance(1_000)
    await repository.putManifest(image, 'v2')
    server.clock.advance(-1_000)
    expect(await pushedAt()).toEqual(before)
  })

  test('PutImage moves a tag to the new image, and the older image stays untagged', async ({ ecr, repository }) => {
    const repositoryName = repository.name
    const young = imageOf({ layers: [layerOf({ 'etc/motd': 'moved\n' })] })
    await repository.pushImage(image, 'latest')
    await repository.pushImage(young, 'latest')
    const { imageDetails } = await ecr.send(new DescribeImagesCommand({ repositoryName }))
    expect(imageDetails?.map(({ imageDigest, imageTags }) => [imageDigest, imageTags])).toEqual([
      [image.digest, undefined],
      [young.digest, ['latest']],
    ])
  })

  test.for(['.v1', '-v1', 'v/1', 'v 1', 'ä', 'v1:x', 'a'.repeat(129)])(
    'PutImage refuses the tag %j',
    async (imageTag, { ecr, repository }) => {
      const constraint = "must satisfy regular expression '[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}'"
      await expectInvalid(ecr.send(put(repository.name, { imageManifest, imageTag })), 'imageTag', constraint)
    },
  )

  test('PutImage refuses an empty tag and one above 300 characters, and takes one of 128', async ({
    ecr,
    repository,
  }) => {
    const length = (rule: string) => `Member must have length ${rule}`
    const empty = ecr.send(put(repository.name, { imageManifest, imageTag: '' }))
    await expectInvalid(empty, 'imageTag', length('greater than or equal to 1'))
    const long = ecr.send(put(repository.name, { imageManifest, imageTag: 'a'.repeat(301) }))
    await expectInvalid(long, 'imageTag', length('less than or equal to 300'))
    await repository.pushImage(image, 'a'.repeat(128), '_', '0.-_Z')
  })
})

describe('what PutImage needs', () => {
  test('PutImage refuses an image whose layers and config are only in another repository', async ({
    ecr,
    repository,
    newRepository,
  }) => {
    const other = await newRepository()
    await other.pushImage(image, 'v1')
    const missing = image.blobs.map(({ digest }) => digest).join(', ')
    await expectRefusal(
      ecr.send(put(repository.name, { imageManifest })),
      'LayersNotFoundException',
      `Layers with digests '[${missing}]' required for pushing image into repository with name '${repository.name}' in the registry with id '${account}' do not exist`,
    )
  })

  test('PutImage refuses an index that names a missing manifest', async ({ ecr, repository }) => {
    await repository.pushImage(image)
    const index = indexOf([{ manifest: image }, { manifest: { ...image, digest: absent } }])
    await expectRefusal(
      ecr.send(put(repository.name, { imageManifest: index.bytes.toString() })),
      'ReferencedImagesNotFoundException',
      `Images with digests '[${absent}]' required for pushing image into repository with name '${repository.name}' in the registry with id '${account}' do not exist`,
    )
  })

  test('PutImage needs neither foreign layers nor the subject of an image', async ({ ecr, repository }) => {
    await repository.pushLayer(image.config)
    const foreign = {
      mediaType: 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip',
      digest: absent,
      size: 1_000,
      urls: ['https://layers.invalid/base'],
    }
    const subject = { mediaType: OCI.manifest, digest: absent, size: 10 }
    const document = { ...(JSON.parse(imageManifest) as object), layers: [foreign], subject }
    const { image: stored } = await ecr.send(put(repository.name, { imageManifest: JSON.stringify(document) }))
    expect(stored?.imageId?.imageDigest).toMatch(/^sha256:/)
  })

  test('PutImage into a missing repository answers RepositoryNotFoundException', async ({ ecr }) => {
    await expectNoRepository(ecr.send(put('nowhere', { imageManifest })), 'nowhere')
  })
})

describe('invalid manifests', () => {
  const syntax = ['ImageManifest', 'Invalid JSON syntax'] as const
  const changed = (change: object) => JSON.stringify({ ...(JSON.parse(imageManifest) as object), ...change })

  test.for([
    ['broken JSON', '{'],
    ['a list in place of the object', '[]'],
    ['an unknown mediaType', changed({ mediaType: 'application/json' })],
    ['layers and manifests at once', changed({ manifests: [] })],
    ['an unknown schemaVersion', changed({ schemaVersion: 3 })],
    ['no config', changed({ config: undefined })],
    ['no layers', changed({ layers: undefined })],
    ['a malformed digest', changed({ layers: [{ mediaType: OCI.layer, digest: 'sha256:0', size: 1 }] })],
    ['two members called layers', imageManifest.replace('"layers":', '"layers":[],"layers":')],
    ['a million values', changed({ 'x-own': Array(2 ** 20).fill({}) })],
    ['a negative size', changed({ layers: [{ mediaType: OCI.layer, digest: absent, size: -1 }] })],
  ] as const)('PutImage refuses a manifest with %s', async ([, document], { ecr, repository }) => {
    await expectInvalid(ecr.send(put(repository.name, { imageManifest: document })), ...syntax)
  })

  test('PutImage refuses a manifest with half a character, which has no bytes in UTF-8', async ({
    ecr,
    repository,
  }) => {
    for (const blob of image.blobs) await repository.pushLayer(blob)
    const half = changed({ annotations: { title: '?' } }).replace('?', '\ud83d')
    await expectInvalid(ecr.send(put(repository.name, { imageManifest: half })), ...syntax)
  })

  test('PutImage refuses a mediaType that differs from imageManifestMediaType', async ({ ecr, repository }) => {
    const answer = ecr.send(put(repository.name, { imageManifest, imageManifestMediaType: DOCKER.manifest }))
    const constraint = `Media type ${OCI.manifest} in the manifest does not match ${DOCKER.manifest}`
    await expectInvalid(answer, 'imageManifestMediaType', constraint)
  })

  test('PutImage refuses a manifest without mediaType unless the request states one', async ({ ecr, repository }) => {
    for (const blob of image.blobs) await repository.pushLayer(blob)
    const untyped = changed({ mediaType: undefined })
    await expectRefusal(
      ecr.send(put(repository.name, { imageManifest: untyped })),
      'InvalidParameterException',
      'image manifest mediatype not provided in manifest or parameter',
    )
    const stated = await ecr.send(
      put(repository.name, { imageManifest: untyped, imageManifestMediaType: OCI.manifest }),
    )
    expect(stated.image?.imageManifestMediaType).toBe(OCI.manifest)
  })

  test('PutImage refuses a manifest above 4 MiB and an empty one', async ({ ecr, repository }) => {
    const limit = 4 * 1024 * 1024
    for (const blob of image.blobs) await repository.pushLayer(blob)
    const room = changed({ 'x-own': '' })
    const filled = (length: number) => changed({ 'x-own': 'a'.repeat(length - room.length) })
    await ecr.send(put(repository.name, { imageManifest: filled(limit) }))
    const constraint = `Member must have length less than or equal to ${limit}`
    await expectInvalid(
      ecr.send(put(repository.name, { imageManifest: filled(limit + 1) })),
      'imageManifest',
      constraint,
    )
    const wide = changed({ 'x-own': 'é'.repeat(limit / 2) })
    await expectInvalid(ecr.send(put(repository.name, { imageManifest: wide })), 'imageManifest', constraint)
    const empty = ecr.send(put(repository.name, { imageManifest: '' }))
    await expectInvalid(empty, 'imageManifest', 'Member must have length greater than or equal to 1')
  })
})

test('PutImage refuses a manifest of more than 1,000 layers', async ({ ecr, repository }) => {
  const layers = Array(1_001).fill({ mediaType: OCI.layer, digest: absent, size: 1 }) as object[]
  const document = { ...(JSON.parse(imageManifest) as object), layers }
  await expectRefusal(
    ecr.send(put(repository.name, { imageManifest: JSON.stringify(document) })),
    'LimitExceededException',
    'The maximum number of layers or images per manifest (1000) has been reached',
  )
})

describe('digests of PutImage', () => {
  const mismatch = (repositoryName: string, digest: string) =>
    `The image with digest '${digest}' in repository '${repositoryName}' and registry ID '${account}' does not match the image digest that Amazon ECR has calculated.`

  test('PutImage refuses an imageDigest that is not the digest of the manifest', async ({ ecr, repository }) => {
    const answer = ecr.send(put(repository.name, { imageManifest, imageDigest: absent }))
    await expectRefusal(answer, 'ImageDigestDoesNotMatchException', mismatch(repository.name, absent))
  })

  test('PutImage stores signed schema 1 under the digest of its payload', async ({ ecr, repository }) => {
    const layer = layerOf({ 'etc/motd': 'old\n' })
    const old = schema1Of({ repository: repository.name, tag: 'old', layers: [layer] })
    await repository.pushLayer(layer)
    const { image: stored } = await ecr.send(
      put(repository.name, { imageManifest: old.bytes.toString(), imageTag: 'old' }),
    )
    expect([stored?.imageId?.imageDigest, stored?.imageManifestMediaType]).toEqual([old.digest, old.mediaType])
  })
})

test('PutImage takes docker’s images and manifest lists', async ({ ecr, repository }) => {
  const docker = imageOf({ vocabulary: DOCKER })
  await repository.pushImage(docker, 'docker')
  const list = indexOf([{ manifest: docker }], { vocabulary: DOCKER })
  const { image: stored } = await ecr.send(put(repository.name, { imageManifest: list.bytes.toString() }))
  expect(stored?.imageManifestMediaType).toBe(DOCKER.index)
  const empty = manifestOf({ schemaVersion: 2, mediaType: OCI.index, manifests: [] }, OCI.index)
  await repository.putManifest(empty, 'empty')
})

test('PutImage is denied to another account', async ({ expectDenied, repository }) => {
  const ask = put(repository.name, { registryId: account, imageManifest, imageTag: 'v1' })
  await expectDenied((ecr) => ecr.send(ask), 'PutImage', arnOf(repository.name))
})
