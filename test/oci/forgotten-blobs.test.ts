import { expect } from 'vitest'
import { blobOf } from '../support/images.ts'
import { test } from './oci-test.ts'

const hourMs = 60 * 60 * 1000

/** Its server's clock is moved, so this test has a file of its own. */
test('a blob that will soon be collected answers 404 to HEAD and is not mounted, but GET still reads it', async ({
  newRepository,
  server,
}) => {
  const [source, target] = [await newRepository(), await newRepository()]
  const old = blobOf('pushed and forgotten')
  await source.pushBlob(old)
  server.clock.advance(23 * hourMs + 1)
  const { authorizationToken } = await server.otherAccount(server.account)
  const headers = { authorization: `Basic ${authorizationToken}` }
  for (const from of ['', `&from=${source.name}`]) {
    const mounted = await target.ask('POST', `blobs/uploads/?mount=${old.digest}${from}`, { headers })
    expect(mounted.status).toBe(202)
  }
  expect((await target.stored()).blobs).toEqual([])
  expect((await source.ask('HEAD', `blobs/${old.digest}`, { headers })).status).toBe(404)
  expect((await source.ask('GET', `blobs/${old.digest}`, { headers })).body).toEqual(old.bytes)
})
