import { CreateRepositoryCommand } from '@aws-sdk/client-ecr'
import { expect, test as base } from 'vitest'
import type { RegistryAnswer } from '../support/registry-client.ts'
import { startTestServer } from '../support/test-server.ts'
import { testRepository } from './test-repository.ts'

/** Tests of `/v2/`: each file has one server, each test repositories of its own. */
export const test = base
  .extend('server', { scope: 'file' }, async ({}, { onCleanup }) => {
    const server = await startTestServer()
    onCleanup(server.stop)
    return server
  })
  .extend('newRepository', ({ server }) => async (name = nextName()) => {
    await server.ecr.send(new CreateRepositoryCommand({ repositoryName: name }))
    return testRepository(server, name)
  })
  .extend('repository', ({ newRepository }) => newRepository())

let repositories = 0
const nextName = (): string => `team/app-${++repositories}`

/** What a refusal looks like on `/v2/`: one error, in JSON, and ECR's sentence. */
export function expectRefusal(answer: RegistryAnswer, status: number, code: string, message?: string | RegExp): void {
  expect({ status: answer.status, body: answer.text === '' ? undefined : answer.json() }).toEqual({
    status,
    body: { errors: [{ code, message: sentence(message) }] },
  })
  expect(answer.headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(answer.body.length),
    'docker-distribution-api-version': 'registry/2.0',
  })
}

function sentence(message: string | RegExp | undefined): unknown {
  if (message instanceof RegExp) return expect.stringMatching(message)
  return message ?? expect.stringMatching(/./)
}

/** The sentence about a repository that isn't there. */
export const noSuchRepository = (name: string): string =>
  `The repository with name '${name}' does not exist in the registry with id '123456789012'`
