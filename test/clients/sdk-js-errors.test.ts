import * as sdk from '@aws-sdk/client-ecr'
import { type ECR, ECRServiceException } from '@aws-sdk/client-ecr'
import { describe, expect } from 'vitest'
import { loggedRequest } from '../support/logged-requests.ts'
import { ACCOUNT } from '../support/ecrd.ts'
import { digestOf, imageOf, indexOf, layerOf } from '../support/images.ts'
import { sdkClients, test as base } from '../support/sdk-js.ts'

type Ask = (ecr: ECR, repositoryName: string) => Promise<unknown>
type ErrorClass<Refusal> = new (...args: never[]) => Refusal

const image = imageOf({ layers: [layerOf({ motd: 'welcome\n' })] })
const other = imageOf({ annotations: { is: 'another' } })
const index = indexOf([{ manifest: other }])
const imageManifest = image.bytes.toString()
const absent = 'absent'
const uploadId = '00000000-0000-4000-8000-000000000000'
const roleArn = `arn:aws:iam::${ACCOUNT}:role/scanner`
const absentDigest = digestOf('absent')

const test = base.extend('filled', { scope: 'file' }, async ({ newRepository }) => {
  const repository = await newRepository('filled')
  await repository.pushImage(image, 'v1')
  return repository
})

/** The error that a call fails with, once it is seen to be what the SDK makes of a refusal. */
async function refusalOf<Refusal extends ECRServiceException>(
  answer: Promise<unknown>,
  type: ErrorClass<Refusal>,
): Promise<Refusal> {
  const error = await answer.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof type)) throw new Error(`expected ${type.name}`, { cause: error })
  // Nothing is gained by asking the same again, so the SDK doesn't.
  expect(error).toMatchObject({ $fault: 'client', $metadata: { httpStatusCode: 400, attempts: 1 } })
  expect(error.$metadata.requestId).toMatch(/^[0-9a-f-]{36}$/)
  return error
}

