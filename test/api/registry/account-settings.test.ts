import { GetAccountSettingCommand, PutAccountSettingCommand } from '@aws-sdk/client-ecr'
import { describe, expect } from 'vitest'
import { identitiesOf, policyOf } from '../../support/identities.ts'
import { imageOf } from '../../support/images.ts'
import { expectInvalid, expectRefusal, outputOf, test } from '../ecr-test.ts'

const get = (name: string) => new GetAccountSettingCommand({ name })
const put = (name: string, value: string) => new PutAccountSettingCommand({ name, value })

test.for([
  ['BASIC_SCAN_TYPE_VERSION', 'AWS_NATIVE', 'CLAIR'],
  ['BLOB_MOUNTING', 'ENABLED', 'DISABLED'],
  ['REGISTRY_POLICY_SCOPE', 'V2', 'V1'],
] as const)(
  'the setting %s is %s until PutAccountSetting makes it %s',
  async ([name, initial, other], { ecr, stranger }) => {
    expect(await outputOf(ecr.send(get(name)))).toEqual({ name, value: initial })
    expect(await outputOf(ecr.send(put(name, other)))).toEqual({ name, value: other })
    expect(await outputOf(ecr.send(get(name)))).toEqual({ name, value: other })
    expect(await outputOf(stranger.send(get(name)))).toEqual({ name, value: initial })
    await ecr.send(put(name, initial))
    expect(await outputOf(ecr.send(get(name)))).toEqual({ name, value: initial })
  },
)

describe('unknown settings and values', () => {
  const setOf = (given: string, member: string, set: string) =>
    `1 validation error detected: Value '${given}' at '${member}' failed to satisfy constraint: Member must satisfy enum value set: [${set}]`
  const names = 'BASIC_SCAN_TYPE_VERSION, BLOB_MOUNTING, REGISTRY_POLICY_SCOPE'

  test.for(['NOTHING', 'blob_mounting', 'toString'])(
    'GetAccountSetting and PutAccountSetting refuse the unknown setting %s',
    async (name, { ecr }) => {
      const message = setOf(name, 'name', names)
      await expectRefusal(ecr.send(get(name)), 'ValidationException', message)
      await expectRefusal(ecr.send(put(name, 'ENABLED')), 'ValidationException', message)
    },
  )

  test.for(['', 'enabled', 'V1'])(
    'PutAccountSetting refuses the value %j for BLOB_MOUNTING',
    async (value, { ecr }) => {
      const message = setOf(value, 'value', 'ENABLED, DISABLED')
      await expectRefusal(ecr.send(put('BLOB_MOUNTING', value)), 'ValidationException', message)
    },
  )

  test('empty and too long names of settings are refused, and so is a missing value', async ({ ecr }) => {
    await expectInvalid(ecr.send(get('')), 'name', 'Member must have length greater than or equal to 1')
    await expectInvalid(ecr.send(get('A'.repeat(65))), 'name', 'Member must have length less than or equal to 64')
    const without = put('BLOB_MOUNTING', undefined as unknown as string)
    await expectInvalid(ecr.send(without), 'value', 'Member must not be null')
  })
})

test('policies can allow one setting by ecr:AccountSetting', async ({ server }) => {
  const identities = identitiesOf(server)
  const user = await identities.addUser('settings')
  const Condition = { StringEquals: { 'ecr:AccountSetting': 'BLOB_MOUNTING' } }
  await identities.putInlinePolicy(user.id, policyOf({ Action: 'ecr:*AccountSetting', Condition }))
  await user.ecr.send(put('BLOB_MOUNTING', 'ENABLED'))
  expect((await user.ecr.send(get('BLOB_MOUNTING'))).value).toBe('ENABLED')
  for (const command of [get('REGISTRY_POLICY_SCOPE'), put('REGISTRY_POLICY_SCOPE', 'V1')]) {
    const message = `User: ${user.arn} is not authorized to perform: ecr:${command.constructor.name.replace('Command', '')} on resource: * because no identity-based policy allows`
    await expect(user.ecr.send(command as GetAccountSettingCommand)).rejects.toThrow(message)
  }
})

test('a mount opens an upload while BLOB_MOUNTING is DISABLED', async ({ ecr, newRepository, server }) => {
  const [source, target] = [await newRepository(), await newRepository()]
  const image = imageOf()
  await server.registry.pushImage(source.name, image, 'v1')
  const mount = (query: string) =>
    server.registry.request('POST', `/v2/${target.name}/blobs/uploads/?mount=${image.config.digest}${query}`)
  await ecr.send(put('BLOB_MOUNTING', 'DISABLED'))
  for (const query of [`&from=${source.name}`, '']) expect((await mount(query)).status).toBe(202)
  await ecr.send(put('BLOB_MOUNTING', 'ENABLED'))
  for (const query of [`&from=${source.name}`, '']) expect((await mount(query)).status).toBe(201)
})
