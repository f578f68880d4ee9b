import { UploadLayerPartCommand, type UploadLayerPartCommandInput } from '@aws-sdk/client-ecr'
import { describe, expect } from 'vitest'
import { query } from '../../../src/database/statement.ts'
import { digestOf } from '../../support/images.ts'
import { noise } from '../../support/upload-rows.ts'
import {
  account,
  arnOf,
  atLeast,
  expectInvalid,
  expectNoRepository,
  expectRefusal,
  outputOf,
  test,
} from '../ecr-test.ts'

const MiB = 1024 * 1024
const part = (repositoryName: string, uploadId: string, firstByte: number, bytes: Uint8Array) =>
  new UploadLayerPartCommand({
    repositoryName,
    uploadId,
    partFirstByte: firstByte,
    partLastByte: firstByte + bytes.byteLength - 1,
    layerPartBlob: bytes,
  })
const noUpload = (repositoryName: string, uploadId: string) =>
  `The upload with id '${uploadId}' in the repository with name '${repositoryName}' in the registry with id '${account}' does not exist`

test('UploadLayerPart answers the last byte received', async ({ ecr, repository }) => {
  const uploadId = await repository.openUpload()
  const where = { registryId: account, repositoryName: repository.name, uploadId }
  const first = await outputOf(ecr.send(part(repository.name, uploadId, 0, Buffer.alloc(10))))
  expect(first).toEqual({ ...where, lastByteReceived: 9 })
  const second = await outputOf(ecr.send(part(repository.name, uploadId, 10, Buffer.alloc(1))))
  expect(second).toEqual({ ...where, lastByteReceived: 10 })
})

describe('a part that does not fit', () => {
  test('UploadLayerPart refuses a part that does not follow the last byte received', async ({ ecr, repository }) => {
    const uploadId = await repository.openUpload()
    const where = { registryId: account, repositoryName: repository.name, uploadId }
    await expectRefusal(
      ecr.send(part(repository.name, uploadId, 5, Buffer.alloc(10))),
      'InvalidLayerPartException',
      'First byte of the layer part is 5 instead of 0',
      where,
    )
    await repository.uploadPart(uploadId, 0, Buffer.alloc(10))
    for (const firstByte of [0, 9, 11]) {
      await expectRefusal(
        ecr.send(part(repository.name, uploadId, firstByte, Buffer.alloc(10))),
        'InvalidLayerPartException',
        `First byte of the layer part is ${firstByte} instead of 10`,
        { ...where, lastValidByteReceived: 9 },
      )
    }
    await repository.uploadPart(uploadId, 10, Buffer.alloc(10))
  })

  test('UploadLayerPart refuses a part whose length differs from its range', async ({ ecr, repository }) => {
    const uploadId = await repository.openUpload()
    const input: UploadLayerPartCommandInput = {
      repositoryName: repository.name,
      uploadId,
      partFirstByte: 0,
      partLastByte: 10,
      layerPartBlob: Buffer.alloc(10),
    }
    await expectRefusal(
      ecr.send(new UploadLayerPartCommand(input)),
      'InvalidLayerPartException',
      'Layer part size is 10 instead of 11: the size is not valid',
      { registryId: account, repositoryName: repository.name, uploadId },
    )
    const reversed = new UploadLayerPartCommand({ ...input, partFirstByte: 0, partLastByte: 0 })
    await expect(ecr.send(reversed)).rejects.toMatchObject({ name: 'InvalidLayerPartException' })
    await expectInvalid(
      ecr.send(new UploadLayerPartCommand({ ...input, partFirstByte: -1 })),
      'partFirstByte',
      atLeast(0),
    )
  })

  test('UploadLayerPart refuses a part above 20 MiB', async ({ ecr, repository }) => {
    const uploadId = await repository.openUpload()
    const tooLarge = ecr.send(part(repository.name, uploadId, 0, Buffer.alloc(20 * MiB + 1)))
    await expectInvalid(tooLarge, 'layerPartBlob', `Member must have length less than or equal to ${20 * MiB}`)
    const answer = await ecr.send(part(repository.name, uploadId, 0, Buffer.alloc(20 * MiB)))
    expect(answer.lastByteReceived).toBe(20 * MiB - 1)
  })
})

