import { describe, expect } from 'vitest'
import { endpoints } from '../../src/http/oci/endpoints.ts'
import type { RouteKind } from '../../src/http/oci/route.ts'
import { digestOf, imageOf } from '../support/images.ts'
import { registryClient } from '../support/registry-client.ts'
import { expectRefusal, test } from './oci-test.ts'
import { nothing } from './test-repository.ts'

/** https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#determining-support */
const digest = digestOf('x')
const paths: Readonly<Record<RouteKind, string>> = {
  base: '/v2/',
  catalog: '/v2/_catalog',
  tags: '/v2/NAME/tags/list',
  manifest: '/v2/NAME/manifests/v1',
  blob: `/v2/NAME/blobs/${digest}`,
  uploads: '/v2/NAME/blobs/uploads/',
  upload: '/v2/NAME/blobs/uploads/b6ad4e1a-9d2c-4c0a-8f0e-0d9c3b5d2a10',
  referrers: `/v2/NAME/referrers/${digest}`,
}
/** Every route with every method that it answers. */
const routes = Object.entries(endpoints).flatMap(([kind, methods]) =>
  Object.keys(methods).map((method) => [method, paths[kind as RouteKind]] as const),
)

describe('without credentials', () => {
  test.for(routes)(
    '%s %s without credentials answers 401 with a challenge',
    async ([method, path], { server, repository }) => {
      for (const name of [repository.name, 'team/missing', 'NOT-A-NAME']) {
        const answer = await registryClient(server.url).request(method, path.replace('NAME', name), {
          headers: method === 'PUT' || method === 'PATCH' ? { 'content-type': 'application/octet-stream' } : {},
          ...(method === 'PUT' || method === 'PATCH' || method === 'POST' ? { body: 'body' } : {}),
        })
        expect([answer.status, answer.text]).toEqual([401, method === 'HEAD' ? '' : 'Not Authorized\n'])
        expect(answer.headers).toMatchObject({
          'www-authenticate': `Basic realm="${server.url}/",service="ecr.amazonaws.com"`,
          'docker-distribution-api-version': 'registry/2.0',
          'content-type': 'text/plain; charset=utf-8',
        })
      }
      expect(await repository.stored()).toEqual(nothing)
    },
  )

  test.for(['/v2/x', '/v2/a/b/c/d', '/v2/%00', '/v2//', '/v2'])(
    'the unknown path %s without credentials answers 401, too',
    async (path, { server }) => {
      expect((await registryClient(server.url).request('GET', path)).status).toBe(401)
    },
  )

  test('the realm of the challenge is the host of the request', async ({ server }) => {
    const host = '123456789012.dkr.ecr.us-east-1.localhost:5100'
    const answer = await registryClient(server.url, { host }).request('GET', '/v2/')
    expect(answer.headers['www-authenticate']).toBe(`Basic realm="http://${host}/",service="ecr.amazonaws.com"`)
  })
})

describe('forwarding headers from a client that is not a trusted proxy', () => {
  const said = {
    'x-forwarded-host': 'elsewhere.example',
    'x-forwarded-proto': 'https',
    'x-forwarded-for': '127.0.0.1',
    'x-forwarded-prefix': '/registry',
    forwarded: 'for=127.0.0.1;host=elsewhere.example;proto=https',
    'x-original-url': '/v2/_catalog',
    'x-http-method-override': 'DELETE',
  }
  const users = { 'x-forwarded-user': 'root', 'x-remote-user': 'root', 'remote-user': 'root', from: 'root' }

  test('identify no user', async ({ server }) => {
    const answer = await registryClient(server.url).request('GET', '/v2/', { headers: { ...said, ...users } })
    expect(answer.status).toBe(401)
    expect(answer.headers['www-authenticate']).toBe(`Basic realm="${server.url}/",service="ecr.amazonaws.com"`)
  })

  test('select no other registry, path or method', async ({ repository, server }) => {
    await repository.pushImage(imageOf(), 'v1')
    const listed = await repository.ask('GET', 'tags/list', { headers: said })
    expect(listed.json()).toEqual({ name: repository.name, tags: ['v1'] })
    const opened = await repository.ask('POST', 'blobs/uploads/', { headers: said })
    expect(opened.headers.location).toMatch(new RegExp(`^${server.url}/v2/${repository.name}/blobs/uploads/`))
  })
})

