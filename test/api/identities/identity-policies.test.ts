import { DescribeRepositoriesCommand, GetAuthorizationTokenCommand, ListImagesCommand } from '@aws-sdk/client-ecr'
import { describe, expect } from 'vitest'
import { identitiesOf, policyOf, type Somebody } from '../../support/identities.ts'
import { imageOf } from '../../support/images.ts'
import { account, arnOf, expectRefusal, test as base } from '../ecr-test.ts'

const test = base.extend('identities', { scope: 'file' }, ({ server }) => identitiesOf(server))
const managed = (name: string) => `arn:aws:iam::aws:policy/AmazonEC2ContainerRegistry${name}`
const image = imageOf()

const denial = ({ arn }: Pick<Somebody, 'arn'>, action: string, resource: string, reason: string) =>
  `User: ${arn} is not authorized to perform: ecr:${action} on resource: ${resource} ${reason}`
const notAllowed = (kind: string, action: string) => `because no ${kind} allows the ecr:${action} action`

describe('a user', () => {
  test('without a policy is denied on either door', async ({ identities, repository }) => {
    const user = await identities.addUser('nobody')
    const reason = notAllowed('identity-based policy', 'ListImages')
    const message = denial(user, 'ListImages', arnOf(repository.name), reason)
    const list = new ListImagesCommand({ repositoryName: repository.name })
    await expectRefusal(user.ecr.send(list), 'AccessDeniedException', message)
    const answer = await user.registry.request('GET', `/v2/${repository.name}/tags/list`)
    expect([answer.status, answer.json()]).toEqual([403, { errors: [{ code: 'DENIED', message }] }])
  })

  test('with a path is named with it in ARNs and denials', async ({ identities, repository }) => {
    const user = await identities.addUser('dev', '/team/a/')
    expect(user.arn).toBe(`arn:aws:iam::${account}:user/team/a/dev`)
    const list = user.ecr.send(new ListImagesCommand({ repositoryName: repository.name }))
    await expect(list).rejects.toThrow(`User: ${user.arn} is not authorized`)
  })

  test('may do what an inline policy allows, until it is removed', async ({ identities, repository }) => {
    const user = await identities.addUser('lister')
    const list = () => user.ecr.send(new ListImagesCommand({ repositoryName: repository.name }))
    await identities.putInlinePolicy(user.id, policyOf({ Action: 'ecr:ListImages', Resource: arnOf('team/*') }))
    expect((await list()).imageIds).toEqual([])
    await identities.removeInlinePolicy(user.id)
    await expect(list()).rejects.toThrow('no identity-based policy allows')
  })

  test('pulls with the managed policy ReadOnly, and may not push', async ({ identities, repository, server }) => {
    const user = await identities.addUser('reader')
    await identities.attachPolicy(user.id, managed('ReadOnly'))
    await server.registry.pushImage(repository.name, image, 'v1')
    expect((await user.registry.getManifest(repository.name, 'v1')).status).toBe(200)
    expect((await user.registry.getBlob(repository.name, image.config.digest)).status).toBe(200)
    const reason = notAllowed('identity-based policy', 'InitiateLayerUpload')
    const refused = await user.registry.request('POST', `/v2/${repository.name}/blobs/uploads/`)
    const message = denial(user, 'InitiateLayerUpload', arnOf(repository.name), reason)
    expect([refused.status, refused.json()]).toEqual([403, { errors: [{ code: 'DENIED', message }] }])
  })

  test('pushes as a member of a group with the managed policy PowerUser, and may not delete', async ({
    identities,
    repository,
  }) => {
    const user = await identities.addUser('pusher')
    const group = await identities.addGroup('pushers', user)
    await identities.attachPolicy(group, managed('PowerUser'))
    await user.registry.pushImage(repository.name, image, 'v1')
    const deleted = await user.registry.request('DELETE', `/v2/${repository.name}/manifests/v1`)
    expect(deleted.status).toBe(403)
  })

  test('needs ecr:GetAuthorizationToken on * to get a token', async ({ identities }) => {
    const user = await identities.addUser('amar')
    const get = () => user.ecr.send(new GetAuthorizationTokenCommand())
    await identities.putInlinePolicy(user.id, policyOf({ Action: 'ecr:*', Resource: arnOf('*') }))
    const reason = notAllowed('identity-based policy', 'GetAuthorizationToken')
    await expectRefusal(get(), 'AccessDeniedException', denial(user, 'GetAuthorizationToken', '*', reason))
    await identities.putInlinePolicy(user.id, policyOf({ Action: 'ecr:GetAuthorizationToken' }))
    expect((await get()).authorizationData).toHaveLength(1)
  })

  test('is denied what one policy denies and others allow', async ({ identities, repository }) => {
    const user = await identities.addUser('denied')
    const deny = { Effect: 'Deny', Action: 'ecr:List*', Resource: '*' }
    await identities.attachPolicy(user.id, managed('FullAccess'))
    await identities.putInlinePolicy(user.id, policyOf({ Action: '*' }, deny))
    const list = user.ecr.send(new ListImagesCommand({ repositoryName: repository.name }))
    const reason = 'with an explicit deny in an identity-based policy'
    const message = denial(user, 'ListImages', arnOf(repository.name), reason)
    await expectRefusal(list, 'AccessDeniedException', message)
  })

  test('is limited by a permissions boundary', async ({ identities, repository }) => {
    const user = await identities.addUser('bound')
    await identities.putInlinePolicy(user.id, policyOf({ Action: 'ecr:*' }))
    await identities.setBoundary(user.id, managed('PullOnly'))
    const list = user.ecr.send(new ListImagesCommand({ repositoryName: repository.name }))
    const reason = notAllowed('permissions boundary', 'ListImages')
    const message = denial(user, 'ListImages', arnOf(repository.name), reason)
    await expectRefusal(list, 'AccessDeniedException', message)
  })

  test('that is deleted is refused, also when another user gets the same name', async ({ identities, repository }) => {
    const first = await identities.addUser('again')
    await identities.putInlinePolicy(first.id, policyOf({ Action: 'ecr:*' }))
    await identities.deleteUser(first)
    const second = await identities.addUser('again')
    await identities.putInlinePolicy(second.id, policyOf({ Action: 'ecr:*' }))
    const asFirst = await first.registry.request('GET', `/v2/${repository.name}/tags/list`)
    expect(asFirst.status).toBe(401)
    const list = first.ecr.send(new ListImagesCommand({ repositoryName: repository.name }))
    const message = 'The security token included in the request is invalid.'
    await expectRefusal(list, 'UnrecognizedClientException', message)
    expect((await second.registry.request('GET', `/v2/${repository.name}/tags/list`)).status).toBe(200)
  })

  test('with the name of a deleted user does not get that user’s uploads', async ({ identities, repository }) => {
    const first = await identities.addUser('uploader')
    await identities.putInlinePolicy(first.id, policyOf({ Action: 'ecr:*' }))
    const opened = await first.registry.request('POST', `/v2/${repository.name}/blobs/uploads/`)
    await identities.deleteUser(first)
    const second = await identities.addUser('uploader')
    await identities.putInlinePolicy(second.id, policyOf({ Action: 'ecr:*' }))
    const { pathname } = new URL(opened.headers.location ?? '')
    expect((await second.registry.request('GET', pathname)).status).toBe(404)
  })
})

describe('a list of all repositories', () => {
  test('needs ecr:DescribeRepositories on every repository', async ({ identities, repository }) => {
    const user = await identities.addUser('catalogue')
    await identities.putInlinePolicy(user.id, policyOf({ Action: 'ecr:*', Resource: arnOf('team/*') }))
    const named = new DescribeRepositoriesCommand({ repositoryNames: [repository.name] })
    expect((await user.ecr.send(named)).repositories).toHaveLength(1)
    const reason = notAllowed('identity-based policy', 'DescribeRepositories')
    const message = denial(user, 'DescribeRepositories', arnOf('*'), reason)
    await expectRefusal(user.ecr.send(new DescribeRepositoriesCommand()), 'AccessDeniedException', message)
    expect((await user.registry.request('GET', '/v2/_catalog')).status).toBe(403)
  })
})
