import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { doorRules } from '../door-rules.ts'
import { quotas } from '../quotas.ts'
import {
  availabilityOf,
  countPart,
  decideDigestFailure,
  isPresent,
  type PartCount,
  refuseLargeLayer,
  refuseParts,
  unreferencedLifetimeMs,
} from './layer-rules.ts'
import { registryKinds } from '../../standards/arn/registry-key.ts'

const { smallestPartSizeBytes } = quotas

const hourMs = 60 * 60 * 1000

describe('a layer is reported as available', () => {
  test('while an image names it', () => {
    fc.assert(
      fc.property(fc.nat(), (nowMs) => {
        expect(isPresent({ unreferenced_since: null, available_at: 0 }, nowMs)).toBe(true)
      }),
    )
  })

  test('without an image, while more than an hour of its lifetime is left', () => {
    const since = 1_000_000
    const lastMs = since + unreferencedLifetimeMs - hourMs
    expect(isPresent({ unreferenced_since: since, available_at: null }, since)).toBe(true)
    expect(isPresent({ unreferenced_since: since, available_at: null }, lastMs - 1)).toBe(true)
    expect(isPresent({ unreferenced_since: since, available_at: null }, lastMs)).toBe(false)
  })
})

describe('a layer that images name', () => {
  const named = (available_at: number | null) => availabilityOf({ unreferenced_since: null, available_at }, 1_000)

  test('is available from the time on at which the first of them is active', () => {
    expect([named(0), named(1_000)]).toEqual(['AVAILABLE', 'AVAILABLE'])
    expect([named(1_001), named(null)]).toEqual(['ARCHIVED', 'ARCHIVED'])
  })

  test('is not archived any more when the last of them is gone', () => {
    const since = 1_000_000
    const left = { unreferenced_since: since, available_at: null }
    expect(availabilityOf(left, since)).toBe('AVAILABLE')
    expect(availabilityOf(left, since + unreferencedLifetimeMs)).toBe('UNAVAILABLE')
  })
})

describe('the parts of an upload', () => {
  const none = { part_count: 0, last_part_size: 0, has_short_part: 0 }
  const countAll = (sizes: readonly number[]) =>
    sizes.reduce<PartCount>((count, size) => countPart(doorRules.api, count, size), none)

  test('have a short one only when another part follows it', () => {
    expect(countAll([1])).toEqual({ part_count: 1, last_part_size: 1, has_short_part: 0 })
    expect(countAll([1, smallestPartSizeBytes])).toMatchObject({ part_count: 2, has_short_part: 1 })
    expect(countAll([smallestPartSizeBytes, 1])).toMatchObject({ part_count: 2, has_short_part: 0 })
    expect(countAll([smallestPartSizeBytes - 1, 1])).toMatchObject({ has_short_part: 1 })
  })

  test('are not counted when they are empty, and do not make the part before them short', () => {
    expect(countAll([1, 0])).toEqual(countAll([1]))
    expect(countAll([0])).toEqual(none)
  })

  test('have a short one exactly if any but the last is too small', () => {
    const sizes = fc.array(fc.integer({ min: smallestPartSizeBytes - 3, max: smallestPartSizeBytes + 3 }))
    fc.assert(
      fc.property(sizes, (all) => {
        const expected = all.slice(0, -1).some((size) => size < smallestPartSizeBytes)
        expect(countAll(all)).toMatchObject({ part_count: all.length, has_short_part: expected ? 1 : 0 })
      }),
    )
  })
})

describe('what layers are refused for', () => {
  const full = { part_count: quotas.partsPerLayer, last_part_size: smallestPartSizeBytes, has_short_part: 0 }

  test('countPart refuses a part too many at the API, and counts it on /v2/', () => {
    expect(() => countPart(doorRules.api, full, 1)).toThrow('(4200) has been reached')
    expect(countPart(doorRules.api, full, 0)).toEqual(full)
    expect(countPart(doorRules.oci, full, 1).part_count).toBe(4_201)
  })

  test('refuseLargeLayer takes 52,000 MiB and refuses a byte more', () => {
    expect(() => refuseLargeLayer(quotas.layerSizeBytes)).not.toThrow()
    expect(() => refuseLargeLayer(quotas.layerSizeBytes + 1)).toThrow('exceeds the maximum size of 54525952000 bytes')
  })

  test('refuseParts refuses empty layers and short parts at the API, and neither on /v2/', () => {
    const key = { kind: registryKinds.ecr, account: '111122223333', region: 'us-east-1', name: 'app' }
    const empty = { uuid: 'u', size: 0, has_short_part: 0 }
    const short = { uuid: 'u', size: 2, has_short_part: 1 }
    expect(() => refuseParts(doorRules.api, key, empty)).toThrow('does not have any parts')
    expect(() => refuseParts(doorRules.api, key, short)).toThrow('at least 5MB')
    for (const upload of [empty, short]) expect(() => refuseParts(doorRules.oci, key, upload)).not.toThrow()
  })
})

describe('the layer digest', () => {
  const rule = "Invalid request parameters: layer digest should satisfy the regex '[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+'"
  test.each([
    ['', 'MissingLayerDigest', 'Invalid request parameters: layer digest cannot be null'],
    ['nonsense', 'InvalidLayerDigest', rule],
    ['sha256:', 'InvalidLayerDigest', rule],
    [':00', 'InvalidLayerDigest', rule],
    ['sha256:00 ', 'InvalidLayerDigest', rule],
    ['sha256:00\n', 'InvalidLayerDigest', rule],
  ])('%j fails with %s', (layerDigest, failureCode, failureReason) => {
    expect(decideDigestFailure(layerDigest)).toEqual({ layerDigest, failureCode, failureReason })
  })

  test.each(['sha256:0', 'sha512:abcDEF', 'a+b.c_d-e:0'])('%s is valid', (layerDigest) => {
    expect(decideDigestFailure(layerDigest)).toBeUndefined()
  })
})
