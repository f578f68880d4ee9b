import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import type { AnyOperation, Scope } from '../../operation.ts'
import { accessDenied } from '../../errors.ts'
import type { Pipeline } from '../../pipeline.ts'
import type { Exchange } from './exchange.ts'
import { uploadsEndpoints } from './uploads.ts'

const scope: Scope = {
  registryId: '123456789012',
  region: 'us-east-1',
  caller: { arn: 'arn:aws:iam::123456789012:user/ci', account: '123456789012', userId: 'AIDA', accessKeyId: 'AKIA' },
  door: 'oci',
  requestId: 'b6ad4e1a-9d2c-4c0a-8f0e-0d9c3b5d2a10',
}

/** A pipeline in which the caller may not do some operations; an upload that is opened has an id. */
function pipelineDenying(...denied: readonly string[]): Pipeline {
  const run = async ({ name }: AnyOperation): Promise<unknown> => {
    if (denied.includes(name)) throw accessDenied(scope.caller.arn, `ecr:${name}`, '*', 'no policy allows it')
    return { uploadId: 'new' }
  }
  return { run: run as Pipeline['run'] }
}

function mountThrough(pipeline: Pipeline) {
  const query = new URLSearchParams({ mount: `sha256:${'0'.repeat(64)}`, from: 'team/secret' })
  const route = { kind: 'uploads', name: 'team/app', reference: '' } as const
  const body = Readable.from([])
  const exchange: Exchange = { pipeline, scope, route, query, headers: {}, body, origin: 'http://localhost' }
  return uploadsEndpoints.POST?.handle(exchange)
}

// The answer is the same as for a source that isn't there: who may not read it learns nothing, and can push.
test('a mount from a repository that the caller may not read opens an upload', async () => {
  await expect(mountThrough(pipelineDenying('MountBlob'))).resolves.toMatchObject({
    status: 202,
    headers: { location: 'http://localhost/v2/team/app/blobs/uploads/new' },
  })
})

test('a mount into a repository that the caller may not write to is denied', async () => {
  const refused = mountThrough(pipelineDenying('MountBlob', 'InitiateLayerUpload'))
  await expect(refused).rejects.toThrow('is not authorized to perform: ecr:InitiateLayerUpload on resource: *')
})
