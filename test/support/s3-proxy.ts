import { createServer, type IncomingMessage, request as forward, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** Stands in front of an S3 server and lets through what no fault is meant for. */
export interface S3Proxy {
  readonly url: string
  /** All that was asked, in order: `PUT part`, `GET object`, … */
  readonly asked: readonly S3Request[]
  /** Decides on every request; undefined lets all through. */
  fault: ((request: S3Request) => Fault | undefined) | undefined
  readonly stop: () => Promise<void>
}

export interface S3Request {
  readonly kind: S3RequestKind
  readonly path: string
}

export type S3RequestKind =
  | 'put object'
  | 'get object'
  | 'head object'
  | 'delete object'
  | 'list objects'
  | 'create multipart'
  | 'upload part'
  | 'list parts'
  | 'complete multipart'
  | 'abort multipart'
  | 'list multiparts'

/**
 * - `500`, `503 SlowDown`, `403`: S3's own answers, without having done anything
 * - `lost answer`: S3 does it, and the connection breaks before it can say so
 * - `reset`: the connection breaks before S3 has heard of it
 * - `cut`: half the body of the request arrives, then the connection breaks
 * - `truncated`: half the body of the answer, then the connection breaks
 * - `short`: half the body, under a length that says it is the whole
 * - `damaged`: a bit of the request's body is turned on the way
 * - `other etag`: the answer calls what was stored by another name
 * - `silent`: nothing, for ever
 */
export type Fault =
  | '500'
  | '503 SlowDown'
  | '403'
  | 'lost answer'
  | 'reset'
  | 'cut'
  | 'truncated'
  | 'short'
  | 'damaged'
  | 'other etag'
  | 'silent'

export async function startS3Proxy(s3: { readonly port: number }): Promise<S3Proxy> {
  const asked: S3Request[] = []
  const server = createServer((request, response) => {
    const what = { kind: kindOf(request), path: request.url ?? '' }
    asked.push(what)
    serve(s3.port, request, response, proxy.fault?.(what)).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const proxy: S3Proxy = {
    url: `http://127.0.0.1:${port}`,
    asked,
    fault: undefined,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return proxy
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html */
function kindOf({ method, url = '' }: IncomingMessage): S3RequestKind {
  const { pathname, searchParams } = new URL(url, 'http://s3.invalid')
  const isBucket = pathname.split('/').filter((segment) => segment !== '').length < 2
  switch (method) {
    case 'PUT':
      return searchParams.has('partNumber') ? 'upload part' : 'put object'
    case 'POST':
      return searchParams.has('uploads') ? 'create multipart' : 'complete multipart'
    case 'DELETE':
      return searchParams.has('uploadId') ? 'abort multipart' : 'delete object'
    case 'HEAD':
      return 'head object'
    default:
      if (isBucket) return searchParams.has('uploads') ? 'list multiparts' : 'list objects'
      return searchParams.has('uploadId') ? 'list parts' : 'get object'
  }
}

async function serve(
  port: number,
  request: IncomingMessage,
  response: ServerResponse,
  fault: Fault | undefined,
): Promise<void> {
  switch (fault) {
    case 'silent':
      request.resume()
      return
    case 'reset':
      request.socket.destroy()
      return
    case '500':
      return refuse(request, response, 500, 'InternalError')
    case '503 SlowDown':
      return refuse(request, response, 503, 'SlowDown')
    case '403':
      return refuse(request, response, 403, 'AccessDenied')
    default:
      return pass(port, request, response, fault)
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#RESTErrorResponses */
async function refuse(request: IncomingMessage, response: ServerResponse, status: number, code: string): Promise<void> {
  await buffer(request)
  response.writeHead(status, { 'content-type': 'application/xml' })
  response.end(`<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>a fault</Message></Error>`)
}

async function pass(
  port: number,
  request: IncomingMessage,
  response: ServerResponse,
  fault: Fault | undefined,
): Promise<void> {
  const sent = await buffer(request)
  if (fault === 'cut') return cutOff(port, request, sent)
  if (fault === 'damaged' && sent.byteLength > 0) sent.writeUInt8(sent.readUInt8() ^ 1)
  const { status, headers, body } = await ask(port, request, sent)
  const half = body.subarray(0, body.byteLength >> 1)
  if (fault === 'other etag') headers.etag = '"0123456789abcdef0123456789abcdef"'
  if (fault === 'short') headers['content-length'] = `${half.byteLength}`
  if (fault === 'lost answer') request.socket.destroy()
  else response.writeHead(status, headers)
  if (fault === 'truncated') response.write(half, () => response.destroy())
  else response.end(fault === 'short' ? half : body)
}

function cutOff(port: number, { method, url, headers, socket }: IncomingMessage, body: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const outgoing = forward({ host: '127.0.0.1', port, method, path: url, headers, agent: false })
    outgoing.on('error', () => undefined)
    outgoing.on('close', () => {
      socket.destroy()
      resolve()
    })
    outgoing.write(body.subarray(0, body.byteLength >> 1), () => outgoing.destroy())
  })
}

function ask(port: number, { method, url, headers }: IncomingMessage, body: Buffer) {
  return new Promise<{ status: number; headers: IncomingMessage['headers']; body: Buffer }>((resolve, reject) => {
    const outgoing = forward({ host: '127.0.0.1', port, method, path: url, headers, agent: false }, (incoming) => {
      buffer(incoming).then((all) => {
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: all })
      }, reject)
    })
    outgoing.on('error', reject).end(body)
  })
}
