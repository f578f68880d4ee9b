import { GetDownloadUrlForLayerCommand, ListImagesCommand } from '@aws-sdk/client-ecr'
import { expect } from 'vitest'
import { identitiesOf, policyOf } from '../../support/identities.ts'
import { imageOf } from '../../support/images.ts'
import { waitFor } from '../../support/processes.ts'
import type { TestServer } from '../../support/test-server.ts'
import { arnOf, test as base } from '../ecr-test.ts'

const test = base.extend('identities', { scope: 'file' }, ({ server }) => identitiesOf(server))

/** The note that a denial of somebody leaves, once its answer is out. */
const noteOf = (server: TestServer, arn: string, operation: string) =>
  waitFor('the line of the denial', () =>
    server.denials.find((line) => line.principal === arn && line.operation === operation),
  )

test('the log names the missing statement on either door, and the answer to the caller does not', async ({
  server,
  identities,
  repository,
}) => {
  const user = await identities.addUser('lacking')
  const resource = arnOf(repository.name)
  const lacks = (action: string) => ({
    denial: {
      because: `because no identity-based policy allows the ecr:${action} action`,
      wouldAllow: [
        `add {"Effect":"Allow","Action":"ecr:${action}","Resource":"${resource}"} to an identity-based policy of ${user.arn}`,
      ],
    },
  })
  const refusal = await user.ecr
    .send(new ListImagesCommand({ repositoryName: repository.name }))
    .catch((error: unknown) => String(error))
  expect(refusal).not.toContain('Effect')
  expect(await noteOf(server, user.arn, 'ListImages')).toMatchObject(lacks('ListImages'))
  const { body } = await user.registry.request('GET', `/v2/${repository.name}/manifests/v1`)
  expect(body.toString()).not.toContain('Effect')
  expect(await noteOf(server, user.arn, 'BatchGetImage')).toMatchObject(lacks('BatchGetImage'))
})

test('the log names the statement that denies, and lists five remedies at most', async ({
  server,
  identities,
  repository,
}) => {
  const user = await identities.addUser('denied')
  const deny = (at: number) => ({ Sid: `no${at}`, Effect: 'Deny', Action: 'ecr:*', Resource: '*' })
  await identities.putInlinePolicy(
    user.id,
    policyOf({ Action: '*' }, ...Array.from({ length: 8 }, (_, at) => deny(at))),
  )
  await expect(user.ecr.send(new ListImagesCommand({ repositoryName: repository.name }))).rejects.toThrow(
    'explicit deny',
  )
  const { denial } = await noteOf(server, user.arn, 'ListImages')
  expect(denial?.because).toMatch(/^because statement 2 \(no0\) of the policy policy-[0-9a-f-]+ of arn:.* denies it$/)
  expect(denial?.wouldAllow).toHaveLength(5)
})

test('the log names why a download URL that was valid is refused', async ({ server, identities, repository }) => {
  const user = await identities.addUser('downloading')
  const image = imageOf()
  await server.registry.pushImage(repository.name, image, 'v1')
  await identities.putInlinePolicy(user.id, policyOf({ Action: 'ecr:*' }))
  const asked = { repositoryName: repository.name, layerDigest: image.config.digest }
  const { downloadUrl = '' } = await user.ecr.send(new GetDownloadUrlForLayerCommand(asked))
  await identities.removeInlinePolicy(user.id)
  expect((await fetch(downloadUrl)).status).toBe(404)
  const { denial } = await noteOf(server, user.arn, 'GetDownloadUrlForLayer')
  expect(denial?.because).toBe('because no identity-based policy allows the ecr:GetDownloadUrlForLayer action')
})
