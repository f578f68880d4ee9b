import {
  CreateRepositoryCreationTemplateCommand,
  DescribeRepositoriesCommand,
  type DescribeRepositoriesResponse,
  PutAccountSettingCommand,
} from '@aws-sdk/client-ecr'
import { describe, expect } from 'vitest'
import { identitiesOf, policyOf } from '../support/identities.ts'
import { blobOf, digestOf, imageOf, indexOf, layerOf } from '../support/images.ts'
import { storedRows } from '../support/stored-rows.ts'
import type { TestServer } from '../support/test-server.ts'
import { expectRefusal, noSuchRepository, test as base } from './oci-test.ts'
import { testRepository } from './test-repository.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates.html: templates for CREATE_ON_PUSH. */
const test = base
  .extend('missing', ({ server }) => testRepository(server, `made/app-${++repositories}`))
  .extend('template', { scope: 'file', auto: true }, ({ server }) =>
    server.ecr.send(
      new CreateRepositoryCreationTemplateCommand({
        prefix: 'made',
        appliedFor: ['CREATE_ON_PUSH'],
        imageTagMutability: 'IMMUTABLE',
      }),
    ),
  )

let repositories = 0

const blob = blobOf('a layer')

const describeOne = ({ ecr }: TestServer, name: string): Promise<DescribeRepositoriesResponse> =>
  ecr.send(new DescribeRepositoriesCommand({ repositoryNames: [name] }))

describe('a push to a missing repository that a template is for', () => {
  test('creates it, from the first blob to the manifest', async ({ missing, server }) => {
    const image = imageOf({ layers: [layerOf({ file: 'text' })] })
    await missing.pushImage(image, 'v1')
    expect((await missing.ask('GET', 'tags/list')).json()).toEqual({ name: missing.name, tags: ['v1'] })
    expect(await describeOne(server, missing.name)).toMatchObject({
      repositories: [{ repositoryName: missing.name, imageTagMutability: 'IMMUTABLE' }],
    })
  })

  test.for([
    ['POST of an upload', 202, 'blobs/uploads/'],
    ['POST of a whole blob', 201, `blobs/uploads/?digest=${blob.digest}`],
    ['POST that mounts from nowhere', 202, `blobs/uploads/?mount=${digestOf('nowhere')}`],
    ['POST that mounts from a repository that is missing', 202, `blobs/uploads/?mount=${blob.digest}&from=none`],
  ] as const)('%s creates it and answers %i', async ([, status, path], { missing, server }) => {
    const answer = await missing.ask('POST', path, { body: blob.bytes })
    expect(answer.status).toBe(status)
    expect((await describeOne(server, missing.name)).repositories).toHaveLength(1)
  })

  test('a mount from another repository creates it with the blob', async ({ missing, repository, server }) => {
    await server.ecr.send(new PutAccountSettingCommand({ name: 'BLOB_MOUNTING', value: 'ENABLED' }))
    await repository.pushBlob(blob)
    const answer = await missing.ask('POST', `blobs/uploads/?mount=${blob.digest}&from=${repository.name}`)
    expect(answer.status).toBe(201)
    expect(await missing.stored()).toMatchObject({ blobs: [blob.digest] })
  })

  test('a manifest that needs no layers creates it', async ({ missing }) => {
    const index = indexOf([])
    expect((await missing.pushManifest(index, 'v1')).status).toBe(201)
    expect(await missing.stored()).toMatchObject({ tags: { v1: index.digest } })
  })

  test('many at once create it once', async ({ missing, server }) => {
    const asked = Array.from({ length: 8 }, () => missing.ask('POST', 'blobs/uploads/'))
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(Array(8).fill(202))
    expect(await missing.stored()).toMatchObject({ uploads: Array(8).fill(0) as number[] })
    expect((await describeOne(server, missing.name)).repositories).toHaveLength(1)
  })
})

describe('a request to a missing repository that a template is for creates nothing', () => {
  test.for([
    ['GET', 'manifests/v1'],
    ['HEAD', 'manifests/v1'],
    ['DELETE', 'manifests/v1'],
    ['GET', 'tags/list'],
    ['GET', `blobs/${blob.digest}`],
    ['HEAD', `blobs/${blob.digest}`],
    ['PATCH', 'blobs/uploads/00000000-0000-4000-8000-000000000000'],
    ['PUT', `blobs/uploads/00000000-0000-4000-8000-000000000000?digest=${blob.digest}`],
    ['GET', `referrers/${blob.digest}`],
  ] as const)('by %s of %s', async ([method, path], { missing, server }) => {
    const answer = await missing.ask(method, path)
    expect(answer.status).toBe(404)
    await expect(describeOne(server, missing.name)).rejects.toMatchObject({ name: 'RepositoryNotFoundException' })
  })

  test('by a push without the right to create, which learns no more than that it is missing', async ({
    missing,
    server,
  }) => {
    const identities = identitiesOf(server)
    const user = await identities.addUser('who-pushes')
    const Action = ['InitiateLayerUpload', 'UploadLayerPart', 'CompleteLayerUpload', 'PutImage'].map((n) => `ecr:${n}`)
    await identities.putInlinePolicy(user.id, policyOf({ Action }))
    const { registry } = user
    const before = await storedRows(server.running.ctx.database)
    for (const name of [missing.name, 'without/template'])
      for (const answer of [
        await registry.request('POST', `/v2/${name}/blobs/uploads/`),
        await registry.request('POST', `/v2/${name}/blobs/uploads/?digest=${blob.digest}`, { body: blob.bytes }),
        await registry.request('POST', `/v2/${name}/blobs/uploads/?mount=${blob.digest}&from=none`),
        await registry.pushManifest(name, indexOf([]), 'v1'),
      ])
        expectRefusal(answer, 404, 'NAME_UNKNOWN', noSuchRepository(name))
    expect(await storedRows(server.running.ctx.database)).toEqual(before)
  })
})

test('a push to a missing repository that no template is for says that it is missing', async ({ server }) => {
  const { registry } = server
  const answer = await registry.request('POST', '/v2/other/app/blobs/uploads/')
  expectRefusal(answer, 404, 'NAME_UNKNOWN', noSuchRepository('other/app'))
})
