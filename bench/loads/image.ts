import { hash, randomBytes, randomUUID } from 'node:crypto'

/** A small image that no registry has seen: a config, one layer of 4 KiB, and the manifest that names them. */
export interface SmallImage {
  readonly blobs: readonly Blob[]
  readonly manifest: Uint8Array
}

export interface Blob {
  readonly digest: string
  readonly bytes: Uint8Array
}

export const layerSizeBytes = 4096
export const manifestMediaType = 'application/vnd.oci.image.manifest.v1+json'

export function newImage(): SmallImage {
  const config = blobOf(
    Buffer.from(
      JSON.stringify({
        architecture: 'amd64',
        os: 'linux',
        config: { Labels: { unique: randomBytes(16).toString('hex') } },
        rootfs: { type: 'layers', diff_ids: [] },
      }),
    ),
  )
  const layer = blobOf(randomBytes(layerSizeBytes))
  return { blobs: [config, layer], manifest: manifestOf(config, layer) }
}

/** The same image under another digest, and a name that nobody has used. */
export function annotated(manifest: string): { readonly manifest: string; readonly unique: string } {
  const unique = randomUUID()
  return { manifest: `${manifest.slice(0, -1)},"annotations":{"unique":"${unique}"}}`, unique }
}

function blobOf(bytes: Uint8Array): Blob {
  return { bytes, digest: `sha256:${hash('sha256', bytes)}` }
}

function manifestOf(config: Blob, layer: Blob): Uint8Array {
  const descriptor = (mediaType: string, { digest, bytes }: Blob) => ({ mediaType, digest, size: bytes.byteLength })
  return Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: manifestMediaType,
      config: descriptor('application/vnd.oci.image.config.v1+json', config),
      layers: [descriptor('application/vnd.oci.image.layer.v1.tar', layer)],
    }),
  )
}
