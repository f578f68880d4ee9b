import { InitiateLayerUploadCommand } from '@aws-sdk/client-ecr'
import { expect } from 'vitest'
import { account, arnOf, expectNoRepository, outputOf, test } from '../ecr-test.ts'

const open = (repositoryName: string, registryId?: string) =>
  new InitiateLayerUploadCommand({ repositoryName, registryId })

test('answers with an id of its own and the size of parts', async ({ ecr, repository }) => {
  const first = await outputOf(ecr.send(open(repository.name)))
  expect(first).toEqual({
    uploadId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) as string,
    partSize: 10 * 1024 * 1024,
  })
  const second = await ecr.send(open(repository.name, account))
  expect(second.uploadId).not.toBe(first.uploadId)
})

test('the repository must be there', async ({ ecr }) => {
  await expectNoRepository(ecr.send(open('nowhere')), 'nowhere')
})

test('another account may not', async ({ expectDenied, repository }) => {
  const ask = open(repository.name, account)
  await expectDenied((ecr) => ecr.send(ask), 'InitiateLayerUpload', arnOf(repository.name))
})
