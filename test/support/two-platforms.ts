/** One image for two kinds of machine, and the index that joins them. */
import { imageOf, indexOf, layerOf, type Manifest } from './images.ts'
import { writeOciLayout } from './oci-layout.ts'

export const amd64 = imageOf({ layers: [layerOf({ motd: 'on amd64\n' })] })

const arm64Platform = { os: 'linux', architecture: 'arm64', variant: 'v8' }

export const arm64 = imageOf({ layers: [layerOf({ motd: 'on arm64\n' })], platform: arm64Platform })

export const both = indexOf([
  { manifest: amd64, platform: { os: 'linux', architecture: 'amd64' } },
  { manifest: arm64, platform: arm64Platform },
])

/** A folder as `oci:` of skopeo and podman, `ocidir:` of regctl and crane read it. */
export async function writePlatforms(folder: string, tagged: Readonly<Record<string, Manifest>>): Promise<string> {
  await writeOciLayout(folder, { tagged, needed: [amd64, arm64, ...amd64.blobs, ...arm64.blobs] })
  return folder
}
