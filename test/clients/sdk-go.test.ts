import { describe, expect } from 'vitest'
import { ACCOUNT, REGION } from '../support/ecrd.ts'
import { ecrOperations } from '../../src/ecr/operations.ts'
import { taggingOperations } from '../../src/resource-groups-tagging/operations.ts'
import { OCI } from '../support/images.ts'
import { unansweredOperations } from '../support/logged-requests.ts'
import { hasGo, test } from '../support/sdk-go.ts'

const aDigest = expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as unknown
const containing = (text: string): unknown => expect.stringContaining(text)

describe.runIf(hasGo)('AWS SDK for Go v2', () => {
  test('gets a token that opens the registry', async ({ tell, server }) => {
    const proxyEndpoint = `http://${server.registry}`
    expect(await tell('login')).toEqual({ entries: 1, user: 'AWS', proxyEndpoint, hours: 12, status: 200 })
  })

  test('pushes an image layer by layer, describes, pulls and deletes it', async ({ tell }) => {
    const failure = { FailureCode: 'ImageNotFound', FailureReason: 'Requested image not found' }
    const absent = expect.objectContaining({ ...failure, ImageId: { ImageDigest: null, ImageTag: 'v0' } }) as unknown
    expect(await tell('image')).toEqual({
      completed: true,
      layers: ['AVAILABLE', 'UNAVAILABLE'],
      stored: true,
      described: [
        expect.objectContaining({
          RegistryId: ACCOUNT,
          RepositoryName: 'go/image',
          ImageDigest: aDigest,
          ImageTags: ['v1'],
          ImageSizeInBytes: 15_000_002,
          ImagePushedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as unknown,
          ImageManifestMediaType: OCI.manifest,
          ArtifactMediaType: OCI.config,
        }),
      ],
      got: true,
      notGot: [absent],
      pulled: true,
      deleted: 1,
      notDeleted: [absent],
    })
  })

  test('tags repositories through the tagging API, which it asks in CBOR', async ({ tell, server }) => {
    const arns = [0, 1].map((number) => `arn:aws:ecr:${REGION}:${ACCOUNT}:repository/go/tags/${number}`)
    expect(await tell('tags')).toEqual({
      failed: 1,
      found: arns.map((arn) => [arn]),
      keys: ['team'],
      values: ['gophers'],
      left: 0,
      refused: 'The value of ResourcesPerPage must be from 1 to 100.',
    })
    await expect.poll(() => unansweredOperations(server, [taggingOperations])).toEqual([])
  })

  test('pages through repositories, tags, images and templates', async ({ tell }) => {
    // A region in which there is nothing else.
    const told = await tell('lists', { AWS_REGION: 'eu-central-1' })
    const tags = [['v0', 'v1'], ['v2', 'v3'], ['v4']]
    const repositories = [['go/pages/0', 'go/pages/1'], ['go/pages/2', 'go/pages/3'], ['go/pages/4']]
    const templates = [['go/pages/0', 'go/pages/1'], ['go/pages/2']]
    expect(told).toEqual({ repositories, tags, details: tags, templates })
  })

  test('tells each error by its type', async ({ tell }) => {
    const inRegistry = `with name 'go/failures' in registry with id '${ACCOUNT}'`
    const registry = `in the registry with id '${ACCOUNT}'`
    expect(await tell('failures')).toEqual([
      [
        ['RepositoryNotFoundException', `The repository with name 'go/missing' does not exist ${registry}`],
        ['RepositoryAlreadyExistsException', `The repository with name 'go/failures' already exists ${registry}`],
        [
          'RepositoryNotEmptyException',
          `The repository ${inRegistry} cannot be deleted because it still contains images`,
        ],
        ['InvalidParameterException', containing("Invalid parameter at 'repositoryName' failed to satisfy")],
      ],
      [
        ['ImageAlreadyExistsException', containing("Image with digest 'sha256:")],
        ['LayersNotFoundException', containing("Layers with digests '[sha256:")],
        ['ImageNotFoundException', containing("The image with imageId {imageDigest:'null', imageTag:'v9'}")],
        ['ImageTagAlreadyExistsException', containing("The image tag 'v1' already exists in the 'go/failures'")],
      ],
      [
        ['LayerAlreadyExistsException', containing("Layer with digest 'sha256:")],
        ['InvalidLayerPartException', 'First byte of the layer part is 10 instead of 2'],
        ['EmptyUploadException', containing("The upload with id '")],
        ['UploadNotFoundException', containing("The upload with id '3f0d8a62-")],
        1,
      ],
      [
        ['LifecyclePolicyNotFoundException', containing('Lifecycle policy does not exist')],
        ['LifecyclePolicyPreviewNotFoundException', containing('Lifecycle policy preview does not exist')],
        ['TemplateNotFoundException', containing("The repository creation template with prefix 'go/failures'")],
        ['ExclusionNotFoundException', containing("The pull time update exclusion for 'arn:aws:iam::")],
      ],
    ])
  })

  test('keeps the policies of a repository and a registry, and an account setting', async ({ tell }) => {
    const { repository, registry, setting } = (await tell('policies')) as Record<string, readonly string[]>
    const [ofRepository = '', ...sameOfRepository] = repository ?? []
    expect(JSON.parse(ofRepository)).toMatchObject({ Statement: [{ Action: 'ecr:BatchGetImage' }] })
    expect(sameOfRepository).toEqual([ofRepository, ofRepository])
    const [ofRegistry = '', ...sameOfRegistry] = registry ?? []
    expect(JSON.parse(ofRegistry)).toMatchObject({ Statement: [{ Action: 'ecr:ReplicateImage' }] })
    expect(sameOfRegistry).toEqual([ofRegistry, ofRegistry])
    expect(setting).toEqual(['V1', 'V1'])
  })

  test('keeps a lifecycle policy, waits for a preview and pages through it', async ({ tell }) => {
    const { texts, ...told } = (await tell('lifecycle')) as { readonly texts: readonly string[] }
    const [put = '', ...same] = texts
    expect(JSON.parse(put)).toMatchObject({ rules: [{ selection: { countNumber: 1 }, action: { type: 'expire' } }] })
    expect(same).toEqual([put, put])
    expect(told).toEqual({ evaluated: '1970-01-01T00:00:00Z', expiring: [['v1'], ['v2']] })
  })

  test('keeps a template, after which a push creates a repository', async ({ tell }) => {
    const created = { Prefix: 'go/templates', ImageTagMutability: 'IMMUTABLE', AppliedFor: ['CREATE_ON_PUSH'] }
    const updated = { ...created, Description: 'for pushes' }
    expect(await tell('templates')).toMatchObject({ created, updated, deleted: updated, mutability: 'IMMUTABLE' })
  })

  test('registers, lists and deregisters an exclusion from pull times', async ({ tell }) => {
    const scanner = `arn:aws:iam::${ACCOUNT}:role/scanner`
    const since = expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as unknown
    const told = { registered: scanner, since, listed: [scanner], deregistered: scanner, left: [] }
    expect(await tell('exclusions')).toEqual(told)
  })

  test('archives an image, and sees its status', async ({ tell }) => {
    expect(await tell('archive')).toEqual(['ARCHIVED', 'ARCHIVED'])
  })

  test('describes the registry, tags a repository, finds no referrers, and deletes it', async ({ tell }) => {
    expect(await tell('registry')).toEqual({
      registry: ACCOUNT,
      rules: 0,
      tags: [{ Key: 'team', Value: 'devs' }],
      referrers: 0,
      deleted: 'go/registry',
    })
  })

  test('gets an error that names the operation when the secret key is wrong', async ({ tell, server }) => {
    const { accessKeyId } = server.credentials
    const wrong = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: 'wrong', AWS_REGION: REGION }
    await expect(tell('login', wrong)).rejects.toThrow(
      /operation error ECR: GetAuthorizationToken, .* api error InvalidSignatureException: /,
    )
  })

  /** Looks at what the tests above have asked the server. */
  test('calls every operation of ECR that ecrd implements', async ({ server }) => {
    await expect.poll(() => unansweredOperations(server, [ecrOperations])).toEqual([])
  })
})
