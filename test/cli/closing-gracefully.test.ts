import { type AddressInfo, createConnection } from 'node:net'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { closeGracefully } from '../../src/http/ops/close-gracefully.ts'

test('closing cuts a request that takes longer than the time it is given', async () => {
  const app = Fastify({ forceCloseConnections: 'idle' })
  const asked = Promise.withResolvers<undefined>()
  app.get('/', () => {
    asked.resolve(undefined)
    return new Promise(() => undefined)
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo

  const socket = createConnection(port, '127.0.0.1')
  const cut = new Promise((resolve) => socket.once('close', resolve))
  socket.on('error', () => undefined).write('GET / HTTP/1.1\r\nhost: localhost\r\n\r\n')
  await asked.promise
  await closeGracefully(app, 50)
  await cut
  expect(socket.destroyed).toBe(true)
})