describe('the SDK for JavaScript has its own class for the refusal of', () => {
  const refused: readonly (readonly [what: string, type: ErrorClass<ECRServiceException>, ask: Ask])[] = [
    [
      'describing repositories of which one does not exist',
      sdk.RepositoryNotFoundException,
      (ecr, repositoryName) => ecr.describeRepositories({ repositoryNames: [repositoryName, absent] }),
    ],
    [
      'the images of a repository that does not exist',
      sdk.RepositoryNotFoundException,
      (ecr) => ecr.listImages({ repositoryName: absent }),
    ],
    [
      'a name that is taken',
      sdk.RepositoryAlreadyExistsException,
      (ecr, repositoryName) => ecr.createRepository({ repositoryName }),
    ],
    [
      'deleting a repository that has images',
      sdk.RepositoryNotEmptyException,
      (ecr, repositoryName) => ecr.deleteRepository({ repositoryName }),
    ],
    [
      'a name that is not valid',
      sdk.InvalidParameterException,
      (ecr) => ecr.createRepository({ repositoryName: 'Upper/Case' }),
    ],
    [
      'a page that does not exist',
      sdk.InvalidParameterException,
      (ecr, repositoryName) => ecr.listImages({ repositoryName, nextToken: 'nonsense' }),
    ],
    [
      'an image that does not exist',
      sdk.ImageNotFoundException,
      (ecr, repositoryName) => ecr.describeImages({ repositoryName, imageIds: [{ imageTag: absent }] }),
    ],
    [
      'an image that exists',
      sdk.ImageAlreadyExistsException,
      (ecr, repositoryName) => ecr.putImage({ repositoryName, imageManifest, imageTag: 'v1' }),
    ],
    [
      'an image with a digest that is not its own',
      sdk.ImageDigestDoesNotMatchException,
      (ecr, repositoryName) => ecr.putImage({ repositoryName, imageManifest, imageDigest: absentDigest }),
    ],
    [
      'an image without its layers',
      sdk.LayersNotFoundException,
      (ecr, repositoryName) => ecr.putImage({ repositoryName, imageManifest: other.bytes.toString() }),
    ],
    [
      'an index without its images',
      sdk.ReferencedImagesNotFoundException,
      (ecr, repositoryName) => ecr.putImage({ repositoryName, imageManifest: index.bytes.toString() }),
    ],
    [
      'an upload that does not exist',
      sdk.UploadNotFoundException,
      (ecr, repositoryName) => ecr.completeLayerUpload({ repositoryName, uploadId, layerDigests: [absentDigest] }),
    ],
    [
      'a layer that does not exist',
      sdk.LayersNotFoundException,
      (ecr, repositoryName) => ecr.getDownloadUrlForLayer({ repositoryName, layerDigest: absentDigest }),
    ],
    [
      'the policy of a repository that has none',
      sdk.RepositoryPolicyNotFoundException,
      (ecr, repositoryName) => ecr.getRepositoryPolicy({ repositoryName }),
    ],
    [
      'the policy of a registry that has none',
      sdk.RegistryPolicyNotFoundException,
      (ecr) => ecr.deleteRegistryPolicy({}),
    ],
    [
      'a document that is no policy',
      sdk.InvalidParameterException,
      (ecr, repositoryName) => ecr.setRepositoryPolicy({ repositoryName, policyText: '{}' }),
    ],
    [
      'the lifecycle policy of a repository that has none',
      sdk.LifecyclePolicyNotFoundException,
      (ecr, repositoryName) => ecr.getLifecyclePolicy({ repositoryName }),
    ],
    [
      'a preview that was not started',
      sdk.LifecyclePolicyPreviewNotFoundException,
      (ecr, repositoryName) => ecr.getLifecyclePolicyPreview({ repositoryName }),
    ],
    [
      'a text that is no lifecycle policy',
      sdk.InvalidParameterException,
      (ecr, repositoryName) => ecr.putLifecyclePolicy({ repositoryName, lifecyclePolicyText: '}'.repeat(100) }),
    ],
    [
      'a template that does not exist',
      sdk.TemplateNotFoundException,
      (ecr) => ecr.deleteRepositoryCreationTemplate({ prefix: absent }),
    ],
    [
      'a template for a prefix that has one',
      sdk.TemplateAlreadyExistsException,
      (ecr) => twice(() => ecr.createRepositoryCreationTemplate({ prefix: 'taken', appliedFor: ['REPLICATION'] })),
    ],
    [
      'an exclusion that does not exist',
      sdk.ExclusionNotFoundException,
      (ecr) => ecr.deregisterPullTimeUpdateExclusion({ principalArn: roleArn }),
    ],
    [
      'an exclusion that exists',
      sdk.ExclusionAlreadyExistsException,
      (ecr) => twice(() => ecr.registerPullTimeUpdateExclusion({ principalArn: `${roleArn}-2` })),
    ],
    [
      'restoring an image that is not archived',
      sdk.ImageStorageClassUpdateNotSupportedException,
      (ecr, repositoryName) =>
        ecr.updateImageStorageClass({ repositoryName, imageId: { imageTag: 'v1' }, targetStorageClass: 'STANDARD' }),
    ],
    [
      'a setting that does not exist',
      sdk.ValidationException,
      (ecr) => ecr.putAccountSetting({ name: 'NOTHING', value: 'V1' }),
    ],
    [
      "a tag key that is AWS's own",
      sdk.InvalidTagParameterException,
      (ecr) => ecr.createRepository({ repositoryName: absent, tags: [{ Key: 'aws:mine', Value: '' }] }),
    ],
    [
      'a tag too many',
      sdk.TooManyTagsException,
      (ecr) => ecr.createRepository({ repositoryName: absent, tags: numberedTags(51) }),
    ],
  ]
  test.for(refused)('%s', async ([, type, ask], { ecr, filled, server }) => {
    const error = await refusalOf(ask(ecr, filled.name), type)
    expect(error.name).toBe(type.name)
    expect(error.message).not.toBe('')
    expect(await loggedRequest(server, error.$metadata.requestId)).toMatchObject({ status: 400, error: type.name })
  })
})