describe('with credentials', () => {
  test('GET and HEAD of the base answer 200 to credentials as Basic and as Bearer', async ({ server }) => {
    const password = Buffer.from(server.authorizationToken, 'base64').toString().slice('AWS:'.length)
    for (const authorization of [
      `Basic ${server.authorizationToken}`,
      `basic ${server.authorizationToken}`,
      `Bearer ${server.authorizationToken}`,
      `Bearer ${password}`,
    ]) {
      for (const path of ['/v2/', '/v2']) {
        for (const method of ['GET', 'HEAD']) {
          const answer = await registryClient(server.url).request(method, path, { headers: { authorization } })
          expect([answer.status, answer.text]).toEqual([200, method === 'GET' ? '{}' : ''])
          expect(answer.headers['docker-distribution-api-version']).toBe('registry/2.0')
        }
      }
    }
  })

  test.for<[string, (token: string) => string]>([
    ['another user name', (token) => `Basic ${Buffer.from(plain(token).replace('AWS:', 'root:')).toString('base64')}`],
    ['a password with a byte changed', (token) => `Basic ${changed(token)}`],
    ['half a password', (token) => `Basic ${token.slice(0, token.length / 2)}`],
    ['no password', () => `Basic ${Buffer.from('AWS:').toString('base64')}`],
    ['no colon', () => `Basic ${Buffer.from('AWS').toString('base64')}`],
    ['text that is not base64', () => 'Basic !!!'],
    ['nothing behind the scheme', () => 'Basic'],
    ['nothing behind Bearer', () => 'Bearer '],
    ['another scheme', (token) => `Digest ${token}`],
    ['only the token', (token) => token],
    ['ten thousand characters', () => `Basic ${'A'.repeat(10_000)}`],
  ])('an Authorization header with %s answers 401', async ([, authorization], { server }) => {
    const headers = { authorization: authorization(server.authorizationToken) }
    const answer = await registryClient(server.url).request('GET', '/v2/', { headers })
    expect([answer.status, answer.text]).toEqual([401, 'Not Authorized\n'])
  })

  test('another account is denied with AWS’s message, whether the repository exists or not', async ({
    server,
    repository,
  }) => {
    const image = imageOf()
    await repository.pushImage(image, 'v1')
    const { authorizationToken } = await server.otherAccount('210987654321')
    const stranger = registryClient(server.url, { authorizationToken })
    for (const name of [repository.name, 'team/missing']) {
      for (const [method, path, action] of [
        ['GET', 'manifests/v1', 'BatchGetImage'],
        ['HEAD', 'manifests/v1', 'BatchGetImage'],
        ['GET', `blobs/${image.config.digest}`, 'GetDownloadUrlForLayer'],
        ['HEAD', `blobs/${image.config.digest}`, 'BatchCheckLayerAvailability'],
        ['GET', 'tags/list', 'ListImages'],
        ['GET', `referrers/${image.digest}`, 'BatchGetImage'],
        ['POST', 'blobs/uploads/', 'InitiateLayerUpload'],
        ['DELETE', 'manifests/v1', 'BatchDeleteImage'],
        ['DELETE', `blobs/${image.config.digest}`, 'BatchDeleteImage'],
      ] as const) {
        const answer = await stranger.request(method, `/v2/${name}/${path}`)
        const sentence = `User: arn:aws:iam::210987654321:root is not authorized to perform: ecr:${action} on resource: arn:aws:ecr:us-east-1:123456789012:repository/${name} because no resource-based policy allows the ecr:${action} action`
        if (method === 'HEAD') expect([answer.status, answer.text]).toEqual([403, ''])
        else expectRefusal(answer, 403, 'DENIED', sentence)
      }
    }
    const denied = await stranger.pushManifest(repository.name, image, 'v2')
    expectRefusal(denied, 403, 'DENIED', /ecr:PutImage/)
    expect((await repository.stored()).tags).toEqual({ v1: image.digest })
  })

  const plain = (token: string): string => Buffer.from(token, 'base64').toString()
  const changed = (token: string): string => {
    const bytes = Buffer.from(plain(token))
    bytes[bytes.length - 40] = bytes[bytes.length - 40] === 65 ? 66 : 65
    return bytes.toString('base64')
  }
})
