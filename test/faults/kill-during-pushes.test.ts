import { afterAll, beforeAll, test } from 'vitest'
import { type Ecrd, startEcrd } from '../support/ecrd.ts'
import { expectPromisesKept } from './push-through-cuts.ts'

let server: Ecrd
beforeAll(async () => {
  server = await startEcrd()
})
afterAll(() => server.stop())

test('a server that is killed ten times keeps every acknowledged push, and nothing by half', async () => {
  await expectPromisesKept({
    server,
    count: 10,
    cut: server.crash,
    // A connection that broke has a code: anything else is the server's fault or the test's.
    isCut: (error) => 'code' in error,
  })
})
