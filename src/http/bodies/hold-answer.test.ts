import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { expect, test as base } from 'vitest'
import { createArrivals } from './arrivals.ts'
import { holdAnswer } from './hold-answer.ts'
import { createMemoryBudget } from './memory-budget.ts'

const sizeBytes = 1024 * 1024

interface Asked {
  readonly client: Socket
  readonly response: ServerResponse
}

const test = base.extend<{ asked: Asked }>({
  asked: async ({}, use) => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const client = connect((server.address() as AddressInfo).port, '127.0.0.1')
    client.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
    const [, response] = (await once(server, 'request')) as [unknown, ServerResponse]
    await use({ client, response })
    client.destroy()
    server.close()
  },
})

function bodiesOf() {
  const arrivals = createArrivals({ silenceSeconds: 20, bytesPerSecond: 1_024 })
  return { arrivals, memory: createMemoryBudget(8 * sizeBytes), silenceMs: 20_000 }
}

test('an answer is held until its client has gone', async ({ asked: { client, response } }) => {
  const bodies = bodiesOf()
  holdAnswer(bodies, response, sizeBytes)
  expect(bodies.memory.heldBytes).toBe(sizeBytes)
  client.destroy()
  await once(response, 'close')
  expect(bodies.memory.heldBytes).toBe(0)
})

test('an answer is not held for a client that has gone before', async ({ asked: { client, response } }) => {
  const bodies = bodiesOf()
  client.destroy()
  await once(response, 'close')
  holdAnswer(bodies, response, sizeBytes)
  expect(bodies.memory.heldBytes).toBe(0)
})
