import { expect } from 'vitest'
import { allowing, test } from './matrix-test.ts'
import { noneAllows, refusalOf, sentenceOf } from './refusals.ts'
import { matrixRequests } from './requests.ts'

/**
 * Every operation and every route × exactly the actions on exactly the resources that its `access` names: they are enough,
 * and none of them is too much.
 */

/** What takes away whom other requests name comes last. */
const last = ['iam: DeleteAccessKey', 'iam: UpdateUser', 'iam: UpdateGroup']
const ordered = matrixRequests.toSorted((a, b) => last.indexOf(a.label) - last.indexOf(b.label))

test.for(ordered)('$label', async (request, { server, ruled }) => {
  for (const missing of request.needed) {
    const user = await ruled(...request.needed.filter((each) => each !== missing).map(allowing))
    const sentence = sentenceOf(user.arn, missing, noneAllows('identity-based policy', missing))
    expect(await request.ask(server, { as: user })).toEqual(refusalOf(request, 'denied', sentence))
  }
  const told = await request.ask(server, { as: await ruled(...request.needed.map(allowing)) })
  expect(told.message).not.toMatch(/not authorized/)
  expect(told).not.toEqual(refusalOf(request, 'denied', told.message))
  expect([200, 201, 202, 204, 206, 400, 404, 405, 409, 416, 501]).toContain(told.status)
})
