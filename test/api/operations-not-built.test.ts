import { expect } from 'vitest'
import { ecrOperations } from '../../src/ecr/operations.ts'
import type { EcrOperations } from '../../src/generated/ecr.ts'
import { isImplemented } from '../../src/operation.ts'
import { ecrRequests } from '../support/ecr-requests.ts'
import { askSigned } from '../support/signed-json.ts'
import { storedRows } from '../support/stored-rows.ts'
import { test } from './ecr-test.ts'

const names = Object.keys(ecrOperations) as (keyof EcrOperations)[]
const unbuilt = names.filter((name) => !isImplemented(ecrOperations[name]))

test.for(unbuilt)('%s says that it is not there, and does nothing', async (name, { server }) => {
  const { database } = server.running.ctx
  const before = await storedRows(database)
  const answer = await askSigned(server, name, ecrRequests[name])
  expect([answer.status, answer.json()]).toEqual([
    501,
    { __type: 'NotImplementedException', message: `${name} is not implemented by this version of ecrd.` },
  ])
  expect(await storedRows(database)).toEqual(before)
})

test('a request that its model does not allow is told so first', async ({ server }) => {
  const answer = await askSigned(server, 'GetLifecyclePolicy', {})
  expect(answer.json()).toEqual({
    __type: 'InvalidParameterException',
    message: "Invalid parameter at 'repositoryName' failed to satisfy constraint: 'Member must not be null'",
  })
})
