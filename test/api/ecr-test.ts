import { CreateRepositoryCommand, type ECRClient } from '@aws-sdk/client-ecr'
import { expect, test as base } from 'vitest'
import { storedRows } from '../support/stored-rows.ts'
import { startTestServer } from '../support/test-server.ts'
import { apiRepository } from './api-repository.ts'
import { expectModelledErrors } from './modelled-errors.ts'

export const account = '123456789012'
export const region = 'us-east-1'
/** An account whose root may do everything in it, and nothing in ours. */
export const strangerAccount = '999999999999'

/** Tests of the JSON API with AWS's SDK: each file has one server, each test a repository of its own. */
export const test = base
  .extend('server', { scope: 'file' }, async ({}, { onCleanup }) => {
    const server = await startTestServer()
    onCleanup(server.stop)
    return server
  })
  .extend('ecr', { scope: 'file' }, ({ server }) => {
    expectModelledErrors(server.ecr)
    return server.ecr
  })
  .extend('stranger', { scope: 'file' }, async ({ server }, { onCleanup }) => {
    const { ecr } = await server.otherAccount(strangerAccount)
    onCleanup(() => {
      ecr.destroy()
    })
    return ecr
  })
  .extend('newRepository', ({ ecr }) => async (repositoryName = nextName()) => {
    await ecr.send(new CreateRepositoryCommand({ repositoryName }))
    return apiRepository(ecr, repositoryName)
  })
  .extend('repository', ({ newRepository }) => newRepository())
  /** The other account is refused in AWS's words, and nothing has changed. */
  .extend('expectDenied', ({ server, stranger }) => async (ask: Ask, action: string, resource: string) => {
    const before = await storedRows(server.running.ctx.database)
    await expectRefusal(ask(stranger), 'AccessDeniedException', denial(action, resource))
    expect(await storedRows(server.running.ctx.database)).toEqual(before)
  })

type Ask = (ecr: ECRClient) => Promise<unknown>

let repositories = 0
const nextName = (): string => `team/app-${++repositories}`

export const arnOf = (repositoryName: string, of = account): string =>
  `arn:aws:ecr:${region}:${of}:repository/${repositoryName}`

const denial = (action: string, resource: string): string =>
  `User: arn:aws:iam::${strangerAccount}:root is not authorized to perform: ecr:${action} on resource: ${resource} because no resource-based policy allows the ecr:${action} action`

/** What an operation answered, without what the SDK adds. */
export async function outputOf<Output extends { $metadata: unknown }>(
  answer: Promise<Output>,
): Promise<Omit<Output, '$metadata'>> {
  const { $metadata: _, ...output } = await answer
  return output
}

/** `members`: what the error carries beside its message. */
export async function expectRefusal(
  answer: Promise<unknown>,
  code: string,
  message: string,
  members: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await expect(answer).rejects.toMatchObject({ name: code, message, $metadata: { httpStatusCode: 400 }, ...members })
}

export async function expectInvalid(answer: Promise<unknown>, field: string, constraint: string): Promise<void> {
  const message = `Invalid parameter at '${field}' failed to satisfy constraint: '${constraint}'`
  await expectRefusal(answer, 'InvalidParameterException', message)
}

export async function expectNoRepository(answer: Promise<unknown>, repositoryName: string): Promise<void> {
  const message = `The repository with name '${repositoryName}' does not exist in the registry with id '${account}'`
  await expectRefusal(answer, 'RepositoryNotFoundException', message)
}

export const atMost = (limit: number): string => `Member must have value less than or equal to ${limit}`
export const atLeast = (limit: number): string => `Member must have value greater than or equal to ${limit}`