describe('limits of an upload', () => {
  test('UploadLayerPart refuses the 4,201st part, and the upload can still be completed', async ({
    server,
    ecr,
    repository,
  }) => {
    const bytes = noise(5 * MiB + 1)
    const uploadId = await repository.openUpload()
    await repository.uploadPart(uploadId, 0, bytes.subarray(0, -1))
    await server.running.ctx.database.change(() =>
      query((db) => db.updateTable('upload').set({ part_count: 4_199 }).where('uuid', '=', uploadId)),
    )
    await repository.uploadPart(uploadId, 5 * MiB, bytes.subarray(-1))
    await expectRefusal(
      ecr.send(part(repository.name, uploadId, bytes.length, Buffer.alloc(1))),
      'LimitExceededException',
      'The maximum number of parts per layer (4200) has been reached',
    )
    await repository.completeUpload(uploadId, digestOf(bytes))
    expect((await server.registry.getBlob(repository.name, digestOf(bytes))).body.equals(bytes)).toBe(true)
  })

  test('UploadLayerPart refuses a part beyond 52,000 MiB', async ({ server, ecr, repository }) => {
    const sizeBytes = 52_000 * MiB
    const uploadId = await repository.openUpload()
    await server.running.ctx.database.change(() =>
      query((db) => db.updateTable('upload').set({ size: sizeBytes }).where('uuid', '=', uploadId)),
    )
    await expectRefusal(
      ecr.send(part(repository.name, uploadId, sizeBytes, Buffer.alloc(1))),
      'LimitExceededException',
      `The layer exceeds the maximum size of ${sizeBytes} bytes`,
    )
  })
})

describe('uploads of another repository, door or principal', () => {
  test('UploadLayerPart refuses an upload of another repository', async ({ ecr, repository, newRepository }) => {
    const other = await newRepository()
    const uploadId = await repository.openUpload()
    const answer = ecr.send(part(other.name, uploadId, 0, Buffer.alloc(1)))
    await expectRefusal(answer, 'UploadNotFoundException', noUpload(other.name, uploadId))
  })

  test('UploadLayerPart refuses an upload of /v2/, and /v2/ refuses one of the API', async ({
    server,
    ecr,
    repository,
  }) => {
    const { registry } = server
    const opened = await registry.request('POST', `/v2/${repository.name}/blobs/uploads/`)
    const theirs = String(opened.headers['docker-upload-uuid'])
    const answer = ecr.send(part(repository.name, theirs, 0, Buffer.alloc(1)))
    await expectRefusal(answer, 'UploadNotFoundException', noUpload(repository.name, theirs))
    const ours = await repository.openUpload()
    const path = `/v2/${repository.name}/blobs/uploads/${ours}`
    const refused = await registry.request('PATCH', path, { body: 'a' })
    expect([refused.status, refused.json()]).toEqual([
      404,
      { errors: [{ code: 'BLOB_UPLOAD_UNKNOWN', message: noUpload(repository.name, ours) }] },
    ])
  })

  test('UploadLayerPart refuses an upload that another principal opened', async ({ server, ecr, repository }) => {
    const uploadId = await repository.openUpload()
    await server.running.ctx.database.change(() =>
      query((db) => db.updateTable('upload').set({ principal: 'AIDAQAAAAAAAAAAAAAAAA' }).where('uuid', '=', uploadId)),
    )
    const answer = ecr.send(part(repository.name, uploadId, 0, Buffer.alloc(1)))
    await expectRefusal(answer, 'UploadNotFoundException', noUpload(repository.name, uploadId))
  })

  test('UploadLayerPart refuses an upload id that is unknown or malformed', async ({ ecr, repository }) => {
    const uploadId = '00000000-0000-4000-8000-000000000000'
    const answer = ecr.send(part(repository.name, uploadId, 0, Buffer.alloc(1)))
    await expectRefusal(answer, 'UploadNotFoundException', noUpload(repository.name, uploadId))
    const hex = (count: number) => `[0-9a-fA-F]{${count}}`
    const uuid = [8, 4, 4, 4, 12].map(hex).join('-')
    const constraint = `Member must satisfy regular expression pattern: ${uuid}`
    const nonsense = ecr.send(part(repository.name, '../../etc', 0, Buffer.alloc(1)))
    await expectInvalid(nonsense, 'uploadId', constraint)
  })
})

test('UploadLayerPart in a missing repository answers RepositoryNotFoundException', async ({ ecr, repository }) => {
  const uploadId = await repository.openUpload()
  await expectNoRepository(ecr.send(part('nowhere', uploadId, 0, Buffer.alloc(1))), 'nowhere')
})

test('UploadLayerPart is denied to another account', async ({ expectDenied, repository }) => {
  const uploadId = await repository.openUpload()
  const ask = part(repository.name, uploadId, 0, Buffer.alloc(1))
  ask.input.registryId = account
  await expectDenied((ecr) => ecr.send(ask), 'UploadLayerPart', arnOf(repository.name))
})
