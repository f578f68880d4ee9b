import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import Fastify, { type FastifyInstance } from 'fastify'
import { expect, test } from 'vitest'
import { unhurriedBodies } from '../../../test/support/unhurried-bodies.ts'
import { sendReply } from '../send-reply.ts'
import { recordRequests } from './record-requests.ts'
import type { RequestRecord } from './recorder.ts'

const bodies = unhurriedBodies()

/** By its own clock the server takes 250 ms for whatever is asked. */
type Answer = (app: FastifyInstance, takeTime: () => void) => void

const answers: readonly (readonly [string, Answer])[] = [
  [
    'a handler answers',
    (app, takeTime) =>
      app.post('/', () => {
        takeTime()
        return 'answer'
      }),
  ],
  [
    'is answered in one piece beside the framework',
    (app, takeTime) =>
      app.post('/', (_, reply) => {
        takeTime()
        return sendReply(reply, { status: 200, body: 'answer' }, bodies)
      }),
  ],
  [
    'is answered by a stream that ends late',
    (app, takeTime) =>
      app.post('/', (_, reply) => {
        async function* pieces(): AsyncGenerator<Uint8Array, void, void> {
          yield await Promise.resolve(Buffer.from('a'))
          takeTime()
          yield Buffer.from('b')
        }
        return sendReply(reply, { status: 200, body: pieces() }, bodies)
      }),
  ],
  [
    'a hook refuses',
    (app, takeTime) =>
      app.addHook('onRequest', (_, reply) => {
        takeTime()
        void reply.code(400).send('refused')
      }),
  ],
  [
    'the framework refuses',
    (app, takeTime) => {
      app.removeAllContentTypeParsers()
      app.setErrorHandler((_, __, reply) => {
        takeTime()
        return reply.code(400).send('refused')
      })
      app.post('/', () => 'answer')
    },
  ],
  [
    'fails',
    (app, takeTime) =>
      app.post('/', () => {
        takeTime()
        throw new Error('broken')
      }),
  ],
  [
    'no route matches',
    (app, takeTime) =>
      app.setNotFoundHandler((_, reply) => {
        takeTime()
        return reply.code(404).send('no')
      }),
  ],
  [
    'is cut off without an answer',
    (app, takeTime) =>
      app.post('/', (_, reply) => {
        takeTime()
        reply.hijack()
        reply.raw.destroy()
      }),
  ],
]

test.each(answers)('a request that %s is recorded with its duration', async (_, answer) => {
  let nowMs = 1_000
  const { promise: recorded, resolve } = Promise.withResolvers<RequestRecord>()
  const app = Fastify({ forceCloseConnections: true })
  recordRequests(app, [{ record: resolve }], () => nowMs)
  answer(app, () => (nowMs += 250))
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const outgoing = request({ host: '127.0.0.1', port, method: 'POST', headers: { 'content-type': 'text/plain' } })
  outgoing.on('error', () => undefined)
  outgoing.on('response', (incoming) => incoming.resume())
  outgoing.end('body')
  expect(await recorded).toMatchObject({ durationMs: 250 })
  await app.close()
})
