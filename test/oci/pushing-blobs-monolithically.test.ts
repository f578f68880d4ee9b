import { CompleteLayerUploadCommand, InitiateLayerUploadCommand } from '@aws-sdk/client-ecr'
import { describe, expect } from 'vitest'
import { query } from '../../src/database/statement.ts'
import { blobOf, digestOf } from '../support/images.ts'
import { noise } from '../support/upload-rows.ts'
import { expectRefusal, noSuchRepository, test } from './oci-test.ts'
import { nothing, type TestRepository } from './test-repository.ts'

/** https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pushing-a-blob-monolithically */
const blob = blobOf('all at once')
const mismatch = 'None of the provided layer digests match the calculated layer digest'

const algorithms = ['sha256', 'sha512']

async function postThenPut(repository: TestRepository, bytes: Uint8Array, digest: string) {
  const upload = await repository.openUpload()
  return repository.ask('PUT', `${upload}?digest=${digest}`, { body: bytes })
}

const singlePost = (repository: TestRepository, bytes: Uint8Array, digest: string) =>
  repository.ask('POST', `blobs/uploads/?digest=${digest}`, { body: bytes })

describe('§ Pushing blobs › POST then PUT', () => {
  test('the POST answers 202 with a location that holds a UUID', async ({ repository }) => {
    const answer = await repository.ask('POST', 'blobs/uploads/')
    expect(answer).toMatchObject({ status: 202, text: '' })
    const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.source
    expect(answer.headers.location).toMatch(
      new RegExp(`^http://127\\.0\\.0\\.1:\\d+/v2/${repository.name}/blobs/uploads/${uuid}$`),
    )
    expect(answer.headers).toMatchObject({ 'content-length': '0', range: '0-0' })
    expect(answer.headers['oci-chunk-min-length']).toBeUndefined()
    expect(await repository.stored()).toEqual({ ...nothing, uploads: [0] })
  })

  test('the location has the host of the request', async ({ repository }) => {
    const headers = { host: 'registry.example:5000' }
    const answer = await repository.ask('POST', 'blobs/uploads/', { headers })
    expect(answer.headers.location).toMatch(/^http:\/\/registry\.example:5000\/v2\//)
  })

  test('the POST may leave out the closing slash of the path', async ({ repository }) => {
    expect((await repository.ask('POST', 'blobs/uploads')).status).toBe(202)
  })
})

describe.for([
  ['POST then PUT', postThenPut],
  ['Single POST', singlePost],
] as const)('§ Pushing blobs › %s', ([, push]) => {
  test.for(algorithms)(
    'a pushed blob answers 201 with its location and its %s digest',
    async (algorithm, { repository }) => {
      const digest = digestOf(blob.bytes, algorithm)
      const answer = await push(repository, blob.bytes, digest)
      expect(answer).toMatchObject({ status: 201, text: '' })
      expect(answer.headers).toMatchObject({ 'docker-content-digest': digest, 'content-length': '0' })
      const { pathname } = new URL(answer.headers.location ?? '')
      expect(pathname).toBe(`/v2/${repository.name}/blobs/${digest}`)
      expect((await repository.ask('GET', `blobs/${digest}`)).body).toEqual(blob.bytes)
      expect(await repository.stored()).toEqual({ ...nothing, blobs: [digest] })
    },
  )

  test.for(algorithms)(
    'a blob of several frames keeps its bytes under its %s digest',
    async (algorithm, { repository }) => {
      const bytes = noise(3 * 1024 * 1024 + 1)
      const digest = digestOf(bytes, algorithm)
      expect((await push(repository, bytes, digest)).status).toBe(201)
      expect((await repository.ask('GET', `blobs/${digest}`)).body.equals(bytes)).toBe(true)
    },
  )

  test.for(algorithms)(
    'an empty blob can be pushed and pulled under its %s digest',
    async (algorithm, { repository }) => {
      const digest = digestOf('', algorithm)
      expect((await push(repository, new Uint8Array(0), digest)).status).toBe(201)
      const read = await repository.ask('GET', `blobs/${digest}`)
      expect([read.status, read.headers['content-length'], read.text]).toEqual([200, '0', ''])
    },
  )

  test('a second push of a blob answers 201 and keeps it once', async ({ repository }) => {
    await push(repository, blob.bytes, blob.digest)
    expect((await push(repository, blob.bytes, blob.digest)).status).toBe(201)
    expect(await repository.stored()).toEqual({ ...nothing, blobs: [blob.digest] })
  })

  test.for([
    ['other bytes', digestOf('something else')],
    ['other bytes by sha512', digestOf('something else', 'sha512')],
  ] as const)('a digest of %s answers 400 and stores nothing', async ([, digest], { repository }) => {
    expectRefusal(await push(repository, blob.bytes, digest), 400, 'BLOB_UPLOAD_INVALID', mismatch)
    expect(await repository.stored()).toMatchObject({ images: [], tags: {}, blobs: [] })
    expect((await repository.ask('HEAD', `blobs/${digest}`)).status).toBe(404)
    expect((await repository.ask('HEAD', `blobs/${blob.digest}`)).status).toBe(404)
  })

  test.for([
    'sha256:baddigest',
    'md5:d41d8cd98f00b204e9800998ecf8427e',
    'sha384:38b060a751ac96384cd9327eb1b1e36a21fdb71114be07434c0cc7bf63f6e1da274edebfe76f65fbd51ad2f14898b95b',
    `sha256:${'A'.repeat(64)}`,
    `sha256:${'0'.repeat(63)}`,
    `sha256:${'0'.repeat(65)}`,
    `sha512:${'0'.repeat(64)}`,
    `SHA256:${'0'.repeat(64)}`,
    '0'.repeat(64),
    'sha256:',
    '',
  ])('the malformed digest %j answers 400 and stores nothing', async (digest, { repository }) => {
    const answer = await push(repository, blob.bytes, digest)
    expectRefusal(answer, 400, 'DIGEST_INVALID', /^The digest '.*' is not valid: sha256:/)
    expect((await repository.stored()).blobs).toEqual([])
  })
})

describe('§ Pushing blobs', () => {
  test('an upload stays open after a closing PUT without bytes and with a wrong digest', async ({ repository }) => {
    const upload = await repository.openUpload()
    await repository.ask('PATCH', upload, { body: blob.bytes })
    const wrong = await repository.ask('PUT', `${upload}?digest=${digestOf('something else')}`)
    expectRefusal(wrong, 400, 'BLOB_UPLOAD_INVALID', mismatch)
    expect(await repository.stored()).toEqual({ ...nothing, uploads: [blob.bytes.length] })
    expect((await repository.ask('PUT', `${upload}?digest=${blob.digest}`)).status).toBe(201)
  })

  test('a single POST that is refused leaves no upload behind', async ({ repository }) => {
    const refused = await singlePost(repository, blob.bytes, digestOf('something else'))
    expectRefusal(refused, 400, 'BLOB_UPLOAD_INVALID', mismatch)
    expect(await repository.stored()).toEqual(nothing)
  })

  test.for(['sha256', 'sha512'])('a POST may announce the digest algorithm %s', async (algorithm, { repository }) => {
    const opened = await repository.ask('POST', `blobs/uploads/?digest-algorithm=${algorithm}`)
    expect(opened.status).toBe(202)
    const { pathname } = new URL(opened.headers.location ?? '')
    const digest = digestOf(blob.bytes, algorithm)
    const path = pathname.slice(`/v2/${repository.name}/`.length)
    expect((await repository.ask('PUT', `${path}?digest=${digest}`, { body: blob.bytes })).status).toBe(201)
  })

  test.for(['md5', 'sha384', ''])(
    'a POST that announces the digest algorithm %j answers 400',
    async (algorithm, { repository }) => {
      const answer = await repository.ask('POST', `blobs/uploads/?digest-algorithm=${algorithm}`)
      const sentence = `The digest algorithm '${algorithm}' is not supported: sha256|sha512`
      expectRefusal(answer, 400, 'DIGEST_INVALID', sentence)
      expect(await repository.stored()).toEqual(nothing)
    },
  )

  test('a POST to a missing repository answers 404, with and without a body', async ({ server }) => {
    const digest = blob.digest
    for (const path of ['', `?digest=${digest}`, `?mount=${digest}`, `?mount=${digest}&from=team/other`]) {
      for (const body of [undefined, blob.bytes]) {
        const answer = await server.registry.request('POST', `/v2/team/missing/blobs/uploads/${path}`, body && { body })
        expectRefusal(answer, 404, 'NAME_UNKNOWN', noSuchRepository('team/missing'))
      }
    }
  })

  test('uploads of the same blob at the same time make one blob', async ({ repository }) => {
    const bytes = noise(1_500_000)
    const pushes = [1, 2, 3].map(() => postThenPut(repository, bytes, digestOf(bytes)))
    expect((await Promise.all(pushes)).map(({ status }) => status)).toEqual([201, 201, 201])
    expect(await repository.stored()).toEqual({ ...nothing, blobs: [digestOf(bytes)] })
  })

  test('an upload is unknown at the door that did not open it', async ({ repository, server }) => {
    const repositoryName = repository.name
    const { uploadId } = await server.ecr.send(new InitiateLayerUploadCommand({ repositoryName }))
    expectRefusal(await repository.ask('PATCH', `blobs/uploads/${uploadId}`, { body: 'x' }), 404, 'BLOB_UPLOAD_UNKNOWN')
    const upload = await repository.openUpload()
    const complete = new CompleteLayerUploadCommand({
      repositoryName,
      uploadId: upload.split('/')[2],
      layerDigests: [blob.digest],
    })
    await expect(server.ecr.send(complete)).rejects.toThrow(/^The upload with id /)
    expect(await repository.stored()).toEqual({ ...nothing, uploads: [0, 0] })
  })

  test('an upload is unknown in another repository', async ({ repository, newRepository }) => {
    const upload = await repository.openUpload()
    const other = await newRepository()
    const answers = [
      await other.ask('GET', upload),
      await other.ask('PATCH', upload, { body: blob.bytes }),
      await other.ask('PUT', `${upload}?digest=${blob.digest}`, { body: blob.bytes }),
      await other.ask('DELETE', upload),
    ]
    for (const answer of answers) expectRefusal(answer, 404, 'BLOB_UPLOAD_UNKNOWN')
    expect(await other.stored()).toEqual(nothing)
    expect(await repository.stored()).toEqual({ ...nothing, uploads: [0] })
  })

  test('an upload is unknown to a principal that did not open it', async ({ repository, server }) => {
    const upload = await repository.openUpload()
    await server.running.ctx.database.change(() =>
      query((db) =>
        db
          .updateTable('upload')
          .set({ principal: 'AIDAQAAAAAAAAAAAAAAAA' })
          .where('uuid', '=', upload.split('/')[2] ?? ''),
      ),
    )
    const answers = [
      await repository.ask('GET', upload),
      await repository.ask('PATCH', upload, { body: blob.bytes }),
      await repository.ask('PUT', `${upload}?digest=${blob.digest}`, { body: blob.bytes }),
      await repository.ask('DELETE', upload),
    ]
    for (const answer of answers) expectRefusal(answer, 404, 'BLOB_UPLOAD_UNKNOWN')
    expect(await repository.stored()).toEqual({ ...nothing, uploads: [0] })
  })
})
