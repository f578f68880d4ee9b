import { type Blob, manifestMediaType, type SmallImage } from './image.ts'
import { requestHead, type RequestParts } from './request.ts'
import { type Destination, openUpload, withDigest } from './upload.ts'

/** As `docker push` does it for a small image: POST and PUT for each blob, then the manifest. */
export async function pushImage(to: Destination, image: SmallImage, tag: string): Promise<void> {
  for (const blob of image.blobs) await pushBlob(to, blob)
  const path = `/v2/${to.repository}/manifests/${tag}`
  await send(to, { method: 'PUT', path, contentType: manifestMediaType }, image.manifest)
}

async function pushBlob(to: Destination, { digest, bytes }: Blob): Promise<void> {
  const path = withDigest(await openUpload(to), digest)
  await send(to, { method: 'PUT', path, contentType: 'application/octet-stream' }, bytes)
}

async function send({ connection, target }: Destination, parts: RequestParts, body: Uint8Array): Promise<void> {
  const head = requestHead(target, { ...parts, lengthBytes: body.byteLength })
  await connection.send(Buffer.concat([Buffer.from(head), body]))
}