test('the SDK for JavaScript has its own class for a push to an immutable tag', async ({ ecr, newRepository }) => {
  const repository = await newRepository('immutable')
  await repository.pushImage(image, 'v1')
  await repository.pushImage(other)
  await ecr.putImageTagMutability({ repositoryName: 'immutable', imageTagMutability: 'IMMUTABLE' })
  const error = await refusalOf(repository.putManifest(other, 'v1'), sdk.ImageTagAlreadyExistsException)
  expect(error.message).toBe(
    "The image tag 'v1' already exists in the 'immutable' repository and cannot be overwritten because the tag is immutable.",
  )
})

test('the SDK for JavaScript has its own class for each error of an upload', async ({ newRepository, ecr }) => {
  const repository = await newRepository('uploads')
  const opened = await repository.openUpload()
  const upload = { repositoryName: repository.name, uploadId: opened }
  const complete = (bytes: string) => ecr.completeLayerUpload({ ...upload, layerDigests: [digestOf(bytes)] })
  await refusalOf(complete(''), sdk.EmptyUploadException)
  await repository.uploadPart(opened, 0, Buffer.from('first'))
  // The members of this error beside its message are typed, too.
  expect(
    await refusalOf(repository.uploadPart(opened, 6, Buffer.from('x')), sdk.InvalidLayerPartException),
  ).toMatchObject({
    message: 'First byte of the layer part is 6 instead of 5',
    registryId: ACCOUNT,
    ...upload,
    lastValidByteReceived: 4,
  })
  await refusalOf(complete('other'), sdk.InvalidLayerException)
})

test('the SDK for JavaScript has its own class for each error of a layer', async ({ newRepository, ecr }) => {
  const repository = await newRepository('layers')
  const { name } = repository
  await repository.pushLayer(image.config)
  await refusalOf(repository.pushLayer(image.config), sdk.LayerAlreadyExistsException)
  const download = ecr.getDownloadUrlForLayer({ repositoryName: name, layerDigest: image.config.digest })
  await refusalOf(download, sdk.LayerInaccessibleException)

  const small = await repository.openUpload()
  for (const firstByte of [0, 4]) await repository.uploadPart(small, firstByte, Buffer.from('four'))
  const upload = { repositoryName: name, uploadId: small, layerDigests: [digestOf('fourfour')] }
  await refusalOf(ecr.completeLayerUpload(upload), sdk.LayerPartTooSmallException)
})

test('ECR and STS refuse a wrong secret key and an unknown access key id, each with its own error', async ({
  server,
}) => {
  const { accessKeyId } = server.credentials
  const wrongSecret = sdkClients(server, { credentials: { accessKeyId, secretAccessKey: 'wrong' } })
  const stranger = sdkClients(server, { credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'any' } })
  const refusals = [wrongSecret, stranger].map(({ ecr }) => refusalOf(ecr.describeRegistry({}), ECRServiceException))
  expect((await Promise.all(refusals)).map(({ name }) => name)).toEqual([
    'InvalidSignatureException',
    'UnrecognizedClientException',
  ])
  await expect(wrongSecret.sts.getCallerIdentity({})).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' })
  await expect(stranger.sts.getCallerIdentity({})).rejects.toMatchObject({ name: 'InvalidClientTokenId' })
})

test('an operation that is not implemented gets one request and a NotImplementedException', async ({ ecr }) => {
  await expect(ecr.getSigningConfiguration({})).rejects.toMatchObject({
    name: 'NotImplementedException',
    $metadata: { httpStatusCode: 501, attempts: 1 },
  })
})

async function twice(ask: () => Promise<unknown>): Promise<unknown> {
  await ask()
  return ask()
}

function numberedTags(count: number): sdk.Tag[] {
  return Array.from({ length: count }, (_, number) => ({ Key: `key-${number}`, Value: '' }))
}
