import { createCipheriv, createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { tarOf } from './tar.ts'

/** Images as plain bytes, for tests that need no docker. The same description always gives the same digest. */
export interface Blob {
  readonly bytes: Buffer
  readonly digest: string
  readonly mediaType: string
}

export interface Layer extends Blob {
  /** Digest of the archive before it was compressed. */
  readonly diffId: string
}

export interface Manifest {
  readonly bytes: Buffer
  readonly digest: string
  readonly mediaType: string
}

/** A manifest and all that has to be pushed before it. */
export interface Image extends Manifest {
  readonly blobs: readonly Blob[]
  readonly config: Blob
}

/** https://github.com/opencontainers/image-spec/blob/main/descriptor.md */
export interface Descriptor {
  readonly mediaType: string
  readonly digest: string
  readonly size: number
  readonly artifactType?: string
  readonly annotations?: Readonly<Record<string, string>>
  readonly platform?: Platform
}

export interface Platform {
  readonly os: string
  readonly architecture: string
  readonly variant?: string
}

/** The two vocabularies that images are written in; their documents have the same shape. */
export const OCI = {
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  index: 'application/vnd.oci.image.index.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar+gzip',
} as const

/** https://distribution.github.io/distribution/spec/manifest-v2-2/ */
export const DOCKER = {
  manifest: 'application/vnd.docker.distribution.manifest.v2+json',
  index: 'application/vnd.docker.distribution.manifest.list.v2+json',
  config: 'application/vnd.docker.container.image.v1+json',
  layer: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
} as const

export type Vocabulary = typeof OCI | typeof DOCKER

export function digestOf(bytes: Uint8Array | string, algorithm = 'sha256'): string {
  return `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`
}

export function blobOf(content: string | Uint8Array, mediaType = 'application/octet-stream'): Blob {
  const bytes = Buffer.from(content)
  return { bytes, digest: digestOf(bytes), mediaType }
}

export function layerOf(files: Readonly<Record<string, string | Uint8Array>>, mediaType: string = OCI.layer): Layer {
  const archive = tarOf(files)
  return { ...blobOf(gzipSync(archive), mediaType), diffId: digestOf(archive) }
}

export function descriptorOf({ bytes, digest, mediaType }: Blob | Manifest): Descriptor {
  return { mediaType, digest, size: bytes.length }
}

/** Any document at all as a manifest, the wrong ones included. */
export function manifestOf(document: object | string, mediaType: string): Manifest {
  const bytes = Buffer.from(typeof document === 'string' ? document : JSON.stringify(document))
  return { bytes, digest: digestOf(bytes), mediaType }
}

/** Bytes that look random and are always the same for a seed: what gzip cannot make smaller. */
export function incompressible(sizeBytes: number, seed = 0): Buffer {
  return createCipheriv('aes-128-ctr', Buffer.alloc(16, seed), Buffer.alloc(16)).update(Buffer.alloc(sizeBytes))
}

export interface ImageDescription {
  readonly vocabulary?: Vocabulary
  readonly layers?: readonly Layer[]
  readonly platform?: Platform
  /** What the image runs and so on: the `config` member of its configuration. */
  readonly config?: object
  readonly subject?: Manifest
  readonly annotations?: Readonly<Record<string, string>>
  readonly artifactType?: string
}

export const LINUX_AMD64: Platform = { os: 'linux', architecture: 'amd64' }

export function imageOf(description: ImageDescription = {}): Image {
  const { vocabulary = OCI, platform = LINUX_AMD64, config = {} } = description
  const layers = description.layers ?? [layerOf({ 'etc/motd': 'welcome\n' }, vocabulary.layer)]
  const rootfs = { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) }
  const configuration = blobOf(JSON.stringify({ ...platform, config, rootfs }), vocabulary.config)
  return manifestWith(vocabulary, configuration, layers, description)
}

/** The empty JSON object, as the config of what isn't an image: an artifact. */
export const EMPTY: Blob = blobOf('{}', 'application/vnd.oci.empty.v1+json')

export interface ArtifactDescription {
  readonly artifactType: string
  readonly content?: string
  readonly subject?: Manifest
  readonly annotations?: Readonly<Record<string, string>>
}

/** https://github.com/opencontainers/image-spec/blob/main/manifest.md#guidelines-for-artifact-usage */
export function artifactOf({ content, ...description }: ArtifactDescription): Image {
  const layer = content === undefined ? EMPTY : blobOf(content, 'text/plain')
  return manifestWith(OCI, EMPTY, [layer], description)
}

function manifestWith(
  vocabulary: Vocabulary,
  config: Blob,
  layers: readonly Blob[],
  { subject, annotations, artifactType }: Pick<ImageDescription, 'subject' | 'annotations' | 'artifactType'>,
): Image {
  const document = {
    schemaVersion: 2,
    mediaType: vocabulary.manifest,
    artifactType,
    config: descriptorOf(config),
    layers: layers.map(descriptorOf),
    subject: subject && descriptorOf(subject),
    annotations,
  }
  return { ...manifestOf(document, vocabulary.manifest), config, blobs: [...new Set([config, ...layers])] }
}

export interface IndexDescription {
  readonly vocabulary?: Vocabulary
  readonly subject?: Manifest
  readonly annotations?: Readonly<Record<string, string>>
  readonly artifactType?: string
}

/** An index (docker: manifest list) of what stands in `manifests`, in that order. */
export function indexOf(
  manifests: readonly { readonly manifest: Manifest; readonly platform?: Platform }[],
  { vocabulary = OCI, subject, annotations, artifactType }: IndexDescription = {},
): Manifest {
  const document = {
    schemaVersion: 2,
    mediaType: vocabulary.index,
    artifactType,
    manifests: manifests.map(({ manifest, platform = LINUX_AMD64 }) => ({ ...descriptorOf(manifest), platform })),
    subject: subject && descriptorOf(subject),
    annotations,
  }
  return manifestOf(document, vocabulary.index)
}
