import { invalidParameterBecause, type ServiceError } from '../../errors.ts'
import { invalidManifest, manifestTooLarge, tooManyReferences } from '../errors.ts'
import { quotas } from '../quotas.ts'
import { isDigest } from '../../standards/oci/digest.ts'
import {
  annotationsOf,
  hasSecondSpelling,
  type Json,
  isList,
  isObject,
  optionalText,
  parseJsonObject,
} from './manifest-json.ts'
import { signedPayload } from './signed-schema1.ts'

/**
 * What a manifest says, once it is known to be one. Nothing is ever re-serialised: the bytes are stored and served
 * as they came, members that nobody knows included.
 *
 * https://github.com/opencontainers/image-spec/blob/v1.1.1/manifest.md, image-index.md
 * https://distribution.github.io/distribution/spec/manifest-v2-2/
 */
export interface Manifest {
  readonly mediaType: string
  /** The exact bytes that the image's digest is taken of: all of them, but for signed schema 1 its payload. */
  readonly digestedBytes: Uint8Array
  /** Config and layers that must be in the repository. */
  readonly blobs: readonly Descriptor[]
  /** Layers that live elsewhere by their nature (`urls`): they may be absent. */
  readonly foreignBlobs: readonly Descriptor[]
  /** The manifests that an index names; they must be in the repository. */
  readonly children: readonly Descriptor[]
  readonly isList: boolean
  readonly subjectDigest: string | undefined
  /** As DescribeImages shows it: the config's type, or the artifact's; '' for lists. */
  readonly artifactMediaType: string
  /** As the referrers list shows it; '' when there is none. */
  readonly artifactType: string
  /** Those of the whole, as the referrers list shows them. */
  readonly annotations: Readonly<Record<string, string>> | undefined
}

export interface Descriptor {
  readonly digest: string
  readonly mediaType: string
}

/** A type and a subtype of 127 characters at most (RFC 6838 §4.2). */
const maxMediaTypeLength = 255

export const mediaTypes = {
  ociManifest: 'application/vnd.oci.image.manifest.v1+json',
  ociIndex: 'application/vnd.oci.image.index.v1+json',
  dockerManifest: 'application/vnd.docker.distribution.manifest.v2+json',
  dockerList: 'application/vnd.docker.distribution.manifest.list.v2+json',
  dockerSchema1: 'application/vnd.docker.distribution.manifest.v1+json',
  dockerSignedSchema1: 'application/vnd.docker.distribution.manifest.v1+prettyjws',
  orasArtifact: 'application/vnd.cncf.oras.artifact.manifest.v1+json',
} as const

const emptyConfig = 'application/vnd.oci.empty.v1+json'

/**
 * Reads a manifest. `statedType` is `imageManifestMediaType` or the Content-Type.
 * Throws ECR's InvalidParameterException for what it does not take.
 */
export function parseManifest(bytes: Uint8Array, statedType: string | undefined): Manifest {
  if (bytes.byteLength > quotas.manifestSizeBytes) throw manifestTooLarge(quotas.manifestSizeBytes)
  const document = parseJsonObject(bytes)
  if (document === undefined) throw invalidManifest()
  const mediaType = decideMediaType(document, statedType)
  switch (mediaType) {
    case mediaTypes.ociManifest:
    case mediaTypes.dockerManifest:
      return imageManifest(bytes, document, mediaType)
    case mediaTypes.ociIndex:
    case mediaTypes.dockerList:
      return listManifest(bytes, document, mediaType)
    case mediaTypes.orasArtifact:
      return artifactManifest(bytes, document, mediaType)
    case mediaTypes.dockerSchema1:
    case mediaTypes.dockerSignedSchema1:
      return schema1Manifest(bytes, document, mediaType)
    default:
      throw invalidManifest()
  }
}

/** The type that the document states, and the one stated beside it, must agree; one of them must be there. */
function decideMediaType(document: Json, statedType: string | undefined): string {
  const inside = mediaTypeIn(document, 'mediaType')
  if (inside === undefined && document.mediaType !== undefined) throw invalidManifest()
  if (inside !== undefined && statedType !== undefined && inside !== statedType) {
    throw invalidParameterBecause(
      `Invalid parameter at 'imageManifestMediaType' failed to satisfy constraint: 'Media type ${inside} in the manifest does not match ${statedType}'`,
    )
  }
  const mediaType = inside ?? statedType ?? schema1Type(document)
  if (mediaType === undefined) {
    throw invalidParameterBecause('image manifest mediatype not provided in manifest or parameter')
  }
  return mediaType
}

/** Schema 1 has no member for its type; its version and signatures tell. */
function schema1Type(document: Json): string | undefined {
  if (document.schemaVersion !== 1) return undefined
  return isList(document.signatures) ? mediaTypes.dockerSignedSchema1 : mediaTypes.dockerSchema1
}

