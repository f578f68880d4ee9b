import { describe, expect } from 'vitest'
import { digestOf } from '../support/images.ts'
import { expectRefusal, test } from './oci-test.ts'

/** https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#error-codes */
const digest = digestOf('x')

describe('§ Error Codes', () => {
  test.for([
    ['/v2/', 'GET, HEAD'],
    ['/v2/_catalog', 'GET'],
    ['/v2/team/app/tags/list', 'GET'],
    ['/v2/team/app/manifests/v1', 'GET, HEAD, PUT, DELETE'],
    [`/v2/team/app/blobs/${digest}`, 'GET, HEAD, DELETE'],
    ['/v2/team/app/blobs/uploads/', 'POST'],
    ['/v2/team/app/blobs/uploads/x', 'GET, PATCH, PUT, DELETE'],
    [`/v2/team/app/referrers/${digest}`, 'GET'],
  ] as const)(
    'a method that %s does not support answers 405 with the header Allow: %s',
    async ([path, allowed], { server }) => {
      for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE']) {
        if (allowed.split(', ').includes(method)) continue
        const answer = await server.registry.request(method, path)
        expect([method, answer.status, answer.headers.allow]).toEqual([method, 405, allowed])
        if (method !== 'HEAD') expectRefusal(answer, 405, 'UNSUPPORTED', 'The operation is unsupported.')
      }
    },
  )

  test.for([
    '/v2/team/app',
    '/v2/team/app/',
    '/v2/team/app/tags',
    '/v2/team/app/tags/',
    '/v2/team/app/tags/list/',
    '/v2/team/app/manifests',
    '/v2/team/app/blobs',
    '/v2/_catalog/',
    '/v2/catalog',
    '/v2/manifests',
    `/v2/${'a/'.repeat(600)}tags/list`,
  ])('%s is no route and answers 404 as Go’s servers do', async (path, { server }) => {
    for (const method of ['GET', 'POST', 'DELETE', 'OPTIONS']) {
      const answer = await server.registry.request(method, path)
      expect([answer.status, answer.text]).toEqual([404, '404 page not found\n'])
      expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8')
    }
  })

  test.for(['/v1/', '/v1/_ping', '/v3/', '/v22/', '/V2/', '/'])(
    '%s is answered without the header of the registry protocol',
    async (path, { server }) => {
      expect((await server.registry.request('GET', path)).headers).not.toHaveProperty('docker-distribution-api-version')
    },
  )
})
