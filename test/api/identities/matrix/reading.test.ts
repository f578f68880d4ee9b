import { expect } from 'vitest'
import { storedRows } from '../../../support/stored-rows.ts'
import type { TestServer } from '../../../support/test-server.ts'
import { test } from './matrix-test.ts'
import { matrixRequests } from './requests.ts'

/** Everything that is kept, but when an image was last pulled. */
async function keptRows({ running: { ctx } }: TestServer): Promise<object> {
  const { image = [], ...others } = await storedRows(ctx.database)
  return { ...others, image: image.map((row) => ({ ...(row as object), last_pulled_at: undefined })) }
}

test.for(matrixRequests.filter(({ effect }) => effect === 'reads'))(
  '$label, which reads, stores nothing when an administrator asks it',
  async ({ ask }, { server, admin }) => {
    const before = await keptRows(server)
    await ask(server, { as: admin })
    expect(await keptRows(server)).toEqual(before)
  },
)
