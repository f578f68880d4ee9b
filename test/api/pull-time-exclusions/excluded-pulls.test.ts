import { BatchGetImageCommand, DescribeImagesCommand, type ECRClient } from '@aws-sdk/client-ecr'
import { expect } from 'vitest'
import { query } from '../../../src/database/statement.ts'
import { imageOf } from '../../support/images.ts'
import { policyOf, type Somebody } from '../../support/identities.ts'
import { deregister, register, roleArn, test } from './exclusion-test.ts'

const longAgo = Date.UTC(2020, 0, 1)
const mayPull = policyOf({ Action: 'ecr:BatchGetImage' })
const image = imageOf()

async function pullTimeOf(ecr: ECRClient, repositoryName: string): Promise<number | undefined> {
  const { imageDetails } = await ecr.send(new DescribeImagesCommand({ repositoryName }))
  return imageDetails?.[0]?.lastRecordedPullTime?.getTime()
}

const byApi = async ({ ecr }: Pick<Somebody, 'ecr'>, repositoryName: string): Promise<void> => {
  const { images } = await ecr.send(new BatchGetImageCommand({ repositoryName, imageIds: [{ imageTag: 'v1' }] }))
  expect(images).toHaveLength(1)
}

const byOci = async ({ registry }: Pick<Somebody, 'registry'>, repositoryName: string): Promise<void> => {
  expect((await registry.getManifest(repositoryName, 'v1')).status).toBe(200)
}

test.for([
  ['BatchGetImage', byApi],
  ['GET of a manifest', byOci],
] as const)(
  '%s by an excluded user or a session of an excluded role leaves the pull time, and by others it sets it',
  async ([label, pull], { server, ecr, newRepository, identities }) => {
    const { name } = await newRepository()
    await server.registry.pushImage(name, image, 'v1')
    const suffix = label.replaceAll(' ', '-')
    const user = await identities.addUser(`scanner-${suffix}`, '/team/')
    const roleId = await identities.addRole(`scanner-${suffix}`)
    const session = await identities.assumeRole(`scanner-${suffix}`, roleId)
    for (const id of [user.id, roleId]) await identities.putInlinePolicy(id, mayPull)
    const excluded = [user.arn, roleArn(`scanner-${suffix}`)]
    for (const arn of excluded) await ecr.send(register(arn))

    for (const each of [user, session]) await pull(each, name)
    expect(await pullTimeOf(ecr, name)).toBeUndefined()
    await pull(server, name)
    expect(await pullTimeOf(ecr, name)).toBeDefined()

    await server.running.ctx.database.change(() =>
      query((db) => db.updateTable('image').set({ last_pulled_at: longAgo })),
    )
    for (const each of [user, session]) await pull(each, name)
    expect(await pullTimeOf(ecr, name)).toBe(longAgo)

    for (const arn of excluded) await ecr.send(deregister(arn))
    await pull(session, name)
    expect(await pullTimeOf(ecr, name)).toBeGreaterThan(longAgo)
  },
)

test('an exclusion of a role of the same name with another path excludes nobody', async ({
  server,
  ecr,
  newRepository,
  identities,
}) => {
  const { name } = await newRepository()
  await server.registry.pushImage(name, image, 'v1')
  const roleId = await identities.addRole('deployer')
  await identities.putInlinePolicy(roleId, mayPull)
  await ecr.send(register(roleArn('team/deployer')))
  await byApi(await identities.assumeRole('deployer', roleId), name)
  expect(await pullTimeOf(ecr, name)).toBeDefined()
  await ecr.send(deregister(roleArn('team/deployer')))
})

test('an exclusion counts in the registry that is pulled from, and in no other', async ({
  server,
  ecr,
  stranger,
  newRepository,
  identities,
}) => {
  const { name } = await newRepository()
  await server.registry.pushImage(name, image, 'v1')
  const user = await identities.addUser('of-ours')
  await identities.putInlinePolicy(user.id, mayPull)
  await stranger.send(register(user.arn))
  await byApi(user, name)
  expect(await pullTimeOf(ecr, name)).toBeDefined()
})
