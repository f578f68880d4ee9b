import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Blob, descriptorOf, type Manifest, OCI } from './images.ts'

export interface LayoutContent {
  /** What has a name; each is in the layout under its tag. */
  readonly tagged: Readonly<Record<string, Manifest>>
  /** All that those need: blobs, and the manifests of an index. */
  readonly needed: readonly (Blob | Manifest)[]
}

/** A folder of images: https://github.com/opencontainers/image-spec/blob/main/image-layout.md */
export async function writeOciLayout(folder: string, { tagged, needed }: LayoutContent): Promise<void> {
  const blobs = join(folder, 'blobs/sha256')
  await mkdir(blobs, { recursive: true })
  for (const { digest, bytes } of [...Object.values(tagged), ...needed]) {
    await writeFile(join(blobs, digest.replace('sha256:', '')), bytes)
  }
  const manifests = Object.entries(tagged).map(([tag, manifest]) => ({
    ...descriptorOf(manifest),
    annotations: { 'org.opencontainers.image.ref.name': tag },
  }))
  await writeFile(join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, mediaType: OCI.index, manifests }))
  await writeFile(join(folder, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }))
}
