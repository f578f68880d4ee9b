import { GetSessionTokenCommand } from '@aws-sdk/client-sts'
import { expect } from 'vitest'
import { removeExpiredSessions } from '../../../src/sts/remove-expired-sessions.job.ts'
import { askSigned } from '../../support/signed-json.ts'
import { storedRows } from '../../support/stored-rows.ts'
import { credentialsOf, test } from './sts-test.ts'

const dayMs = 24 * 60 * 60 * 1000

test('an expired session answers ExpiredTokenException for a day, and is unknown afterwards', async ({
  root,
  server,
}) => {
  const credentials = credentialsOf(await root.send(new GetSessionTokenCommand({ DurationSeconds: 900 })))
  await root.send(new GetSessionTokenCommand({ DurationSeconds: 3600 }))
  const ask = async () => {
    const signedAt = new Date(server.clock.now())
    return (await askSigned(server, 'DescribeRegistry', {}, { credentials, signedAt })).json()
  }
  const { ctx } = server.running
  const sessions = async () => (await storedRows(ctx.database)).session?.length
  server.clock.advance(900_000 + dayMs - 60_000)
  await removeExpiredSessions(ctx)
  const remembered = [await sessions(), await ask()]
  server.clock.advance(120_000)
  await removeExpiredSessions(ctx)
  await removeExpiredSessions(ctx)
  const forgotten = [await sessions(), await ask()]
  server.clock.advance(-900_000 - dayMs - 60_000)
  expect(remembered).toEqual([
    2,
    { __type: 'ExpiredTokenException', message: 'The security token included in the request is expired' },
  ])
  expect(forgotten).toEqual([
    1,
    { __type: 'UnrecognizedClientException', message: 'The security token included in the request is invalid.' },
  ])
})
