import type { RegistryAnswer, RegistryClient } from '../support/registry-client.ts'
import { type Blob, blobOf, descriptorOf, type Manifest, manifestOf, OCI } from '../support/images.ts'
import { noise } from '../support/upload-rows.ts'
import type { Ledger, OpenUpload } from './push-ledger.ts'

/** Numbers from a seed: the same each time. */
export type Dice = (sides: number) => number

export function dice(seed: number): Dice {
  // The first numbers of seeds that resemble each other do so as well.
  const numbers = new Uint32Array(noise(4 * 11_000, seed).buffer).subarray(1_000)
  let at = 0
  return (sides) => (numbers[at++ % numbers.length] ?? 0) % sides
}

export interface PushingClient {
  readonly registry: RegistryClient
  readonly ledger: Ledger
  readonly roll: Dice
  readonly repository: string
  /** It is the only client that writes this tag. */
  readonly tag: string
  /** Called for each answer that promises something. */
  readonly promised: () => void
}

const kibibyte = 1024
const mebibyte = 1024 * kibibyte
/** Around the sizes at which something changes: rows end at 32 KiB, frames at 1 MiB. */
const sizes = [0, 2, 32 * kibibyte - 1, 32 * kibibyte, 32 * kibibyte + 1, mebibyte, mebibyte + 1, 5 * mebibyte]
const source = noise(5 * mebibyte)

/** Pushes image after image, until the connection breaks. */
export async function pushUntilCut(client: PushingClient): Promise<never> {
  for (;;) {
    const blobs = Array.from({ length: 2 + client.roll(3) }, () => someBlob(client.roll))
    for (const blob of blobs) await pushBlob(client, blob)
    await pushManifest(client, manifestOfBlobs(blobs))
  }
}

/** Few enough that clients push the same blob at once now and then. */
function someBlob(roll: Dice): Blob {
  const bytes = Buffer.from(source.subarray(0, sizes[roll(sizes.length)]))
  if (bytes.length > 0) bytes[0] = roll(200)
  return blobOf(bytes, OCI.layer)
}

function manifestOfBlobs([config, ...layers]: readonly Blob[]): Manifest {
  if (config === undefined) throw new Error('an image needs a config')
  const described = { ...descriptorOf(config), mediaType: OCI.config }
  const document = { schemaVersion: 2, mediaType: OCI.manifest, config: described, layers: layers.map(descriptorOf) }
  return manifestOf(document, OCI.manifest)
}

async function pushBlob(client: PushingClient, blob: Blob): Promise<void> {
  const { registry, repository, ledger } = client
  const start = `/v2/${repository}/blobs/uploads/`
  if (client.roll(3) === 0) {
    expectStatus(201, await registry.request('POST', `${start}?digest=${blob.digest}`, bodyOf(blob.bytes)))
  } else {
    const opened = expectStatus(202, await registry.request('POST', start))
    const path = `${start}${String(opened.headers['docker-upload-uuid'])}`
    const upload = { repository, path, blob, acknowledgedBytes: 0, sentBytes: 0, isEnding: false }
    ledger.uploads.add(upload)
    client.promised()
    await pushParts(client, upload)
  }
  ledger.blobs.add(`${repository}@${blob.digest}`)
  client.promised()
}

async function pushParts(client: PushingClient, upload: OpenUpload): Promise<void> {
  const { bytes, digest } = upload.blob
  for (let parts = client.roll(3); parts > 0; parts -= 1) {
    const start = upload.acknowledgedBytes
    upload.sentBytes = start + client.roll(bytes.length - start + 1)
    const part = bytes.subarray(start, upload.sentBytes)
    expectStatus(202, await client.registry.request('PATCH', upload.path, bodyOf(part)))
    upload.acknowledgedBytes = upload.sentBytes
    client.promised()
  }
  const rest = bytes.subarray(upload.acknowledgedBytes)
  upload.sentBytes = bytes.length
  upload.isEnding = true
  expectStatus(201, await client.registry.request('PUT', `${upload.path}?digest=${digest}`, bodyOf(rest)))
  client.ledger.uploads.delete(upload)
}

async function pushManifest({ registry, ledger, repository, tag, promised }: PushingClient, manifest: Manifest) {
  const name = `${repository}:${tag}`
  const history = ledger.tags.get(name) ?? { sent: [], acknowledged: 0 }
  ledger.tags.set(name, history)
  history.sent.push(manifest.digest)
  expectStatus(201, await registry.pushManifest(repository, manifest, tag))
  history.acknowledged = history.sent.length
  ledger.manifests.add(`${repository}@${manifest.digest}`)
  promised()
}

const bodyOf = (bytes: Buffer) => ({ headers: { 'content-length': bytes.length }, body: bytes })

export function expectStatus(status: number, answer: RegistryAnswer): RegistryAnswer {
  if (answer.status === status) return answer
  throw new Error(`expected ${status}, got ${answer.status}: ${answer.text}`)
}
