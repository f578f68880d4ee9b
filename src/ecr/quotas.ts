const mebibyte = 1024 * 1024

/**
 * How much of everything there may be: ECR's quotas, and what `/v2/` and we set where ECR states none. The largest
 * part of the API, 20 MiB, is in AWS's model.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html
 */
export const quotas = {
  repositoriesPerRegistry: 100_000,
  /** ECR states none. */
  templatesPerRegistry: 1_000,
  pullTimeExclusionsPerRegistry: 100,
  imagesPerRepository: 100_000,
  tagsPerImage: 1_000,
  /** https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-using-tags.html#tag-restrictions */
  resourceTagsPerRepository: 50,
  /** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImage.html: of the bytes, whatever characters they are. */
  manifestSizeBytes: 4 * mebibyte,
  /** Layers or images that a manifest names. Docker has 127 layers; each costs the push, and a delete, some rows. */
  referencesPerManifest: 1_000,
  layerSizeBytes: 52_000 * mebibyte,
  partsPerLayer: 4_200,
  /** Of every part but the last. */
  smallestPartSizeBytes: 5 * mebibyte,
} as const
