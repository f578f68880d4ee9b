import { expect } from 'vitest'
import { account, expectRefusal, outputOf, strangerAccount } from '../ecr-test.ts'
import { deregister, list, noExclusion, register, roleArn, test } from './exclusion-test.ts'

const scanner = roleArn('team/scanner')
const user = `arn:aws:iam::${account}:user/scanner`

test('an exclusion stands from RegisterPullTimeUpdateExclusion to DeregisterPullTimeUpdateExclusion', async ({
  ecr,
  stranger,
}) => {
  await expectRefusal(ecr.send(deregister(scanner)), 'ExclusionNotFoundException', noExclusion(scanner))
  expect(await outputOf(ecr.send(register(scanner)))).toEqual({
    principalArn: scanner,
    createdAt: expect.any(Date) as Date,
  })
  await ecr.send(register(user))
  expect((await ecr.send(list())).pullTimeUpdateExclusions).toEqual([scanner, user])
  await expectRefusal(
    ecr.send(register(scanner)),
    'ExclusionAlreadyExistsException',
    `The pull time update exclusion for '${scanner}' already exists in the registry with id '${account}'`,
  )
  const foreign = stranger.send(deregister(scanner))
  await expectRefusal(foreign, 'ExclusionNotFoundException', noExclusion(scanner, strangerAccount))
  expect((await stranger.send(list())).pullTimeUpdateExclusions).toEqual([])
  expect(await outputOf(ecr.send(deregister(scanner)))).toEqual({ principalArn: scanner })
  expect((await ecr.send(list())).pullTimeUpdateExclusions).toEqual([user])
  await expectRefusal(ecr.send(deregister(scanner)), 'ExclusionNotFoundException', noExclusion(scanner))
  await ecr.send(deregister(user))
})

test.for<readonly [string, string]>([
  ['', 'nothing'],
  [`arn:aws:iam::${account}:root`, 'root'],
  [`arn:aws:sts::${account}:assumed-role/scanner/one`, 'a session'],
  [`arn:aws:iam::${account}:group/scanners`, 'a group'],
  [`arn:aws:iam::${account}:role/`, 'a role without a name'],
  [`arn:aws:iam::${account}:role/*`, 'several roles'],
  ['arn:aws:iam::1:role/scanner', 'no account'],
  [roleArn('a'.repeat(200 - roleArn('').length + 1)), 'more than 200 characters'],
])('RegisterPullTimeUpdateExclusion and DeregisterPullTimeUpdateExclusion refuse %s: %s', async ([arn], { ecr }) => {
  const name = 'InvalidParameterException'
  await expect(ecr.send(register(arn))).rejects.toMatchObject({ name })
  await expect(ecr.send(deregister(arn))).rejects.toMatchObject({ name })
  expect((await ecr.send(list())).pullTimeUpdateExclusions).toEqual([])
})

test('a principal may have 200 characters, be of another account, and not be there', async ({ ecr }) => {
  const long = roleArn('a'.repeat(200 - roleArn('').length))
  const foreign = `arn:aws:iam::${strangerAccount}:role/scanner`
  for (const arn of [long, foreign]) {
    await ecr.send(register(arn))
    await ecr.send(deregister(arn))
  }
})

test('a registry has at most 100 exclusions', async ({ ecr }) => {
  const arns = Array.from({ length: 100 }, (_, n) => roleArn(`scanner-${n}`))
  for (const arn of arns) await ecr.send(register(arn))
  await expectRefusal(
    ecr.send(register(roleArn('one-too-many'))),
    'LimitExceededException',
    `The maximum number of pull time update exclusions (100) has been reached in the registry with id '${account}'`,
  )
  const again = `The pull time update exclusion for '${roleArn('scanner-7')}' already exists in the registry with id '${account}'`
  await expectRefusal(ecr.send(register(roleArn('scanner-7'))), 'ExclusionAlreadyExistsException', again)
  for (const arn of arns) await ecr.send(deregister(arn))
})

test('each operation on exclusions is denied to a user without a policy', async ({ identities }) => {
  const { ecr } = await identities.addUser('without-a-policy')
  const denied = (action: string) =>
    `not authorized to perform: ecr:${action} on resource: * because no identity-based policy`
  await expect(ecr.send(register(scanner))).rejects.toThrow(denied('RegisterPullTimeUpdateExclusion'))
  await expect(ecr.send(deregister(scanner))).rejects.toThrow(denied('DeregisterPullTimeUpdateExclusion'))
  await expect(ecr.send(list())).rejects.toThrow(denied('ListPullTimeUpdateExclusions'))
})
