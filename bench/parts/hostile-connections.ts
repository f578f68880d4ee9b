import type { Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { openConnection, type Target } from '../loads/connection.ts'
import { answerOf, openSocket, type Outcome } from '../loads/hostile-connection.ts'
import { newImage } from '../loads/image.ts'
import { pushLargeBlobs } from '../loads/move-large-blobs.ts'
import { pushImage } from '../loads/push-image.ts'
import { headLines, requestHead } from '../loads/request.ts'
import { requestSigner } from '../loads/sign-request.ts'
import { uploadPath } from '../loads/upload.ts'
import { repository } from '../registries/registry.ts'
import { putManifest } from './hostile-bodies.ts'
import { type Callers, type HostileInput, mebibyte } from './hostile-input.ts'

/** What stays away is waited for so long: whether the server is there for others shows at once. */
const holdMs = 3_000
const many = 200

/** Opens them, has each begin something, and lets all go after a while. */
async function hold(target: Target, count: number, begin: (socket: Socket) => void): Promise<readonly Outcome[]> {
  const sockets = await Promise.all(Array.from({ length: count }, () => openSocket(target)))
  const waiting = new AbortController()
  const still = pause(holdMs, 'no answer' as const, { signal: waiting.signal })
  const outcomes = Promise.all(sockets.map((socket) => Promise.race([answerOf(socket), still])))
  for (const socket of sockets) begin(socket)
  const all = await outcomes
  waiting.abort()
  await still.catch(() => undefined)
  for (const socket of sockets) socket.resetAndDestroy()
  return all
}

const halfRequest = (socket: Socket): void => void socket.write('GET /v2/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Half: ')

/** The bytes up to one MiB of the body. */
function begun(request: Buffer): Buffer {
  return request.subarray(0, mebibyte)
}

const noise = Buffer.alloc(mebibyte, 'x')
const part = `{"x":"${'A'.repeat(27 * mebibyte)}"}`

/** Asks and never reads: what the server has ready stays with it. */
async function readNothing(target: Target, count: number, request: string): Promise<readonly Outcome[]> {
  const sockets = await Promise.all(Array.from({ length: count }, () => openSocket(target)))
  for (const socket of sockets) socket.pause().write(request)
  await pause(holdMs)
  for (const socket of sockets) socket.resetAndDestroy()
  return sockets.map(() => 'no answer')
}

const largeTag = 'large'

/** A manifest of nearly 4 MiB that is as valid as any. */
async function pushLargeManifest({ root }: Callers): Promise<void> {
  const image = newImage()
  const connection = await openConnection(root)
  await pushImage({ target: root, connection, repository }, image, 'small')
  connection.close()
  const text = 'x'.repeat(4 * mebibyte - 4096)
  await putManifest(root, `${Buffer.from(image.manifest).toString().slice(0, -1)},"annotations":{"x":"${text}"}}`, {
    tag: largeTag,
  })
}

export const hostileConnections: readonly HostileInput[] = [
  {
    title: `${many} connections that send half a request`,
    send: ({ root }) => hold(root, many, halfRequest),
  },
  {
    title: `${many} connections that send half a request, to a server that may open 128 files`,
    descriptors: 128,
    send: ({ root }) => hold(root, many, halfRequest),
  },
  {
    title: '5,000 connections that send nothing',
    send: ({ root }) => hold(root, 5_000, () => undefined),
  },
  {
    title: `${many} signed bodies of 27 MiB that stop after the first`,
    send: ({ powerless }) => {
      const request = begun(requestSigner(powerless)('UploadLayerPart', part))
      return hold(powerless, many, (socket) => void socket.write(request))
    },
  },
  {
    title: `${many} unsigned bodies of 27 MiB that stop after the first`,
    send: ({ root }) => {
      const head = headLines('POST', '/', [
        ['host', `${root.host}:${root.port}`],
        ['content-type', 'application/x-amz-json-1.1'],
        ['x-amz-target', 'AmazonEC2ContainerRegistry_V20150921.UploadLayerPart'],
        ['content-length', `${part.length}`],
      ])
      const request = begun(Buffer.from(head + part.slice(0, mebibyte)))
      return hold(root, many, (socket) => void socket.write(request))
    },
  },
  {
    title: `${many} manifests of 4 MiB that stop after the first, by nobody`,
    send: ({ root: { host, port } }) => {
      const path = `/v2/${repository}/manifests/x`
      const head = requestHead({ host, port }, { method: 'PUT', path, lengthBytes: 4 * mebibyte })
      const request = begun(Buffer.from(head + ' '.repeat(mebibyte)))
      return hold({ host, port }, many, (socket) => void socket.write(request))
    },
  },
  {
    title: `${many} uploads that stop after the first MiB of a GiB`,
    async send({ root }) {
      const path = `/v2/${repository}/blobs/uploads/`
      const connection = await openConnection(root)
      const heads: string[] = []
      for (let count = 0; count < many; count += 1) {
        const opened = uploadPath(await connection.send(requestHead(root, { method: 'POST', path })))
        heads.push(requestHead(root, { method: 'PATCH', path: opened, lengthBytes: 1024 * mebibyte }))
      }
      connection.close()
      return hold(root, many, (socket) => {
        socket.write(heads.pop() ?? '')
        socket.write(noise)
      })
    },
  },
  {
    title: `${many} readers that take nothing of a blob of 64 MiB`,
    async send({ root }) {
      const { digests = [] } = await pushLargeBlobs(root, {
        kind: 'large pushes',
        repository,
        mebibytes: 64,
        streams: 1,
      })
      const path = `/v2/${repository}/blobs/${digests[0]}`
      return readNothing(root, many, requestHead(root, { method: 'GET', path }))
    },
  },
  {
    title: `${many} readers that take nothing of a manifest of 4 MiB`,
    prepare: pushLargeManifest,
    send: ({ root }) => {
      const path = `/v2/${repository}/manifests/${largeTag}`
      return readNothing(root, many, requestHead(root, { method: 'GET', path }))
    },
  },
  {
    title: '10,000 requests in one piece, on a connection that reads nothing',
    send: ({ root }) => readNothing(root, 1, requestHead(root, { method: 'GET', path: '/v2/' }).repeat(10_000)),
  },
]
