import { CreateRepositoryCommand, DeleteRepositoryCommand, ECRServiceException } from '@aws-sdk/client-ecr'
import type { Seen, SeenRepository, Step } from '../../property/registry-model.ts'
import type { RegistryAnswer } from '../../support/registry-client.ts'
import { blobs, blobsOf, images } from './contents.ts'
import { OrderFailed, ServerDied, type ServerUnderFaults } from './server-under-faults.ts'

/** `failed`: nobody knows whether it is done. */
export type Outcome = 'done' | 'refused' | 'failed'

/** Asks a server for a step, as clients do. */
export async function takeStep(server: ServerUnderFaults, step: Step): Promise<Outcome> {
  try {
    return await attempt(server, step)
  } catch (error) {
    if (error instanceof Ended || error instanceof ServerDied || error instanceof OrderFailed) return 'failed'
    // A connection that broke has a code.
    if (error instanceof Error && 'code' in error) return 'failed'
    throw error
  }
}

/** An answer that ends a step. */
class Ended extends Error {}

async function attempt(server: ServerUnderFaults, step: Step): Promise<Outcome> {
  const { ecr, registry, order } = server
  const at = 'repository' in step ? `/v2/${step.repository}` : ''
  switch (step.do) {
    case 'wait':
    case 'collect':
      await order(step)
      return 'done'
    case 'create':
      return outcomeOfApi(ecr.send(new CreateRepositoryCommand({ repositoryName: step.repository })))
    case 'delete-repository':
      return outcomeOfApi(ecr.send(new DeleteRepositoryCommand({ repositoryName: step.repository, force: true })))
    case 'begin':
      return begin(server, step).then(() => 'done')
    case 'push':
      return push(server, step)
    case 'mount': {
      const query = `mount=${blobAt(step.blob).digest}&from=${step.from}`
      const answer = await registry.request('POST', `${at}/blobs/uploads/?${query}`)
      // An upload that is opened instead says that there was nothing to mount.
      return answer.status === 202 ? 'refused' : outcomeOf(answer)
    }
    case 'put': {
      const { bytes: body, mediaType, digest } = imageAt(step.image)
      const headers = { 'content-type': mediaType }
      return outcomeOf(await registry.request('PUT', `${at}/manifests/${step.tag ?? digest}`, { headers, body }))
    }
    case 'delete-image':
      return outcomeOf(await registry.request('DELETE', `${at}/manifests/${imageAt(step.image).digest}`))
    case 'delete-blob':
      return outcomeOf(await registry.request('DELETE', `${at}/blobs/${blobAt(step.blob).digest}`))
  }
}

interface OfBlob {
  readonly repository: string
  readonly blob: number
}

/** Half of the bytes; the path of the upload. */
async function begin({ registry }: ServerUnderFaults, { repository, blob }: OfBlob): Promise<string> {
  const opened = await registry.request('POST', `/v2/${repository}/blobs/uploads/`)
  if (outcomeOf(opened) !== 'done') throw new Ended()
  const path = `/v2/${repository}/blobs/uploads/${String(opened.headers['docker-upload-uuid'])}`
  if (outcomeOf(await registry.request('PATCH', path, { body: halves(blob)[0] })) !== 'done') throw new Ended()
  return path
}

async function push(server: ServerUnderFaults, step: OfBlob): Promise<Outcome> {
  const path = await begin(server, step)
  const query = `digest=${blobAt(step.blob).digest}`
  return outcomeOf(await server.registry.request('PUT', `${path}?${query}`, { body: halves(step.blob)[1] }))
}

function halves(blob: number): readonly [Buffer, Buffer] {
  const { bytes } = blobAt(blob)
  const half = bytes.length >> 1
  return [bytes.subarray(0, half), bytes.subarray(half)]
}

/** A storage that fails is said to be away for a while, and nothing else. */
function outcomeOf({ status, text }: Pick<RegistryAnswer, 'status' | 'text'>): Outcome {
  if (status < 300) return 'done'
  if (status === 503) return 'failed'
  if (status < 500) return 'refused'
  throw new Error(`answered ${status}: ${text}`)
}

async function outcomeOfApi(answer: Promise<unknown>): Promise<Outcome> {
  try {
    await answer
    return 'done'
  } catch (error) {
    const status = error instanceof ECRServiceException ? error.$metadata.httpStatusCode : undefined
    if (status === undefined) throw error
    return outcomeOf({ status, text: String(error) })
  }
}

/** All that clients can see of some images, read to the last byte. */
export async function look(server: ServerUnderFaults, about: readonly number[]): Promise<Seen> {
  const { repositories } = await answerOf<{ repositories: string[] }>(server, '/v2/_catalog')
  const seen: Record<string, SeenRepository> = {}
  for (const name of repositories) {
    const isThere = { images: [] as number[], readable: [] as number[], present: [] as number[] }
    for (const image of about) {
      const { digest, bytes } = imageAt(image)
      if (await has(server, `/v2/${name}/manifests/${digest}`, bytes)) isThere.images.push(image)
    }
    for (const blob of about.flatMap((image) => blobsOf(image))) {
      const { digest, bytes } = blobAt(blob)
      const path = `/v2/${name}/blobs/${digest}`
      if (await has(server, path, bytes)) isThere.readable.push(blob)
      if (await has(server, path)) isThere.present.push(blob)
    }
    seen[name] = { ...isThere, tags: await tagsOf(server, name) }
  }
  return seen
}

async function tagsOf(server: ServerUnderFaults, repository: string): Promise<Record<string, number>> {
  const { tags } = await answerOf<{ tags: string[] | null }>(server, `/v2/${repository}/tags/list`)
  const named: Record<string, number> = {}
  for (const tag of tags ?? []) {
    const { body } = await server.registry.getManifest(repository, tag)
    named[tag] = images.findIndex(({ bytes }) => bytes.equals(body))
  }
  return named
}

async function answerOf<T>({ registry }: ServerUnderFaults, path: string): Promise<T> {
  const answer = await registry.request('GET', path)
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${answer.text}`)
  return answer.json() as T
}

/** Without bytes it is only asked whether it is there. */
async function has({ registry }: ServerUnderFaults, path: string, bytes?: Buffer): Promise<boolean> {
  const { status, text, body } = await registry.request(bytes === undefined ? 'HEAD' : 'GET', path)
  if (status === 404) return false
  if (status !== 200) throw new Error(`${path} answered ${status}: ${text}`)
  if (bytes?.equals(body) === false) throw new Error(`${path} has other bytes`)
  return true
}

function blobAt(at: number) {
  const blob = blobs[at]
  if (blob === undefined) throw new RangeError(`no blob ${at}`)
  return blob
}

function imageAt(at: number) {
  const image = images[at]
  if (image === undefined) throw new RangeError(`no image ${at}`)
  return image
}
