import { describe, expect } from 'vitest'
import { identitiesOf, policyOf, type Somebody } from '../support/identities.ts'
import { blobOf, imageOf } from '../support/images.ts'
import { type RegistryClient, registryClient } from '../support/registry-client.ts'
import { askSigned } from '../support/signed-json.ts'
import type { TestServer } from '../support/test-server.ts'
import { test as base } from './oci-test.ts'

/** Docker of one account on a registry of another: what both allow, by the registry's host or by `registryId`. */
const foreignAccount = '999999999999'
const test = base
  .extend('foreigners', { scope: 'file' }, ({ server }) => identitiesOf(server, foreignAccount))
  .extend('foreigner', { scope: 'file' }, async ({ foreigners }) => {
    const user = await foreigners.addUser('carlos')
    await foreigners.putInlinePolicy(user.id, policyOf({ Action: 'ecr:*' }))
    return user
  })

const pulling = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchCheckLayerAvailability']
const pushing = [
  ...pulling,
  'ecr:InitiateLayerUpload',
  'ecr:UploadLayerPart',
  'ecr:CompleteLayerUpload',
  'ecr:PutImage',
]

async function grant(
  server: TestServer,
  repositoryName: string,
  statement: object,
  ...others: object[]
): Promise<void> {
  const policyText = JSON.stringify({ Version: '2012-10-17', Statement: [statement, ...others] })
  const answer = await askSigned(server, 'SetRepositoryPolicy', { repositoryName, policyText, force: true })
  expect(answer.status).toBe(200)
}

const allow = (AWS: string, Action: readonly string[]) => ({ Effect: 'Allow', Principal: { AWS }, Action })

/** `/v2/` by the name of our registry, as docker has it in the image’s name. */
const atOurs = (server: TestServer, { authorizationToken }: Somebody): RegistryClient =>
  registryClient(server.url, { authorizationToken, host: `${server.account}.dkr.ecr.${server.region}.example.org` })

describe('a user of another account', () => {
  test('pulls what the policy of the repository allows, and nothing else', async ({
    server,
    repository,
    foreigner,
  }) => {
    const image = imageOf()
    await repository.pushImage(image, 'v1')
    const registry = atOurs(server, foreigner)
    const manifest = () => registry.getManifest(repository.name, 'v1')
    const refused = await manifest()
    const message = `User: ${foreigner.arn} is not authorized to perform: ecr:BatchGetImage on resource: arn:aws:ecr:${server.region}:${server.account}:repository/${repository.name} because no resource-based policy allows the ecr:BatchGetImage action`
    expect([refused.status, refused.json()]).toEqual([403, { errors: [{ code: 'DENIED', message }] }])

    await grant(server, repository.name, allow(foreignAccount, pulling))
    expect((await manifest()).body).toEqual(Buffer.from(image.bytes))
    for (const { digest, bytes } of image.blobs) {
      expect((await registry.getBlob(repository.name, digest)).body).toEqual(Buffer.from(bytes))
    }
    expect((await registry.request('POST', `/v2/${repository.name}/blobs/uploads/`)).status).toBe(403)
    expect((await registry.request('GET', `/v2/${repository.name}/tags/list`)).status).toBe(403)

    const asked = { registryId: server.account, repositoryName: repository.name, imageIds: [{ imageTag: 'v1' }] }
    const byApi = await askSigned(server, 'BatchGetImage', asked, { credentials: foreigner.credentials })
    expect(byApi.json()).toMatchObject({ images: [{ registryId: server.account }], failures: [] })
  })

  test('pushes, mounts and pulls again what the policies of both repositories allow', async ({
    server,
    newRepository,
    foreigner,
  }) => {
    const [source, target] = [await newRepository(), await newRepository()]
    const registry = atOurs(server, foreigner)
    const image = imageOf()
    await grant(server, target.name, allow(foreigner.arn, pushing))
    await registry.pushImage(target.name, image, 'v1')
    expect((await registry.getManifest(target.name, 'v1')).status).toBe(200)

    const secret = blobOf('only in the source')
    await source.pushBlob(secret)
    const mount = () =>
      registry.request('POST', `/v2/${target.name}/blobs/uploads/?mount=${secret.digest}&from=${source.name}`)
    expect((await mount()).status).toBe(202)
    await grant(server, source.name, allow(foreigner.arn, ['ecr:BatchCheckLayerAvailability']))
    expect((await mount()).status).toBe(202)
    await grant(server, source.name, allow(foreigner.arn, ['ecr:GetDownloadUrlForLayer']))
    expect((await mount()).status).toBe(201)
  })

  test('is refused until a policy of their own account allows the action, too', async ({
    server,
    repository,
    foreigners,
  }) => {
    const user = await foreigners.addUser('without')
    await grant(server, repository.name, allow(user.arn, ['ecr:*']))
    const ask = () => atOurs(server, user).request('GET', `/v2/${repository.name}/tags/list`)
    const refused = await ask()
    expect([refused.status, refused.text]).toEqual([
      403,
      expect.stringContaining('because no identity-based policy allows the ecr:ListImages action'),
    ])
    await foreigners.putInlinePolicy(user.id, policyOf({ Action: 'ecr:ListImages' }))
    expect((await ask()).status).toBe(200)
  })

  test('is refused what a Deny of the repository’s policy names, whatever else allows it', async ({
    server,
    repository,
    foreigner,
  }) => {
    const deny = { Effect: 'Deny', Principal: { AWS: foreigner.arn }, Action: 'ecr:ListImages' }
    await grant(server, repository.name, allow(foreignAccount, ['ecr:*']), deny)
    const registry = atOurs(server, foreigner)
    const refused = await registry.request('GET', `/v2/${repository.name}/tags/list`)
    expect([refused.status, refused.text]).toEqual([
      403,
      expect.stringContaining('with an explicit deny in a resource-based policy'),
    ])
    expect((await registry.getManifest(repository.name, 'v1')).status).toBe(404)
  })
})

