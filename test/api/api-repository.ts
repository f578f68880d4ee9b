import {
  CompleteLayerUploadCommand,
  type ECRClient,
  GetDownloadUrlForLayerCommand,
  InitiateLayerUploadCommand,
  PutImageCommand,
  UploadLayerPartCommand,
} from '@aws-sdk/client-ecr'
import type { Blob, Image, Manifest } from '../support/images.ts'

/** A repository as a test of the JSON API fills it. */
export interface ApiRepository {
  readonly name: string
  /** The id of a new upload. */
  readonly openUpload: () => Promise<string>
  readonly uploadPart: (uploadId: string, firstByte: number, bytes: Uint8Array) => Promise<void>
  readonly completeUpload: (uploadId: string, digest: string) => Promise<void>
  readonly downloadUrl: (layerDigest: string) => Promise<string>
  readonly pushLayer: (blob: Pick<Blob, 'bytes' | 'digest'>) => Promise<void>
  readonly putManifest: (manifest: Manifest, imageTag?: string) => Promise<void>
  /** Layers first, manifest last. */
  readonly pushImage: (image: Image, ...imageTags: readonly string[]) => Promise<void>
}

export function apiRepository(ecr: ECRClient, repositoryName: string): ApiRepository {
  const openUpload = async (): Promise<string> => {
    const { uploadId } = await ecr.send(new InitiateLayerUploadCommand({ repositoryName }))
    if (uploadId === undefined) throw new Error('an upload without an id')
    return uploadId
  }
  const uploadPart: ApiRepository['uploadPart'] = async (uploadId, partFirstByte, layerPartBlob) => {
    const partLastByte = partFirstByte + layerPartBlob.byteLength - 1
    const part = { repositoryName, uploadId, partFirstByte, partLastByte, layerPartBlob }
    await ecr.send(new UploadLayerPartCommand(part))
  }
  const completeUpload: ApiRepository['completeUpload'] = async (uploadId, digest) => {
    await ecr.send(new CompleteLayerUploadCommand({ repositoryName, uploadId, layerDigests: [digest] }))
  }
  const pushLayer: ApiRepository['pushLayer'] = async ({ bytes, digest }) => {
    const uploadId = await openUpload()
    await uploadPart(uploadId, 0, bytes)
    await completeUpload(uploadId, digest)
  }
  const putManifest: ApiRepository['putManifest'] = async ({ bytes, mediaType }, imageTag) => {
    const image = { imageManifest: bytes.toString(), imageManifestMediaType: mediaType, imageTag }
    await ecr.send(new PutImageCommand({ repositoryName, ...image }))
  }
  return {
    name: repositoryName,
    openUpload,
    uploadPart,
    completeUpload,
    async downloadUrl(layerDigest) {
      const { downloadUrl } = await ecr.send(new GetDownloadUrlForLayerCommand({ repositoryName, layerDigest }))
      return downloadUrl ?? ''
    },
    pushLayer,
    putManifest,
    async pushImage(image, ...imageTags) {
      for (const blob of image.blobs) await pushLayer(blob).catch(unlessPresent)
      const [first, ...others] = imageTags
      await putManifest(image, first)
      for (const imageTag of others) await putManifest(image, imageTag)
    },
  }
}

function unlessPresent(error: Error): void {
  if (error.name !== 'LayerAlreadyExistsException') throw error
}
