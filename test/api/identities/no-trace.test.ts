import { CreateRepositoryCommand } from '@aws-sdk/client-ecr'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callerOfKey } from '../../../src/auth/caller-rules.ts'
import { findCaller } from '../../../src/auth/principals.ts'
import { batchDeleteImage } from '../../../src/ecr/images/batch-delete-image.ts'
import { batchGetImage } from '../../../src/ecr/images/batch-get-image.ts'
import { ociGetManifest } from '../../../src/ecr/images/oci-get-manifest.ts'
import { ociMountBlob } from '../../../src/ecr/layers/oci-mount-blob.ts'
import { setRepositoryPolicy } from '../../../src/ecr/policies/set-repository-policy.ts'
import type { AnyOperation } from '../../../src/request/operation.ts'
import type { IdentifiedCaller } from '../../../src/request/caller.ts'
import { scopeOf } from '../../support/callers.ts'
import { identitiesOf, policyOf } from '../../support/identities.ts'
import { digestOf, imageOf, indexOf } from '../../support/images.ts'
import { queriesOfDecisions } from '../../support/queries-of-decisions.ts'
import { startTestServer, type TestServer } from '../../support/test-server.ts'

/** Whoever is denied can't tell by the work that it takes whether what he asks about is there. */

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

/** Of the first decision, and of one more, when what was read is remembered. */
const queriesOf = (
  operation: AnyOperation,
  caller: IdentifiedCaller,
  input: object,
): Promise<readonly (readonly string[])[]> =>
  queriesOfDecisions(server, operation, scopeOf(caller, server.region), [input, input])

test('a denied request runs the same queries whether the repository exists or not', async () => {
  await server.ecr.send(new CreateRepositoryCommand({ repositoryName: 'there' }))
  const key = { id: 'AKIAQ', account: server.account, user_id: 'AIDAQ', name: 'nobody', path: '/', auth_epoch: 0 }
  const nobody = callerOfKey(key)
  const input = (repositoryName: string) => ({ repositoryName, digest: digestOf(''), policyText: '{}' })

  for (const operation of [ociMountBlob, setRepositoryPolicy]) {
    const [first, second] = await queriesOf(operation, nobody, input('there'))
    expect(first).toContain('selectRepositoryPolicy')
    expect(second).not.toContain('selectRepositoryPolicy')
    expect(await queriesOf(operation, nobody, input('absent'))).toEqual([first, second])
  }
})

test('a request denied by image tags runs the same queries whether the image exists or not', async () => {
  const repositoryName = 'images'
  await server.ecr.send(new CreateRepositoryCommand({ repositoryName }))
  const [image, absent] = [imageOf({ annotations: { is: 'there' } }), imageOf({ annotations: { is: 'absent' } })]
  const index = indexOf([{ manifest: image }])
  await server.registry.pushImage(repositoryName, image, 'v1')
  await server.registry.pushManifest(repositoryName, index, 'v2')
  const ada = await identitiesOf(server).addUser('ada')
  const Condition = { StringLike: { 'ecr:ImageTag': 'dev-*' } }
  await identitiesOf(server).putInlinePolicy(ada.id, policyOf({ Action: 'ecr:*', Condition }))
  const caller = await findCaller(server.running.ctx, ada.credentials.accessKeyId, { hosts: [], headers: {} })
  if (caller === undefined) throw new Error('ada has no key')

  const names = (imageDigest: string, imageTag: string) => [{ imageDigest }, { imageTag }, { imageDigest, imageTag }]
  const known = names(image.digest, 'v1')
  const unknown = names(absent.digest, 'v9')
  for (const [at, name] of known.entries()) {
    for (const operation of [batchGetImage, batchDeleteImage, ociGetManifest]) {
      const ask = (asked: object | undefined) =>
        queriesOf(operation, caller, { repositoryName, imageIds: [asked], ...asked })
      const [first, second] = await ask(name)
      expect(first?.some((query) => query.startsWith('selectImageBy'))).toBe(true)
      expect(first).not.toContain('allowed')
      expect(await ask(unknown[at])).toEqual([first, second])
    }
  }
})
