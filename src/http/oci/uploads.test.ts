import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { rootOf, scopeOf } from '../../../test/support/callers.ts'
import { unhurriedBodies } from '../../../test/support/unhurried-bodies.ts'
import type { AnyOperation } from '../../request/operation.ts'
import { accessDenied } from '../../errors.ts'
import type { Pipeline } from '../../pipeline/pipeline.ts'
import { bodyOf } from '../bodies/request-bodies.ts'
import type { Exchange } from './exchange.ts'
import { uploadsEndpoints } from './uploads.ts'

const scope = scopeOf(rootOf('123456789012'), 'us-east-1')

/** A pipeline in which the caller may not do some operations; an upload that is opened has an id. */
function pipelineDenying(...denied: readonly string[]): Pipeline {
  const run = async ({ name }: AnyOperation): Promise<unknown> => {
    if (!denied.includes(name)) return { uploadId: 'new' }
    const reason = 'because no policy allows it'
    throw accessDenied({ caller: scope.caller.arn, action: `ecr:${name}`, resource: '*', reason })
  }
  return { run: run as Pipeline['run'] }
}

function mountThrough(pipeline: Pipeline) {
  const query = new URLSearchParams({ mount: `sha256:${'0'.repeat(64)}`, from: 'team/secret' })
  const route = { kind: 'uploads', name: 'team/app', reference: '' } as const
  const body = bodyOf(unhurriedBodies(), new IncomingMessage(new Socket()))
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
