import { expect } from 'vitest'
import type { IamOperations } from '../../../src/generated/iam.ts'
import { iamOperations } from '../../../src/iam/operations.ts'
import { isImplemented } from '../../../src/request/operation.ts'
import { iamRequestsNotBuilt } from '../../support/iam-requests-not-built.ts'
import { askIam } from '../../support/signed-query.ts'
import { storedRows } from '../../support/stored-rows.ts'
import { test } from './iam-test.ts'

const names = Object.keys(iamRequestsNotBuilt) as (keyof IamOperations)[]

test.for(names)('%s answers that it is not implemented, and changes nothing', async (name, { server }) => {
  expect(isImplemented(iamOperations[name])).toBe(false)
  const before = await storedRows(server.running.ctx.database)
  const answer = await askIam(server, { Action: name, ...iamRequestsNotBuilt[name] })
  expect(answer.status).toBe(501)
  expect(answer.text).toContain(
    `<Code>NotImplemented</Code><Message>${name} is not implemented by this version of ecrd.</Message>`,
  )
  expect(await storedRows(server.running.ctx.database)).toEqual(before)
})
