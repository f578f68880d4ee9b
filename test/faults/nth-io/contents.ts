import { type Blob, type Image, imageOf, layerOf } from '../../support/images.ts'
import { noise } from '../../support/upload-rows.ts'
import type { ModelImage } from '../../property/registry-model.ts'

const kibibyte = 1024

/** Layers that are files and objects; in S3 the last one is put together from two parts. */
const layerSizes = [40 * kibibyte, 60 * kibibyte, 9 * 1024 * kibibyte]

export const images: readonly Image[] = layerSizes.map((size, at) =>
  imageOf({ layers: [layerOf({ noise: noise(size, at + 1) })] }),
)

/** A config, which lives in its row, and a layer of each image. */
export const blobs: readonly Blob[] = images.flatMap((image) => image.blobs)

export const blobsOf = (image: number): readonly [config: number, layer: number] => [2 * image, 2 * image + 1]

export const modelImages: readonly ModelImage[] = images.map((_, at) => ({ blobs: blobsOf(at), children: [] }))
