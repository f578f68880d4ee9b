import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decideIdFailure, missingFailure, referencedFailure } from './image-id-rules.ts'

const digest = `sha256:${'0'.repeat(64)}`
const digestRule = "Invalid request parameters: image digest should satisfy the regex '[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+'"
const tagRule = "Invalid request parameters: image tag should satisfy the regex '[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}'"

test.each([
  [{}, 'MissingDigestAndTag', 'Invalid request parameters: both tag and digest cannot be null'],
  [{ imageDigest: '' }, 'InvalidImageDigest', digestRule],
  [{ imageDigest: 'sha256:' }, 'InvalidImageDigest', digestRule],
  [{ imageDigest: 'sha256:g' }, 'InvalidImageDigest', digestRule],
  [{ imageDigest: ` ${digest}` }, 'InvalidImageDigest', digestRule],
  [{ imageDigest: `${digest}\n` }, 'InvalidImageDigest', digestRule],
  [{ imageDigest: `sha256:${'0'.repeat(250)}` }, 'InvalidImageDigest', digestRule],
  [{ imageTag: '' }, 'InvalidImageTag', tagRule],
  [{ imageTag: '.a' }, 'InvalidImageTag', tagRule],
  [{ imageTag: 'a'.repeat(129) }, 'InvalidImageTag', tagRule],
  [{ imageDigest: 'nonsense', imageTag: ' ' }, 'InvalidImageDigest', digestRule],
  [{ imageDigest: digest, imageTag: ' ' }, 'InvalidImageTag', tagRule],
])('the image id %j fails with %s', (imageId, failureCode, failureReason) => {
  expect(decideIdFailure(imageId)).toEqual({ imageId, failureCode, failureReason })
})

test.each([
  { imageTag: 'v1' },
  { imageTag: '_' },
  { imageTag: 'a'.repeat(128) },
  { imageDigest: digest },
  { imageDigest: digest.replace('sha256', 'sha512') },
  { imageDigest: 'multi+part_1.0-x:ABCdef0' },
  { imageDigest: digest, imageTag: 'v1' },
])('the image id %j is valid', (imageId) => {
  expect(decideIdFailure(imageId)).toBeUndefined()
})

test('a failure has the image id as the request gave it', () => {
  const ids = fc.record({ imageDigest: fc.string(), imageTag: fc.string() }, { requiredKeys: [] })
  fc.assert(
    fc.property(ids, (imageId) => {
      const failures = [
        decideIdFailure(imageId),
        missingFailure(imageId, 'not found'),
        missingFailure(imageId, 'does not match'),
      ]
      for (const failure of failures) expect(failure?.imageId ?? imageId).toBe(imageId)
    }),
  )
})

test('ImageReferencedByManifestList names the indexes that refer to the image', () => {
  expect(referencedFailure({ imageTag: 'v1' }, ['sha256:a', 'sha256:b'])).toEqual({
    imageId: { imageTag: 'v1' },
    failureCode: 'ImageReferencedByManifestList',
    failureReason: 'Requested image referenced by manifest list: [sha256:a, sha256:b]',
  })
})
