import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countPart, decideDigestFailure, isPresent, minPartSizeBytes, unreferencedLifetimeMs } from './layer-rules.ts'

const hourMs = 60 * 60 * 1000

describe('a layer is reported as available', () => {
  test('while an image names it', () => {
    fc.assert(
      fc.property(fc.nat(), (nowMs) => {
        expect(isPresent({ unreferenced_since: null }, nowMs)).toBe(true)
      }),
    )
  })

  test('without an image, while more than an hour of its lifetime is left', () => {
    const since = 1_000_000
    const lastMs = since + unreferencedLifetimeMs - hourMs
    expect(isPresent({ unreferenced_since: since }, since)).toBe(true)
    expect(isPresent({ unreferenced_since: since }, lastMs - 1)).toBe(true)
    expect(isPresent({ unreferenced_since: since }, lastMs)).toBe(false)
  })
})

describe('the parts of an upload', () => {
  const none = { part_count: 0, last_part_size: 0, has_short_part: 0 }
  const countAll = (sizes: readonly number[]) => sizes.reduce(countPart, none)

  test('have a short one only when another part follows it', () => {
    expect(countAll([1])).toEqual({ part_count: 1, last_part_size: 1, has_short_part: 0 })
    expect(countAll([1, minPartSizeBytes])).toMatchObject({ part_count: 2, has_short_part: 1 })
    expect(countAll([minPartSizeBytes, 1])).toMatchObject({ part_count: 2, has_short_part: 0 })
    expect(countAll([minPartSizeBytes - 1, 1])).toMatchObject({ has_short_part: 1 })
  })

  test('are not counted when they are empty, and do not make the part before them short', () => {
    expect(countAll([1, 0])).toEqual(countAll([1]))
    expect(countAll([0])).toEqual(none)
  })

  test('have a short one exactly if any but the last is too small', () => {
    const sizes = fc.array(fc.integer({ min: minPartSizeBytes - 3, max: minPartSizeBytes + 3 }))
    fc.assert(
      fc.property(sizes, (all) => {
        const expected = all.slice(0, -1).some((size) => size < minPartSizeBytes)
        expect(countAll(all)).toMatchObject({ part_count: all.length, has_short_part: expected ? 1 : 0 })
      }),
    )
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
