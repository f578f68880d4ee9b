import {
  CreateRepositoryCommand,
  DescribeRepositoriesCommand,
  InvalidParameterException,
  RepositoryNotFoundException,
} from '@aws-sdk/client-ecr'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer } from '../../support/test-server.ts'
import type { TestServer } from '../../support/test-server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

test("AWS's SDK reads outputs and errors in their own types", async () => {
  const { repository } = await server.ecr.send(new CreateRepositoryCommand({ repositoryName: 'app' }))
  expect(repository?.createdAt).toBeInstanceOf(Date)
  const missing = server.ecr.send(new DescribeRepositoriesCommand({ repositoryNames: ['nothing'] }))
  await expect(missing).rejects.toBeInstanceOf(RepositoryNotFoundException)
  const invalid = server.ecr.send(new CreateRepositoryCommand({ repositoryName: 'App' }))
  await expect(invalid).rejects.toBeInstanceOf(InvalidParameterException)
  await expect(invalid).rejects.toThrow(
    "Invalid parameter at 'repositoryName' failed to satisfy constraint: 'must satisfy",
  )
})
