import { DecodeAuthorizationMessageCommand } from '@aws-sdk/client-sts'
import { policyOf } from '../../support/identities.ts'
import { expectRefused, nextName, test } from './sts-test.ts'

const decode = new DecodeAuthorizationMessageCommand({ EncodedMessage: 'c2VjcmV0' })

test('DecodeAuthorizationMessage calls every message invalid, since no denial carries one', async ({
  identities,
  stsOf,
}) => {
  const user = await identities.addUser(nextName())
  await identities.putInlinePolicy(user.id, policyOf({ Action: 'sts:DecodeAuthorizationMessage' }))
  const answer = stsOf(user.credentials).send(decode)
  await expectRefused(answer, 'InvalidAuthorizationMessageException', 'Message is not valid', 400)
})

test('DecodeAuthorizationMessage is denied to a user without the right to it', async ({ identities, stsOf }) => {
  const { arn, credentials } = await identities.addUser(nextName())
  const answer = stsOf(credentials).send(decode)
  await expectRefused(
    answer,
    'AccessDenied',
    `User: ${arn} is not authorized to perform: sts:DecodeAuthorizationMessage on resource: * because no identity-based policy allows the sts:DecodeAuthorizationMessage action`,
    403,
  )
})
