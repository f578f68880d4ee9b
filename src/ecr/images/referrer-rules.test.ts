import { describe, expect, test } from 'vitest'
import { artifactOf, imageOf, OCI } from '../../../test/support/images.ts'
import { parseManifest } from './manifest-rules.ts'
import { decidePageLength, describeReferrer } from './referrer-rules.ts'

const describeImage = (image: { readonly bytes: Buffer; readonly digest: string }) =>
  describeReferrer(parseManifest(image.bytes, undefined), image.digest, image.bytes.length)

describe('the descriptor of a referrer', () => {
  test('has the digest, type, size and annotations of its image', () => {
    const bill = artifactOf({ artifactType: 'application/x.bill', annotations: { by: 'me', odd: '\0\ud800"' } })
    const { descriptor } = describeImage(bill)
    expect(JSON.parse(descriptor)).toEqual({
      digest: bill.digest,
      mediaType: OCI.manifest,
      artifactType: 'application/x.bill',
      size: bill.bytes.length,
      annotations: { by: 'me', odd: '\0\ud800"' },
    })
    expect([descriptor.includes('\0'), descriptor.isWellFormed()]).toEqual([false, true])
  })

  test('has no annotations when the image has none', () => {
    expect(JSON.parse(describeImage(imageOf()).descriptor)).not.toHaveProperty('annotations')
  })

  test('has as its weight its bytes and 256 for each annotation', () => {
    const { descriptor, weight } = describeImage(imageOf({ annotations: { a: 'é', b: '' } }))
    expect(weight).toBe(Buffer.byteLength(descriptor) + 512)
  })
})

describe('a page of referrers', () => {
  const MiB = 1024 * 1024
  const of = (...weights: number[]) => weights.map((weight, id) => ({ id, weight }))

  test.for([
    ['none', [], 5, 0],
    ['all referrers when they are fewer than asked for', [9, 9], 5, 2],
    ['as many referrers as were asked for', [9, 9, 9], 2, 2],
    ['as many referrers as fit', [MiB, MiB, MiB, MiB, 9], 5, 3],
    ['one referrer, however heavy it is', [9 * MiB, 9], 5, 1],
    ['no second referrer that does not fit', [9, 9 * MiB, 9], 5, 1],
  ] as const)('holds %s', ([, weights, size, length]) => {
    expect(decidePageLength(of(...weights), size)).toBe(length)
  })
})
