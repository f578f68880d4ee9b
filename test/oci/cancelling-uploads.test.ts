import { describe, expect } from 'vitest'
import { blobOf } from '../support/images.ts'
import { expectRefusal, test } from './oci-test.ts'
import { nothing } from './test-repository.ts'

/** https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#cancel-a-blob-upload */
const blob = blobOf('never mind')

describe('§ Pushing blobs › Cancel a blob upload', () => {
  test.for([
    ['new', 0],
    ['begun', 5],
  ] as const)('DELETE of a %s upload answers 204 and removes it', async ([, received], { repository }) => {
    const upload = await repository.openUpload()
    if (received > 0) await repository.ask('PATCH', upload, { body: blob.bytes.subarray(0, received) })
    expect(await repository.ask('DELETE', upload)).toMatchObject({ status: 204, text: '' })
    expect(await repository.stored()).toEqual(nothing)
    for (const method of ['GET', 'PATCH', 'DELETE']) {
      expectRefusal(await repository.ask(method, upload), 404, 'BLOB_UPLOAD_UNKNOWN', /does not exist$/)
    }
    const closed = await repository.ask('PUT', `${upload}?digest=${blob.digest}`, { body: blob.bytes })
    expectRefusal(closed, 404, 'BLOB_UPLOAD_UNKNOWN')
    expect(await repository.stored()).toEqual(nothing)
  })

  test('DELETE of an upload that still receives bytes answers 204 and removes it', async ({ repository }) => {
    const upload = await repository.openUpload()
    const cancelled = Promise.withResolvers<undefined>()
    const begun = Promise.withResolvers<undefined>()
    const patch = repository.ask('PATCH', upload, {
      body: (async function* () {
        yield blob.bytes.subarray(0, 5)
        begun.resolve(undefined)
        await cancelled.promise
        yield blob.bytes.subarray(5)
      })(),
    })
    await begun.promise
    expect((await repository.ask('DELETE', upload)).status).toBe(204)
    cancelled.resolve(undefined)
    expectRefusal(await patch, 404, 'BLOB_UPLOAD_UNKNOWN')
    expect(await repository.stored()).toEqual(nothing)
  })

  test('DELETE of an unknown upload answers 404', async ({ repository }) => {
    for (const uuid of ['b6ad4e1a-9d2c-4c0a-8f0e-0d9c3b5d2a10', 'x', '%2e%2e', "'; drop table upload; --"]) {
      const answer = await repository.ask('DELETE', `blobs/uploads/${encodeURIComponent(uuid)}`)
      expectRefusal(answer, 404, 'BLOB_UPLOAD_UNKNOWN')
    }
  })
})
