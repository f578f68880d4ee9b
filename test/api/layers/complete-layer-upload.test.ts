import {
  BatchCheckLayerAvailabilityCommand,
  CompleteLayerUploadCommand,
  CreateRepositoryCommand,
  DeleteRepositoryCommand,
} from '@aws-sdk/client-ecr'
import { describe, expect } from 'vitest'
import { query } from '../../../src/database/statement.ts'
import { blobOf, digestOf } from '../../support/images.ts'
import { storedRows } from '../../support/stored-rows.ts'
import { noise } from '../../support/upload-rows.ts'
import { account, arnOf, expectInvalid, expectNoRepository, expectRefusal, outputOf, test } from '../ecr-test.ts'

const MiB = 1024 * 1024
const blob = blobOf('a layer')
const absent = `sha256:${'0'.repeat(64)}`

const complete = (repositoryName: string, uploadId: string, ...layerDigests: string[]) =>
  new CompleteLayerUploadCommand({ repositoryName, uploadId, layerDigests })
const noUpload = (repositoryName: string, uploadId: string) =>
  `The upload with id '${uploadId}' in the repository with name '${repositoryName}' in the registry with id '${account}' does not exist`

test('CompleteLayerUpload answers the one of the given digests that the bytes have', async ({ ecr, repository }) => {
  const uploadId = await repository.openUpload()
  await repository.uploadPart(uploadId, 0, blob.bytes)
  const answer = await outputOf(ecr.send(complete(repository.name, uploadId, absent, blob.digest)))
  expect(answer).toEqual({
    registryId: account,
    repositoryName: repository.name,
    uploadId,
    layerDigest: blob.digest,
  })
  const again = ecr.send(complete(repository.name, uploadId, blob.digest))
  await expectRefusal(again, 'UploadNotFoundException', noUpload(repository.name, uploadId))
})

test('CompleteLayerUpload joins the parts into one layer, byte for byte', async ({ server, ecr, repository }) => {
  const bytes = noise(11 * MiB)
  const uploadId = await repository.openUpload()
  await repository.uploadPart(uploadId, 0, bytes.subarray(0, 5 * MiB))
  await repository.uploadPart(uploadId, 5 * MiB, bytes.subarray(5 * MiB, 10 * MiB))
  await repository.uploadPart(uploadId, 10 * MiB, bytes.subarray(10 * MiB))
  await ecr.send(complete(repository.name, uploadId, digestOf(bytes)))
  const read = await server.registry.getBlob(repository.name, digestOf(bytes))
  expect(read.body.equals(bytes)).toBe(true)
})

test('CompleteLayerUpload of an existing layer answers LayerAlreadyExistsException and keeps it once', async ({
  server,
  ecr,
  repository,
}) => {
  await repository.pushLayer(blob)
  const before = await storedRows(server.running.ctx.database)
  const uploadId = await repository.openUpload()
  await repository.uploadPart(uploadId, 0, blob.bytes)
  await expectRefusal(
    ecr.send(complete(repository.name, uploadId, blob.digest)),
    'LayerAlreadyExistsException',
    `Layer with digest '${blob.digest}' already exists in the repository with name '${repository.name}' in registry with id '${account}'`,
  )
  const after = await storedRows(server.running.ctx.database)
  expect(after.blob).toEqual(before.blob)
  expect(after.upload).toEqual(before.upload)
})

test('CompleteLayerUpload takes a layer again that will soon be collected and is called UNAVAILABLE', async ({
  server,
  ecr,
  repository,
}) => {
  await repository.pushLayer(blob)
  const since = server.clock.now() - 23.5 * 60 * 60 * 1000
  await server.running.ctx.database.change(() =>
    query((db) => db.updateTable('repository_blob').set({ unreferenced_since: since })),
  )
  const availability = async () => {
    const layerDigests = [blob.digest]
    const ask = new BatchCheckLayerAvailabilityCommand({ repositoryName: repository.name, layerDigests })
    return (await ecr.send(ask)).layers?.[0]?.layerAvailability
  }
  expect(await availability()).toBe('UNAVAILABLE')
  await repository.pushLayer(blob)
  expect(await availability()).toBe('AVAILABLE')
})