test('a Deny in a repository’s policy binds the root of the owning account, on both doors', async ({
  server,
  repository,
}) => {
  await repository.pushImage(imageOf(), 'v1')
  await grant(server, repository.name, { Effect: 'Deny', Principal: '*', Action: 'ecr:BatchGetImage' })
  const refused = await repository.ask('GET', 'manifests/v1')
  expect([refused.status, refused.text]).toEqual([
    403,
    expect.stringContaining('with an explicit deny in a resource-based policy'),
  ])
  const asked = { repositoryName: repository.name, imageIds: [{ imageTag: 'v1' }] }
  expect((await askSigned(server, 'BatchGetImage', asked)).json()).toMatchObject({ __type: 'AccessDeniedException' })
  expect((await repository.ask('GET', 'tags/list')).status).toBe(200)
})

test('a changed repository policy decides about the next use of a download URL', async ({
  server,
  repository,
  foreigner,
}) => {
  const image = imageOf()
  await repository.pushImage(image, 'v1')
  await grant(server, repository.name, allow(foreigner.arn, pulling))
  const wanted = { registryId: server.account, repositoryName: repository.name, layerDigest: image.config.digest }
  const answer = await askSigned(server, 'GetDownloadUrlForLayer', wanted, { credentials: foreigner.credentials })
  const { pathname } = new URL((answer.json() as { downloadUrl: string }).downloadUrl)
  const download = () => registryClient(server.url).request('GET', pathname)
  expect((await download()).body).toEqual(Buffer.from(image.config.bytes))
  await grant(server, repository.name, allow(foreigner.arn, ['ecr:ListImages']))
  expect([(await download()).status, (await download()).text]).toEqual([404, 'The layer does not exist.\n'])
  await grant(server, repository.name, allow(foreigner.arn, pulling))
  expect((await download()).status).toBe(200)
})

describe('a caller of another account without permission', () => {
  test('gets the same answers whether a repository, image, blob or upload exists or not', async ({
    server,
    repository,
    foreigner,
  }) => {
    const image = imageOf()
    await repository.pushImage(image, 'v1')
    const opened = await repository.openUpload()
    const [, , uploadId = ''] = opened.split('/')
    const registry = atOurs(server, foreigner)
    const ask = async (method: string, name: string, path: string) => {
      const { status, headers, text } = await registry.request(method, `/v2/${name}/${path}`)
      const { date: _, ...told } = headers
      return JSON.stringify({ status, told: { ...told, 'x-request-id': undefined }, text }).replaceAll(name, 'NAME')
    }
    const absent = 'team/nothing-at-all'.padEnd(repository.name.length, 'x').slice(0, repository.name.length)
    const there = ['manifests/v1', `manifests/${image.digest}`, `blobs/${image.config.digest}`, 'tags/list']
    for (const path of [...there, `referrers/${image.digest}`, `blobs/uploads/${uploadId}`]) {
      for (const method of ['GET', 'HEAD', 'DELETE']) {
        expect(await ask(method, repository.name, path)).toBe(await ask(method, absent, path))
      }
    }
    const missing = ['manifests/v2', `manifests/sha256:${'0'.repeat(64)}`]
    const asked = await ask('GET', repository.name, 'manifests/v1')
    for (const path of missing) expect(await ask('GET', repository.name, path)).toBe(asked)
  })
})
