import { GetAccessKeyInfoCommand } from '@aws-sdk/client-sts'
import { expect } from 'vitest'
import { account, strangerAccount } from '../ecr-test.ts'
import { expectInvalidInput, expectRefused, nextName, test } from './sts-test.ts'

const info = (AccessKeyId: string) => new GetAccessKeyInfoCommand({ AccessKeyId })

test('GetAccessKeyInfo answers the account of a key, of any account', async ({ identities, foreigners, root }) => {
  const [ours, theirs] = [await identities.addUser(nextName()), await foreigners.addUser(nextName())]
  expect((await root.send(info(ours.credentials.accessKeyId))).Account).toBe(account)
  expect((await root.send(info(theirs.credentials.accessKeyId))).Account).toBe(strangerAccount)
})

test('GetAccessKeyInfo refuses an unknown key', async ({ root }) => {
  await expectInvalidInput(
    root.send(info('AKIAIOSFODNN7EXAMPLE')),
    'The access key ID is not one that was given out here.',
  )
})

test('GetAccessKeyInfo is denied to a user without the right to it', async ({ identities, stsOf }) => {
  const { arn, credentials } = await identities.addUser(nextName())
  const answer = stsOf(credentials).send(info(credentials.accessKeyId))
  await expectRefused(
    answer,
    'AccessDenied',
    `User: ${arn} is not authorized to perform: sts:GetAccessKeyInfo on resource: * because no identity-based policy allows the sts:GetAccessKeyInfo action`,
    403,
  )
})
