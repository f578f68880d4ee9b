import { expect } from 'vitest'
import { identitiesOf } from '../../../support/identities.ts'
import { addAdminUser, allowing, startFilledServer, test as base } from './matrix-test.ts'
import { noneAllows, refusalOf, sentenceOf } from './refusals.ts'
import { matrixRequests } from './requests.ts'

/**
 * Every operation and every route × exactly the actions on exactly the resources that its `access` names: they are enough,
 * and none of them is too much.
 */

/** What takes away whom other requests name comes last. */
const last = ['iam: DeleteAccessKey', 'iam: UpdateUser', 'iam: UpdateGroup']
const ordered = matrixRequests.toSorted((a, b) => last.indexOf(a.label) - last.indexOf(b.label))

/** Another server with the same in it, of which somebody who may do everything asks the same. */
const test = base.extend('twin', { scope: 'file' }, async ({}, { onCleanup }) => {
  const server = await startFilledServer()
  onCleanup(server.stop)
  return { server, admin: await addAdminUser(identitiesOf(server)) }
})

test.for(ordered)(
  '$label needs every right in its list and no other',
  async (request, { server, withPolicy, twin }) => {
    for (const missing of request.needed) {
      const user = await withPolicy(...request.needed.filter((each) => each !== missing).map(allowing))
      const sentence = sentenceOf(user.arn, missing, noneAllows('identity-based policy', missing))
      expect(await request.ask(server, { as: user })).toEqual(refusalOf(request, 'denied', sentence))
    }
    const told = await request.ask(server, { as: await withPolicy(...request.needed.map(allowing)) })
    expect(told.message).not.toMatch(/not authorized/)
    expect(told).not.toEqual(refusalOf(request, 'denied', told.message))
    const { status, code } = await request.ask(twin.server, { as: twin.admin })
    expect(told).toMatchObject({ status: request.status ?? status, code })
  },
)
