import { expect } from 'vitest'
import { ociPaths } from '../../../support/oci-rights.ts'
import { registryClient } from '../../../support/registry-client.ts'
import { test } from '../../ecr-test.ts'

/** Whoever doesn't say who he is learns nothing of what is there, and that is what he is told of everything. */

const unknown = ['/v2', '/v2/x', '/v2//', '/v2/a/b/c', '/v2/_catalog/', '/v2/Bad/tags/list', '/v2/%2e%2e/x', '/v2/%zz']

test.for([...Object.values(ociPaths), ...unknown])(
  '%s without credentials answers 401 to every method',
  async (path, { server }) => {
    const { host } = new URL(server.url)
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const answer = await registryClient(server.url).request(method, path)
      expect([method, answer.status]).toEqual([method, 401])
      expect(answer.headers['www-authenticate']).toBe(`Basic realm="http://${host}/",service="ecr.amazonaws.com"`)
      expect(answer.text).toBe(method === 'HEAD' ? '' : 'Not Authorized\n')
    }
  },
)
