import { expect } from 'vitest'
import { ecrOperations } from '../../src/ecr/operations.ts'
import type { EcrOperations } from '../../src/generated/ecr.ts'
import { isImplemented } from '../../src/request/operation.ts'
import { ecrRequests, registryId, repositoryName } from '../support/ecr-requests.ts'
import { askSigned } from '../support/signed-json.ts'
import { storedRows } from '../support/stored-rows.ts'
import { strangerAccount, test as withServer } from './ecr-test.ts'

/** The repository that the requests name is there. */
const test = withServer.extend('named', { scope: 'file', auto: true }, ({ server }) =>
  askSigned(server, 'CreateRepository', { repositoryName }),
)

const names = Object.keys(ecrOperations) as (keyof EcrOperations)[]
const unbuilt = names.filter((name) => !isImplemented(ecrOperations[name]))
const namingOne = unbuilt.filter((name) => 'repositoryName' in ecrRequests[name])

/** The operation's request, about a repository that is not there. */
const aboutMissing = (name: keyof EcrOperations): string =>
  JSON.stringify(ecrRequests[name]).replace(repositoryName, 'team/missing')

test.for(unbuilt)('%s answers NotImplementedException and changes nothing', async (name, { server }) => {
  const { database } = server.running.ctx
  const before = await storedRows(database)
  const answer = await askSigned(server, name, ecrRequests[name])
  expect([answer.status, answer.json()]).toEqual([
    501,
    { __type: 'NotImplementedException', message: `${name} is not implemented by this version of ecrd.` },
  ])
  expect(await storedRows(database)).toEqual(before)
})

test.for(namingOne)(
  '%s of a missing repository answers RepositoryNotFoundException first',
  async (name, { server }) => {
    const answer = await askSigned(server, name, aboutMissing(name))
    expect([answer.status, answer.json()]).toEqual([
      400,
      {
        __type: 'RepositoryNotFoundException',
        message: `The repository with name 'team/missing' does not exist in the registry with id '${registryId}'`,
      },
    ])
  },
)

const ofRegistries = namingOne.filter((name) => 'registryId' in ecrRequests[name])

test.for(ofRegistries)(
  '%s is denied to another account, whether the repository exists or not',
  async (name, { server }) => {
    const stranger = { ...server, ...(await server.otherAccount(strangerAccount)) }
    const answer = await askSigned(stranger, name, aboutMissing(name))
    expect(answer.json()).toMatchObject({ __type: 'AccessDeniedException' })
  },
)

test('an invalid request for an operation that is not built answers InvalidParameterException first', async ({
  server,
}) => {
  const answer = await askSigned(server, 'GetLifecyclePolicy', {})
  expect(answer.json()).toEqual({
    __type: 'InvalidParameterException',
    message: "Invalid parameter at 'repositoryName' failed to satisfy constraint: 'Member must not be null'",
  })
})
