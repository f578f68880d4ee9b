import { expect, test } from 'vitest'
import { digestOf, imageOf, indexOf } from '../../../test/support/images.ts'
import { pushedImage, requireDigests } from './digest-rules.ts'
import { parseManifest } from './manifest-rules.ts'

const image = imageOf()
const manifest = parseManifest(image.bytes, image.mediaType)
const key = { kind: 'private', account: '123456789012', region: 'us-east-1', name: 'app' } as const
const sha512 = digestOf(image.bytes, 'sha512')

test('an image is kept under the digest that the client uses, and known by its sha256', () => {
  const bySha256 = { digest: image.digest, sha256Digest: null }
  expect(requireDigests(key, manifest, 'sha256', undefined)).toEqual(bySha256)
  expect(requireDigests(key, manifest, 'sha256', image.digest)).toEqual(bySha256)
  expect(requireDigests(key, manifest, 'sha512', sha512)).toEqual({ digest: sha512, sha256Digest: image.digest })
})

test.each(['sha256', 'sha512'] as const)('a %s digest that is not that of the bytes is refused', (algorithm) => {
  const wrong = digestOf('other bytes', algorithm)
  expect(() => requireDigests(key, manifest, algorithm, wrong)).toThrow(
    expect.objectContaining({
      code: 'ImageDigestDoesNotMatchException',
      message: `The image with digest '${wrong}' in repository 'app' and registry ID '123456789012' does not match the image digest that Amazon ECR has calculated.`,
    }),
  )
})

test('policies hear of a pushed image by its sha256 digest, the stated digest, its tags and its children, each once', () => {
  expect(pushedImage(manifest, undefined, ['v1', 'v1'])).toEqual({
    to: 'push',
    digests: [image.digest],
    tags: ['v1'],
    held: [],
  })
  expect(pushedImage(manifest, sha512, []).digests).toEqual([sha512, image.digest])
  const index = indexOf([{ manifest: image }, { manifest: image }])
  expect(pushedImage(parseManifest(index.bytes, index.mediaType), index.digest, [])).toEqual({
    to: 'push',
    digests: [index.digest],
    tags: [],
    held: [image.digest],
  })
})
