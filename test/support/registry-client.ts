import { pipeline } from 'node:stream/promises'
import { request as openRequest } from 'node:http'
import { request as openTlsRequest } from 'node:https'
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http'
import type { Blob, Image, Manifest } from './images.ts'

/** `/v2/` with nothing in between: every header, path and status is the test's own. */
export interface RegistryClient {
  /** Sends what it is given as it stands: the path is not normalised, redirects are not followed. */
  readonly request: (method: string, path: string, options?: RequestOptions) => Promise<RegistryAnswer>
  /** POST, then PUT with all the bytes. */
  readonly pushBlob: (repository: string, blob: Blob) => Promise<void>
  /** Under its digest unless `reference` is a tag. */
  readonly pushManifest: (repository: string, manifest: Manifest, reference?: string) => Promise<RegistryAnswer>
  /** Blobs first, manifest last. */
  readonly pushImage: (repository: string, image: Image, reference?: string) => Promise<void>
  readonly getManifest: (repository: string, reference: string, accept?: readonly string[]) => Promise<RegistryAnswer>
  readonly getBlob: (repository: string, digest: string) => Promise<RegistryAnswer>
}

export interface RequestOptions {
  /** Header names mean what node:http makes of them: a list sends the header that often. */
  readonly headers?: OutgoingHttpHeaders
  readonly body?: Uint8Array | string | AsyncIterable<Uint8Array>
}

export interface RegistryAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  readonly text: string
  /** The body, parsed. */
  readonly json: () => unknown
}

export interface RegistryClientOptions {
  /** ECR's authorizationToken: base64 of `AWS:password`. Without it requests are anonymous. */
  readonly authorizationToken?: string
  /** The registry's host, where it isn't that of the URL. */
  readonly host?: string
  /** The certificate to trust, where the URL is one of https. */
  readonly ca?: string
}

export function registryClient(url: string, options: RegistryClientOptions = {}): RegistryClient {
  const { authorizationToken, host, ca } = options
  const always: OutgoingHttpHeaders = {
    ...(authorizationToken === undefined ? {} : { authorization: `Basic ${authorizationToken}` }),
    ...(host === undefined ? {} : { host }),
  }
  const request: RegistryClient['request'] = (method, path, { headers, body } = {}) =>
    exchange({ url, ca }, method, path, { ...always, ...headers }, body)

  const pushBlob: RegistryClient['pushBlob'] = async (repository, { bytes, digest }) => {
    const opened = expectStatus(202, await request('POST', `/v2/${repository}/blobs/uploads/`))
    const upload = pathOf(opened.headers.location)
    const separator = upload.includes('?') ? '&' : '?'
    const headers = { 'content-type': 'application/octet-stream', 'content-length': bytes.length }
    expectStatus(201, await request('PUT', `${upload}${separator}digest=${digest}`, { headers, body: bytes }))
  }

  const pushManifest: RegistryClient['pushManifest'] = (repository, { bytes, digest, mediaType }, reference = digest) =>
    request('PUT', `/v2/${repository}/manifests/${reference}`, {
      headers: { 'content-type': mediaType, 'content-length': bytes.length },
      body: bytes,
    })

  return {
    request,
    pushBlob,
    pushManifest,
    async pushImage(repository, image, reference) {
      for (const blob of image.blobs) await pushBlob(repository, blob)
      expectStatus(201, await pushManifest(repository, image, reference))
    },
    getManifest: (repository, reference, accept = []) =>
      request(
        'GET',
        `/v2/${repository}/manifests/${reference}`,
        accept.length > 0 ? { headers: { accept: [...accept] } } : {},
      ),
    getBlob: (repository, digest) => request('GET', `/v2/${repository}/blobs/${digest}`),
  }
}

/** A Location is absolute or only a path; the server that it is asked of stays the same. */
function pathOf(location: string | undefined): string {
  if (location === undefined) throw new Error('the answer has no Location')
  const { pathname, search } = new URL(location, 'http://registry.invalid')
  return pathname + search
}

function expectStatus(status: number, answer: RegistryAnswer): RegistryAnswer {
  if (answer.status !== status) throw new Error(`expected ${status}, got ${answer.status}: ${answer.text}`)
  return answer
}

function exchange(
  { url, ca }: { readonly url: string; readonly ca: string | undefined },
  method: string,
  path: string,
  headers: OutgoingHttpHeaders,
  body: RequestOptions['body'],
): Promise<RegistryAnswer> {
  return new Promise((resolve, reject) => {
    const { protocol, hostname, port } = new URL(url)
    const open = protocol === 'https:' ? openTlsRequest : openRequest
    const outgoing = open({ hostname, port, method, path, headers, ca }, (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('error', reject)
      incoming.on('end', () => {
        const bytes = Buffer.concat(chunks)
        const text = bytes.toString()
        const json = (): unknown => JSON.parse(text)
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: bytes, text, json })
      })
    })
    outgoing.on('error', reject)
    if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) outgoing.end(body)
    else pipeline(body, outgoing).catch(reject)
  })
}
