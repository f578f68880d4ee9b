import { describe, expect } from 'vitest'
import { ociMountBlob } from '../../src/ecr/layers/oci-mount-blob.ts'
import { blobOf, imageOf } from '../support/images.ts'
import { rootOf, scopeOf } from '../support/callers.ts'
import { expectRefusal, noSuchRepository, test } from './oci-test.ts'
import { nothing, type TestRepository } from './test-repository.ts'

/** https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#mounting-a-blob-from-another-repository */
const blob = blobOf('shared by many')

const mount = (into: TestRepository, digest: string, from?: string) =>
  into.ask('POST', `blobs/uploads/?mount=${digest}${from === undefined ? '' : `&from=${encodeURIComponent(from)}`}`)

describe('§ Pushing blobs › Mounting a blob from another repository', () => {
  test.for([
    ['from a repository that has it', true],
    ['without saying from where', false],
  ] as const)('a mount %s answers 201 without transferring bytes', async ([, saysFrom], { newRepository }) => {
    const [source, target] = [await newRepository(), await newRepository()]
    const bytes = blobOf(`shared ${saysFrom}`)
    await source.pushBlob(bytes)
    const answer = await mount(target, bytes.digest, saysFrom ? source.name : undefined)
    expect(answer).toMatchObject({ status: 201, text: '' })
    expect(answer.headers['docker-content-digest']).toBe(bytes.digest)
    expect(answer.headers.location).toMatch(new RegExp(`^http://.*/v2/${target.name}/blobs/${bytes.digest}$`))
    expect((await target.ask('GET', `blobs/${bytes.digest}`)).body).toEqual(bytes.bytes)
    expect(await target.stored()).toEqual({ ...nothing, blobs: [bytes.digest] })
  })

  test('a mounted layer of an image stays when its source is deleted', async ({ newRepository }) => {
    const [source, target] = [await newRepository(), await newRepository()]
    const image = imageOf()
    await source.pushImage(image, 'v1')
    for (const { digest } of image.blobs) expect((await mount(target, digest, source.name)).status).toBe(201)
    expect((await target.pushManifest(image, 'v1')).status).toBe(201)
    await source.ask('DELETE', `manifests/${image.digest}`)
    for (const { digest, bytes } of image.blobs) {
      await source.ask('DELETE', `blobs/${digest}`)
      expect((await target.ask('GET', `blobs/${digest}`)).body).toEqual(bytes)
    }
  })

  test('a mount takes the blob only from repositories that were authorised before', async ({
    server,
    newRepository,
  }) => {
    const [source, target] = [await newRepository(), await newRepository()]
    const late = blobOf('there only after the decision')
    await source.pushBlob(late)
    const { account, region, running } = server
    const scope = scopeOf(rootOf(account), region)
    const input = { repositoryName: target.name, digest: late.digest, from: undefined }
    expect(await ociMountBlob.run(running.ctx, input, scope, [])).toBe(false)
    expect(await ociMountBlob.run(running.ctx, input, scope, [source.name])).toBe(true)
  })

  test('a mount of a blob that the target already has answers 201', async ({ repository }) => {
    await repository.pushBlob(blob)
    expect((await mount(repository, blob.digest, repository.name)).status).toBe(201)
  })

  test.for([
    ['the source does not have it', 'source'],
    ['the source does not exist', 'team/nowhere'],
  ] as const)('a mount opens an upload where %s', async ([, from], { newRepository }) => {
    const [source, target] = [await newRepository(), await newRepository()]
    const missing = blobOf('nobody has this')
    const answer = await mount(target, missing.digest, from === 'source' ? source.name : from)
    expect(answer.status).toBe(202)
    const { pathname } = new URL(answer.headers.location ?? '')
    const upload = pathname.slice(`/v2/${target.name}/`.length)
    expect(await target.stored()).toEqual({ ...nothing, uploads: [0] })
    const closed = await target.ask('PUT', `${upload}?digest=${missing.digest}`, { body: missing.bytes })
    expect(closed.status).toBe(201)
  })

  test('a mount without from opens an upload where no repository has the blob', async ({ repository }) => {
    expect((await mount(repository, blobOf('really nobody').digest)).status).toBe(202)
  })

  test('a mount ignores the bytes of its body', async ({ newRepository }) => {
    const [source, target] = [await newRepository(), await newRepository()]
    await source.pushBlob(blob)
    const answer = await target.ask('POST', `blobs/uploads/?mount=${blob.digest}&from=${source.name}`, {
      body: 'other',
    })
    expect(answer.status).toBe(201)
    expect((await target.ask('GET', `blobs/${blob.digest}`)).body).toEqual(blob.bytes)
  })

  test('a mount by another account is denied', async ({ repository, server }) => {
    const digest = blobOf('secret of another account').digest
    const { authorizationToken } = await server.otherAccount('210987654321')
    const answer = await server.registry.request('POST', `/v2/${repository.name}/blobs/uploads/?mount=${digest}`, {
      headers: { authorization: `Basic ${authorizationToken}` },
    })
    expectRefusal(
      answer,
      403,
      'DENIED',
      /is not authorized to perform: ecr:InitiateLayerUpload on resource: arn:aws:ecr:/,
    )
    expect(await repository.stored()).toEqual(nothing)
  })

  test('a mount of a malformed digest answers 400', async ({ repository }) => {
    expectRefusal(await mount(repository, 'sha256:short', 'team/app'), 400, 'DIGEST_INVALID')
    expect(await repository.stored()).toEqual(nothing)
  })

  test.for(['UPPER', '', '../etc', 'a', 'x'.repeat(300), 'nul\0', 'host.example/team/app:v1', '\ud83d'.toWellFormed()])(
    'a mount from %j, which can be no repository, opens an upload',
    async (from, { repository }) => {
      await repository.pushBlob(blob)
      const { blobs } = await repository.stored()
      expect((await mount(repository, blobOf(`not from ${from}`).digest, from)).status).toBe(202)
      expect(await repository.stored()).toEqual({ ...nothing, blobs, uploads: [0] })
    },
  )

  test('a mount into a missing repository answers 404', async ({ server, repository }) => {
    await repository.pushBlob(blob)
    const answer = await server.registry.request(
      'POST',
      `/v2/team/missing/blobs/uploads/?mount=${blob.digest}&from=${repository.name}`,
    )
    expectRefusal(answer, 404, 'NAME_UNKNOWN', noSuchRepository('team/missing'))
  })
})