describe('what CompleteLayerUpload refuses', () => {
  test('CompleteLayerUpload without parts answers EmptyUploadException, and the upload stays open', async ({
    ecr,
    repository,
  }) => {
    const uploadId = await repository.openUpload()
    await expectRefusal(
      ecr.send(complete(repository.name, uploadId, digestOf(''))),
      'EmptyUploadException',
      `The upload with id '${uploadId}' in the repository with name '${repository.name}' in registry with id '${account}' cannot be completed because it does not have any parts`,
    )
    await repository.uploadPart(uploadId, 0, blob.bytes)
    await ecr.send(complete(repository.name, uploadId, blob.digest))
  })

  test('CompleteLayerUpload answers LayerPartTooSmallException for a part below 5 MiB that is not the last', async ({
    ecr,
    repository,
  }) => {
    const bytes = noise(10 * MiB)
    for (const [sizeBytes, isRefused] of [
      [5 * MiB - 1, true],
      [5 * MiB, false],
    ] as const) {
      const uploadId = await repository.openUpload()
      await repository.uploadPart(uploadId, 0, bytes.subarray(0, sizeBytes))
      await repository.uploadPart(uploadId, sizeBytes, bytes.subarray(sizeBytes))
      const answer = ecr.send(complete(repository.name, uploadId, digestOf(bytes)))
      if (isRefused) {
        const sentence = 'All layer parts except the last part should be at least 5MB'
        await expectRefusal(answer, 'LayerPartTooSmallException', sentence)
      } else await answer
    }
  })

  test('CompleteLayerUpload with digests of other bytes answers InvalidLayerException, and the upload stays open', async ({
    ecr,
    repository,
  }) => {
    const uploadId = await repository.openUpload()
    await repository.uploadPart(uploadId, 0, blob.bytes)
    const mismatch = 'None of the provided layer digests match the calculated layer digest'
    const others = [absent, `${blob.digest}0`, blob.digest.replace('sha256', 'sha512'), digestOf(blob.bytes, 'sha512')]
    await expectRefusal(ecr.send(complete(repository.name, uploadId, ...others)), 'InvalidLayerException', mismatch)
    await ecr.send(complete(repository.name, uploadId, blob.digest))
  })

  test('CompleteLayerUpload refuses malformed digests, no digests and more than 100 digests', async ({
    ecr,
    repository,
  }) => {
    const uploadId = await repository.openUpload()
    const { name } = repository
    const length = (rule: string) => `Member must have length ${rule}`
    await expectInvalid(ecr.send(complete(name, uploadId)), 'layerDigests', length('greater than or equal to 1'))
    const many = Array.from({ length: 101 }, () => absent)
    await expectInvalid(
      ecr.send(complete(name, uploadId, ...many)),
      'layerDigests',
      length('less than or equal to 100'),
    )
    const pattern = 'Member must satisfy regular expression pattern: [a-zA-Z0-9-_+.]+:[a-fA-F0-9]+'
    const constraint = `Member must satisfy constraint: [${pattern}, Member must not be null]`
    await expectInvalid(ecr.send(complete(name, uploadId, 'nonsense')), 'layerDigests', constraint)
  })
})

describe('uploads of another repository or door', () => {
  test('CompleteLayerUpload is refused in another repository and in a later one of the same name', async ({
    ecr,
    repository,
    newRepository,
  }) => {
    const repositoryName = repository.name
    const uploadId = await repository.openUpload()
    await repository.uploadPart(uploadId, 0, blob.bytes)
    const other = await newRepository()
    const elsewhere = ecr.send(complete(other.name, uploadId, blob.digest))
    await expectRefusal(elsewhere, 'UploadNotFoundException', noUpload(other.name, uploadId))
    await ecr.send(new DeleteRepositoryCommand({ repositoryName }))
    await ecr.send(new CreateRepositoryCommand({ repositoryName }))
    const later = ecr.send(complete(repositoryName, uploadId, blob.digest))
    await expectRefusal(later, 'UploadNotFoundException', noUpload(repositoryName, uploadId))
  })

  test('CompleteLayerUpload refuses an upload of /v2/, and /v2/ refuses one of the API', async ({
    server,
    ecr,
    repository,
  }) => {
    const opened = await server.registry.request('POST', `/v2/${repository.name}/blobs/uploads/`)
    const theirs = String(opened.headers['docker-upload-uuid'])
    const answer = ecr.send(complete(repository.name, theirs, blob.digest))
    await expectRefusal(answer, 'UploadNotFoundException', noUpload(repository.name, theirs))
    const ours = await repository.openUpload()
    await repository.uploadPart(ours, 0, blob.bytes)
    const path = `/v2/${repository.name}/blobs/uploads/${ours}?digest=${blob.digest}`
    const refused = await server.registry.request('PUT', path)
    expect([refused.status, refused.json()]).toEqual([
      404,
      { errors: [{ code: 'BLOB_UPLOAD_UNKNOWN', message: noUpload(repository.name, ours) }] },
    ])
  })
})

test('CompleteLayerUpload in a missing repository answers RepositoryNotFoundException', async ({ ecr, repository }) => {
  const uploadId = await repository.openUpload()
  await expectNoRepository(ecr.send(complete('nowhere', uploadId, blob.digest)), 'nowhere')
})

test('CompleteLayerUpload is denied to another account', async ({ expectDenied, repository }) => {
  const uploadId = await repository.openUpload()
  await repository.uploadPart(uploadId, 0, blob.bytes)
  const ask = complete(repository.name, uploadId, blob.digest)
  ask.input.registryId = account
  await expectDenied((ecr) => ecr.send(ask), 'CompleteLayerUpload', arnOf(repository.name))
})
