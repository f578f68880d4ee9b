import { describe, expect } from 'vitest'
import { claimedBy } from '../support/claimed-signature.ts'
import { identitiesOf, policyOf } from '../support/identities.ts'
import { imageOf, OCI } from '../support/images.ts'
import { type OpenAnswer, openRequest } from '../support/open-request.ts'
import { targetOf } from '../support/signed-json.ts'
import type { TestServer } from '../support/test-server.ts'
import { test } from './ecr-test.ts'

/** What can be refused without a body is refused before it is read: the answer is there while the body isn't. */

const unknownKey = 'AKIAUNKNOWNUNKNOWN77'
const target = { 'x-amz-target': targetOf('UploadLayerPart') }

/** The answer to a request of which one byte is sent. */
async function answerTo(
  server: Pick<TestServer, 'url' | 'authorizationToken'>,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<OpenAnswer> {
  const begun = openRequest(server, method, path, { 'content-length': 1024 * 1024, ...headers })
  await begun.send(Buffer.from('{'))
  const answer = await begun.answer
  await begun.breakOff()
  return answer
}

type Headers = (server: TestServer) => Readonly<Record<string, string>>

const late: Headers = (server) => {
  const clock = { ...server.clock, now: () => server.clock.now() - 6 * 60_000 }
  return claimedBy({ ...server, clock }, server.credentials.accessKeyId, 'ecr', target)
}

describe('the JSON API refuses a request before it reads the body', () => {
  test.for([
    ['without a signature', () => target, 'MissingAuthenticationTokenException'],
    [
      'with an unknown access key',
      (server) => claimedBy(server, unknownKey, 'ecr', target),
      'UnrecognizedClientException',
    ],
    ['with a signature that is too old', late, 'InvalidSignatureException'],
    [
      'with a signature for another service',
      (server) => claimedBy(server, server.credentials.accessKeyId, 'iam', target),
      'InvalidSignatureException',
    ],
  ] as const satisfies readonly (readonly [string, Headers, string])[])(
    'that arrives %s',
    async ([, headers, code], { server }) => {
      const json = { 'content-type': 'application/x-amz-json-1.1' }
      const { status, text } = await answerTo(server, 'POST', '/', { ...json, ...headers(server) })
      expect([status, JSON.parse(text)]).toMatchObject([400, { __type: code }])
    },
  )
})

const wrongService = 'Credential should be scoped to correct service: &apos;sts&apos;.'

describe('the query API refuses a request before it reads the form', () => {
  test.for([
    ['without a signature', () => ({}), 'MissingAuthenticationToken'],
    ['with an unknown access key', (server) => claimedBy(server, unknownKey, 'sts'), 'InvalidClientTokenId'],
    ['with a signature for another service', (server) => claimedBy(server, unknownKey, 'ecr'), 'SignatureDoesNotMatch'],
  ] as const satisfies readonly (readonly [string, Headers, string])[])(
    'that arrives %s',
    async ([, headers, code], { server }) => {
      const form = { 'content-type': 'application/x-www-form-urlencoded' }
      const { status, text } = await answerTo(server, 'POST', '/', { ...form, ...headers(server) })
      expect([status, /<Code>(\w+)</.exec(text)?.[1]]).toEqual([403, code])
    },
  )

  test('whose URL names an action of another service', async ({ server }) => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const headers = { ...form, ...claimedBy(server, server.credentials.accessKeyId, 'iam') }
    const { status, text } = await answerTo(server, 'POST', '/?Action=GetCallerIdentity&Version=2011-06-15', headers)
    expect([status, text.includes(wrongService)]).toEqual([403, true])
  })
})

test.for(['application/json', 'text/plain', 'multipart/form-data'])(
  'a POST to an unknown path is answered before its body of type %s is read',
  async (type, { server }) => {
    const { status } = await answerTo(server, 'POST', '/nowhere', { 'content-type': type })
    expect(status).toBe(404)
  },
)

describe('a pushed manifest', () => {
  const manifest = { 'content-type': OCI.manifest }

  test('is not read without credentials', async ({ server, repository }) => {
    const anonymous = { ...manifest, authorization: 'Basic QVdTOg==' }
    const { status } = await answerTo(server, 'PUT', `/v2/${repository.name}/manifests/v1`, anonymous)
    expect(status).toBe(401)
  })

  test('is not read when the caller may not push into the repository', async ({ server, repository }) => {
    const identities = identitiesOf(server)
    const reader = await identities.addUser('reader-of-images')
    await identities.putInlinePolicy(reader.id, policyOf({ Action: 'ecr:BatchGetImage' }))
    const asReader = { ...server, authorizationToken: reader.authorizationToken }
    const { status, text } = await answerTo(asReader, 'PUT', `/v2/${repository.name}/manifests/v1`, manifest)
    expect([status, text]).toEqual([403, expect.stringContaining('is not authorized to perform: ecr:PutImage')])
  })

  test('is read when a policy decides by the tags of the image', async ({ server, repository }) => {
    const identities = identitiesOf(server)
    const pusher = await identities.addUser('pusher-of-releases')
    const onReleases = { Condition: { StringLike: { 'ecr:ImageTag': 'release-*' } } }
    await identities.putInlinePolicy(
      pusher.id,
      policyOf(
        { NotAction: 'ecr:PutImage' },
        { Effect: 'Allow', Action: 'ecr:PutImage', Resource: '*', ...onReleases },
      ),
    )
    const { name } = repository
    await server.registry.pushImage(name, imageOf())
    expect((await pusher.registry.pushManifest(name, imageOf(), 'release-1')).status).toBe(201)
    expect((await pusher.registry.pushManifest(name, imageOf(), 'dev-1')).status).toBe(403)
  })
})
