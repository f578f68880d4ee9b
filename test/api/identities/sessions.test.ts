import { ListImagesCommand } from '@aws-sdk/client-ecr'
import { describe, expect } from 'vitest'
import { identitiesOf, policyOf } from '../../support/identities.ts'
import { imageOf } from '../../support/images.ts'
import { registryClient } from '../../support/registry-client.ts'
import { askSigned } from '../../support/signed-json.ts'
import { account, arnOf, expectRefusal, test as base } from '../ecr-test.ts'

const test = base.extend('identities', { scope: 'file' }, ({ server }) => identitiesOf(server))
const everything = policyOf({ Action: 'ecr:*' })
const invalidToken = 'The security token included in the request is invalid.'
const expiredToken = 'The security token included in the request is expired'

let roles = 0
const nextRole = () => `role-${++roles}`

describe('a role’s session', () => {
  test('may do what the role may do, on both doors', async ({ identities, repository }) => {
    const name = nextRole()
    const roleId = await identities.addRole(name)
    await identities.putInlinePolicy(roleId, everything)
    const session = await identities.assumeRole(name, roleId)
    const list = new ListImagesCommand({ repositoryName: repository.name })
    expect((await session.ecr.send(list)).imageIds).toEqual([])
    expect((await session.registry.request('GET', `/v2/${repository.name}/tags/list`)).status).toBe(200)
  })

  test('is limited by its session policy, and its ARN is named in the denial', async ({ identities, repository }) => {
    const name = nextRole()
    const roleId = await identities.addRole(name)
    await identities.putInlinePolicy(roleId, everything)
    const session = await identities.assumeRole(name, roleId, { policies: [policyOf({ Action: 'ecr:Batch*' })] })
    expect(session.arn).toBe(`arn:aws:sts::${account}:assumed-role/${name}/build`)
    const message = `User: ${session.arn} is not authorized to perform: ecr:ListImages on resource: ${arnOf(repository.name)} because no session policy allows the ecr:ListImages action`
    const list = new ListImagesCommand({ repositoryName: repository.name })
    await expectRefusal(session.ecr.send(list), 'AccessDeniedException', message)
  })

  test('has the role’s tags, replaced by its own', async ({ identities, newRepository }) => {
    const [mine, theirs] = [await newRepository('tagged/a'), await newRepository('tagged/b')]
    const name = nextRole()
    const roleId = await identities.addRole(name)
    await identities.tagIdentity(roleId, 'Stage', 'tagged')
    await identities.tagIdentity(roleId, 'Team', 'b')
    const resource = arnOf('${aws:PrincipalTag/stage}/${aws:PrincipalTag/team}')
    await identities.putInlinePolicy(roleId, policyOf({ Action: 'ecr:*', Resource: resource }))
    const session = await identities.assumeRole(name, roleId, { tags: { team: 'a' } })
    const list = (repositoryName: string) => session.ecr.send(new ListImagesCommand({ repositoryName }))
    expect((await list(mine.name)).imageIds).toEqual([])
    await expect(list(theirs.name)).rejects.toThrow('no identity-based policy allows')
  })

  test('expires together with its registry token and its download URLs', async ({ identities, repository, server }) => {
    const name = nextRole()
    const roleId = await identities.addRole(name)
    await identities.putInlinePolicy(roleId, everything)
    const expiresAt = server.clock.now() + 900_000
    const { credentials, registry } = await identities.assumeRole(name, roleId, { expiresAt })
    const image = imageOf()
    await registry.pushImage(repository.name, image, 'v1')
    const wanted = { repositoryName: repository.name, layerDigest: image.config.digest }
    const signed = await askSigned(server, 'GetDownloadUrlForLayer', wanted, { credentials })
    const { downloadUrl } = signed.json() as { downloadUrl: string }
    const download = () => registryClient(server.url).request('GET', new URL(downloadUrl).pathname)
    expect((await download()).status).toBe(200)

    server.clock.advance(900_000)
    const signedAt = new Date(server.clock.now())
    const late = await askSigned(server, 'ListImages', { repositoryName: repository.name }, { credentials, signedAt })
    const onRegistry = await registry.request('GET', '/v2/')
    const lateDownload = await download()
    server.clock.advance(-900_000)

    expect([late.status, late.json()]).toEqual([400, { __type: 'ExpiredTokenException', message: expiredToken }])
    expect(onRegistry.status).toBe(403)
    expect([lateDownload.status, lateDownload.text]).toEqual([403, 'The URL has expired.\n'])
  })

  test('is accepted with its own session token only', async ({ identities, server }) => {
    const name = nextRole()
    const roleId = await identities.addRole(name)
    const [one, other] = [await identities.assumeRole(name, roleId), await identities.assumeRole(name, roleId)]
    const { accessKeyId, secretAccessKey, sessionToken = '' } = one.credentials
    const key = { accessKeyId, secretAccessKey }
    const altered = Buffer.from(sessionToken, 'base64')
    altered.writeUInt8(altered.readUInt8(20) ^ 1, 20)
    const wrong = [
      key,
      { ...key, sessionToken: other.credentials.sessionToken ?? '' },
      { ...key, sessionToken: altered.toString('base64') },
      { ...key, sessionToken: sessionToken.slice(0, -8) },
      { ...key, sessionToken: 'A'.repeat(4_000) },
      { ...server.credentials, sessionToken },
    ]
    for (const credentials of wrong) {
      const answer = await askSigned(server, 'DescribeRegistry', {}, { credentials })
      expect([answer.status, answer.json()]).toEqual([
        400,
        { __type: 'UnrecognizedClientException', message: invalidToken },
      ])
    }
    const good = await askSigned(server, 'DescribeRegistry', {}, { credentials: one.credentials })
    expect(good.json()).toMatchObject({ __type: 'AccessDeniedException' })
  })
})