function imageManifest(bytes: Uint8Array, document: Json, mediaType: string): Manifest {
  requireShape(document, { schemaVersion: 2, forbidden: ['manifests', 'fsLayers', 'blobs'] })
  const config = descriptor(document.config)
  if (document.layers === undefined) throw invalidManifest()
  const layers = descriptors(document.layers)
  const artifactType = mediaTypeIn(document, 'artifactType')
  return {
    mediaType,
    digestedBytes: bytes,
    blobs: [config, ...layers.filter((layer) => !isForeign(layer))],
    foreignBlobs: layers.filter(isForeign),
    children: [],
    isList: false,
    subjectDigest: subject(document),
    artifactMediaType: config.mediaType === emptyConfig ? (artifactType ?? config.mediaType) : config.mediaType,
    artifactType: artifactType ?? config.mediaType,
    annotations: annotationsOf(document),
  }
}

function listManifest(bytes: Uint8Array, document: Json, mediaType: string): Manifest {
  requireShape(document, { schemaVersion: 2, forbidden: ['layers', 'config', 'fsLayers', 'blobs'] })
  if (document.manifests === undefined) throw invalidManifest()
  return {
    mediaType,
    digestedBytes: bytes,
    blobs: [],
    foreignBlobs: [],
    children: descriptors(document.manifests),
    isList: true,
    subjectDigest: subject(document),
    artifactMediaType: '',
    artifactType: mediaTypeIn(document, 'artifactType') ?? '',
    annotations: annotationsOf(document),
  }
}

/** The artifact manifest of ORAS, which came before OCI 1.1 could do the same. */
function artifactManifest(bytes: Uint8Array, document: Json, mediaType: string): Manifest {
  requireShape(document, { forbidden: ['layers', 'manifests', 'config', 'fsLayers'] })
  const artifactType = mediaTypeIn(document, 'artifactType') ?? ''
  return {
    mediaType,
    digestedBytes: bytes,
    blobs: descriptors(document.blobs),
    foreignBlobs: [],
    children: [],
    isList: false,
    subjectDigest: subject(document),
    artifactMediaType: artifactType,
    artifactType,
    annotations: annotationsOf(document),
  }
}

function schema1Manifest(bytes: Uint8Array, document: Json, mediaType: string): Manifest {
  requireShape(document, { schemaVersion: 1, forbidden: ['layers', 'manifests', 'config', 'blobs'] })
  const digests = references(document.fsLayers).map((layer) => (isObject(layer) ? digestIn(layer, 'blobSum') : fail()))
  return {
    mediaType,
    digestedBytes: mediaType === mediaTypes.dockerSignedSchema1 ? (signedPayload(bytes, document) ?? fail()) : bytes,
    blobs: [...new Set(digests)].map((digest) => ({ digest, mediaType: '' })),
    foreignBlobs: [],
    children: [],
    isList: false,
    subjectDigest: undefined,
    artifactMediaType: '',
    artifactType: '',
    annotations: undefined,
  }
}

/** A document that could be read as two kinds at once is neither (CVE-2021-41190). */
function requireShape(document: Json, shape: { schemaVersion?: number; forbidden: readonly string[] }): void {
  if (shape.schemaVersion !== undefined && document.schemaVersion !== shape.schemaVersion) throw invalidManifest()
  if (shape.forbidden.some((member) => isPresent(document[member]))) throw invalidManifest()
  if (hasSecondSpelling(document)) throw invalidManifest()
}

/** Go's encoders write an absent list or struct as null. */
function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null
}

function descriptors(value: unknown): Descriptor[] {
  return isPresent(value) ? references(value).map(descriptor) : []
}

function references(value: unknown): readonly unknown[] {
  if (!isList(value)) throw invalidManifest()
  if (value.length > quotas.referencesPerManifest) throw tooManyReferences(quotas.referencesPerManifest)
  return value
}

function descriptor(value: unknown): Descriptor {
  if (!isObject(value) || hasSecondSpelling(value)) throw invalidManifest()
  const size = value.size
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) throw invalidManifest()
  return { digest: digestIn(value, 'digest'), mediaType: mediaTypeIn(value, 'mediaType') ?? fail() }
}

function digestIn(document: Json, member: string): string {
  const digest = document[member]
  if (typeof digest !== 'string' || !isDigest(digest)) throw invalidManifest()
  return digest
}

function mediaTypeIn(document: Json, member: string): string | undefined {
  const mediaType = optionalText(document, member)
  if (mediaType !== undefined && mediaType.length > maxMediaTypeLength) throw invalidManifest()
  return mediaType
}

function subject(document: Json): string | undefined {
  return isPresent(document.subject) ? descriptor(document.subject).digest : undefined
}

/** https://github.com/opencontainers/image-spec/blob/v1.1.1/layer.md#non-distributable-layers */
function isForeign(layer: Descriptor): boolean {
  return layer.mediaType.includes('.foreign.diff.tar') || layer.mediaType.includes('.layer.nondistributable.')
}

function fail(): never {
  throw invalidManifest() satisfies ServiceError
}
