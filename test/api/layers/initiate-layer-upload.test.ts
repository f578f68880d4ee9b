import { InitiateLayerUploadCommand } from '@aws-sdk/client-ecr'
import { expect } from 'vitest'
import { account, arnOf, expectNoRepository, outputOf, test } from '../ecr-test.ts'

const open = (repositoryName: string, registryId?: string) =>
  new InitiateLayerUploadCommand({ repositoryName, registryId })

test('InitiateLayerUpload answers a new upload id and the part size', async ({ ecr, repository }) => {
  const first = await outputOf(ecr.send(open(repository.name)))
  expect(first).toEqual({
    uploadId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) as string,
    partSize: 10 * 1024 * 1024,
  })
  const second = await ecr.send(open(repository.name, account))
  expect(second.uploadId).not.toBe(first.uploadId)
})

test('InitiateLayerUpload in a missing repository answers RepositoryNotFoundException', async ({ ecr }) => {
  await expectNoRepository(ecr.send(open('nowhere')), 'nowhere')
})

test('InitiateLayerUpload is denied to another account', async ({ expectDenied, repository }) => {
  const ask = open(repository.name, account)
  await expectDenied((ecr) => ecr.send(ask), 'InitiateLayerUpload', arnOf(repository.name))
})
