import {
  ECR,
  ImageTagAlreadyExistsException,
  paginateGetLifecyclePolicyPreview,
  waitUntilLifecyclePolicyPreviewComplete,
} from '@aws-sdk/client-ecr'
import { IAM } from '@aws-sdk/client-iam'
import { InvalidAuthorizationMessageException, STS } from '@aws-sdk/client-sts'
import { expect } from 'vitest'
import { apiRepository } from '../api/api-repository.ts'
import { ACCOUNT, type Credentials, REGION } from '../support/ecrd.ts'
import { artifactOf, digestOf, type Image, imageOf, incompressible, layerOf, OCI } from '../support/images.ts'
import { loggedRequest, unansweredOperations } from '../support/logged-requests.ts'
import { registryClient } from '../support/registry-client.ts'
import { test } from '../support/sdk-js.ts'

const mebibyte = 1024 * 1024
const motd = imageOf({ layers: [layerOf({ motd: 'welcome\n' })] })
const sizeOf = ({ blobs }: Image): number => blobs.reduce((total, { bytes }) => total + bytes.length, 0)
const arnOf = (repositoryName: string): string => `arn:aws:ecr:${REGION}:${ACCOUNT}:repository/${repositoryName}`
const aDate = expect.any(Date) as unknown

test('the SDK for JavaScript creates, describes and deletes a repository, whose times are dates', async ({
  ecr,
  server,
}) => {
  const repositoryName = 'team/app'
  const { $metadata, repository } = await ecr.createRepository({ repositoryName, tags: [{ Key: 'team', Value: 'a' }] })
  expect(repository).toEqual({
    repositoryArn: arnOf(repositoryName),
    registryId: ACCOUNT,
    repositoryName,
    repositoryUri: `${server.registry}/${repositoryName}`,
    createdAt: aDate,
    imageTagMutability: 'MUTABLE',
    imageScanningConfiguration: { scanOnPush: false },
    encryptionConfiguration: { encryptionType: 'AES256' },
  })
  expect($metadata).toMatchObject({ httpStatusCode: 200, attempts: 1 })
  expect(await loggedRequest(server, $metadata.requestId)).toMatchObject({ operation: 'CreateRepository', status: 200 })

  const described = await ecr.describeRepositories({ registryId: ACCOUNT, repositoryNames: [repositoryName] })
  expect(described.repositories).toEqual([repository])
  expect(described.nextToken).toBeUndefined()
  await apiRepository(ecr, repositoryName).pushImage(motd, 'v1')
  expect((await ecr.deleteRepository({ repositoryName, force: true })).repository).toEqual(repository)
  expect((await ecr.describeRepositories({})).repositories).toEqual([])
})

test('the SDK for JavaScript pushes, describes, pulls, retags and deletes a whole image', async ({ ecr }) => {
  const repositoryName = 'whole'
  await ecr.createRepository({ repositoryName })
  const layer = layerOf({ noise: incompressible(10 * mebibyte) })
  const image = imageOf({ layers: [layer] })
  const { digest: imageDigest, bytes, mediaType: imageManifestMediaType } = image
  const imageManifest = bytes.toString()

  const half = Math.floor(layer.bytes.length / 2)
  expect(half).toBeGreaterThanOrEqual(5 * mebibyte)
  const parts = [layer.bytes.subarray(0, half), layer.bytes.subarray(half)]
  const { uploadId, partSize } = await ecr.initiateLayerUpload({ repositoryName })
  expect(partSize).toBe(10 * mebibyte)
  let partFirstByte = 0
  for (const layerPartBlob of parts) {
    const partLastByte = partFirstByte + layerPartBlob.length - 1
    const sent = await ecr.uploadLayerPart({ repositoryName, uploadId, partFirstByte, partLastByte, layerPartBlob })
    expect(sent).toMatchObject({ registryId: ACCOUNT, repositoryName, uploadId, lastByteReceived: partLastByte })
    partFirstByte = partLastByte + 1
  }
  const completed = await ecr.completeLayerUpload({ repositoryName, uploadId, layerDigests: [layer.digest] })
  expect(completed).toMatchObject({ registryId: ACCOUNT, repositoryName, uploadId, layerDigest: layer.digest })
  await apiRepository(ecr, repositoryName).pushLayer(image.config)

  const layerDigests = [layer.digest, digestOf('absent'), 'nonsense']
  expect(await ecr.batchCheckLayerAvailability({ repositoryName, layerDigests })).toMatchObject({
    layers: [
      { layerDigest: layer.digest, layerAvailability: 'AVAILABLE', layerSize: layer.bytes.length },
      { layerDigest: digestOf('absent'), layerAvailability: 'UNAVAILABLE' },
    ],
    failures: [{ layerDigest: 'nonsense', failureCode: 'InvalidLayerDigest' }],
  })
  const put = await ecr.putImage({ repositoryName, imageManifest, imageManifestMediaType, imageTag: 'v1' })
  const stored = { registryId: ACCOUNT, repositoryName, imageManifest, imageManifestMediaType }
  expect(put.image).toEqual({ ...stored, imageId: { imageDigest, imageTag: 'v1' } })
  expect((await ecr.describeImages({ repositoryName })).imageDetails).toEqual([
    {
      registryId: ACCOUNT,
      repositoryName,
      imageDigest,
      imageTags: ['v1'],
      imageSizeInBytes: sizeOf(image),
      imagePushedAt: aDate,
      imageManifestMediaType: OCI.manifest,
      artifactMediaType: OCI.config,
      imageStatus: 'ACTIVE',
    },
  ])

  const { images = [], failures } = await ecr.batchGetImage({
    repositoryName,
    imageIds: [{ imageTag: 'v1' }, { imageTag: 'v0' }],
    acceptedMediaTypes: [OCI.manifest],
  })
  expect(images).toEqual([{ ...stored, imageId: { imageDigest, imageTag: 'v1' } }])
  expect(failures).toEqual([
    { imageId: { imageTag: 'v0' }, failureCode: 'ImageNotFound', failureReason: 'Requested image not found' },
  ])
  const { downloadUrl = '', layerDigest } = await ecr.getDownloadUrlForLayer({
    repositoryName,
    layerDigest: layer.digest,
  })
  expect(layerDigest).toBe(layer.digest)
  expect(digestOf(await (await fetch(downloadUrl)).bytes())).toBe(layer.digest)
  const slice = await fetch(downloadUrl, { headers: { range: `bytes=${half - 10}-${half + 9}` } })
  expect([slice.status, slice.headers.get('content-range')]).toEqual([
    206,
    `bytes ${half - 10}-${half + 9}/${layer.bytes.length}`,
  ])
  expect(Buffer.from(await slice.bytes())).toEqual(layer.bytes.subarray(half - 10, half + 10))

  await ecr.putImage({ repositoryName, imageTag: 'v2', imageManifest: images[0]?.imageManifest })
  const ids = (await ecr.listImages({ repositoryName })).imageIds
  expect(ids).toEqual(['v1', 'v2'].map((imageTag) => ({ imageDigest, imageTag })))
  expect(await ecr.batchDeleteImage({ repositoryName, imageIds: [{ imageDigest }, { imageTag: 'v0' }] })).toMatchObject(
    {
      imageIds: ids,
      failures: [{ imageId: { imageTag: 'v0' }, failureCode: 'ImageNotFound' }],
    },
  )
  expect((await ecr.describeImages({ repositoryName })).imageDetails).toEqual([])
  await ecr.deleteRepository({ repositoryName })
})

test('the SDK for JavaScript lists the referrers of an image, by type and by page', async ({ ecr, newRepository }) => {
  const { name: repositoryName, ...repository } = await newRepository('referred')
  const annotations = { 'org.example.by': 'a test' }
  const signature = artifactOf({ artifactType: 'application/x.signature', content: 's', subject: motd, annotations })
  const sbom = artifactOf({ artifactType: 'application/x.sbom', content: 'b', subject: motd })
  for (const image of [motd, signature, sbom]) await repository.pushImage(image)
  const ask = { repositoryName, subjectId: { imageDigest: motd.digest } }
  const first = await ecr.listImageReferrers({ ...ask, maxResults: 1 })
  expect(first.referrers).toEqual([
    {
      digest: signature.digest,
      mediaType: OCI.manifest,
      artifactType: 'application/x.signature',
      size: signature.bytes.length,
      annotations,
      artifactStatus: 'ACTIVE',
    },
  ])
  const second = await ecr.listImageReferrers({ ...ask, maxResults: 1, nextToken: first.nextToken })
  expect([second.referrers?.map(({ digest }) => digest), second.nextToken]).toEqual([[sbom.digest], undefined])
  const filter = { artifactTypes: ['application/x.sbom'] }
  expect((await ecr.listImageReferrers({ ...ask, filter })).referrers).toMatchObject([{ digest: sbom.digest }])
  const about = await ecr.describeImages({ repositoryName, imageIds: [{ imageDigest: sbom.digest }] })
  expect(about.imageDetails).toMatchObject([
    { subjectManifestDigest: motd.digest, artifactMediaType: 'application/x.sbom' },
  ])
})

test('the SDK for JavaScript sees tags move or stay as each of the four modes of mutability says', async ({
  ecr,
  newRepository,
}) => {
  const other = imageOf({ annotations: { moves: 'the tag' } })
  const imageTagMutabilityExclusionFilters = [{ filterType: 'WILDCARD' as const, filter: 'dev-*' }]
  const modes = [
    { mode: { imageTagMutability: 'MUTABLE' }, moved: ['dev-1', 'v1'] },
    { mode: { imageTagMutability: 'IMMUTABLE' }, moved: undefined },
    { mode: { imageTagMutability: 'MUTABLE_WITH_EXCLUSION', imageTagMutabilityExclusionFilters }, moved: ['v1'] },
    { mode: { imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION', imageTagMutabilityExclusionFilters }, moved: ['dev-1'] },
  ] as const
  for (const { mode, moved } of modes) {
    const { name: repositoryName, ...repository } = await newRepository(mode.imageTagMutability.toLowerCase())
    await repository.pushImage(motd, 'dev-1', 'v1')
    await repository.pushImage(other)
    const set = { registryId: ACCOUNT, repositoryName, ...mode }
    expect(await ecr.putImageTagMutability({ repositoryName, ...mode })).toMatchObject(set)
    expect((await ecr.describeRepositories({ repositoryNames: [repositoryName] })).repositories).toMatchObject([set])
    for (const tag of ['dev-1', 'v1']) await repository.putManifest(other, tag).catch(unlessImmutable)
    const imageIds = [{ imageDigest: other.digest }]
    expect((await ecr.describeImages({ repositoryName, imageIds })).imageDetails?.[0]?.imageTags).toEqual(moved)
  }
})

test('the SDK for JavaScript tags a repository with keys and values', async ({ ecr }) => {
  const repositoryName = 'tagged'
  const { repository } = await ecr.createRepository({ repositoryName, tags: [{ Key: 'team', Value: 'devs' }] })
  const resourceArn = repository?.repositoryArn
  await ecr.tagResource({
    resourceArn,
    tags: [
      { Key: 'stage', Value: 'test' },
      { Key: 'team', Value: 'ops' },
    ],
  })
  await ecr.untagResource({ resourceArn, tagKeys: ['stage', 'absent'] })
  expect((await ecr.listTagsForResource({ resourceArn })).tags).toEqual([{ Key: 'team', Value: 'ops' }])
})

test('the SDK for JavaScript keeps policies of a repository and of the registry, and account settings', async ({
  ecr,
}) => {
  const repositoryName = 'shared'
  await ecr.createRepository({ repositoryName })
  const statement = { Effect: 'Allow', Principal: '*', Action: 'ecr:ListImages' }
  const given = JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
  const of = { registryId: ACCOUNT, repositoryName }
  const { policyText = '', ...set } = await ecr.setRepositoryPolicy({ ...of, policyText: given, force: true })
  expect(set).toMatchObject(of)
  expect(policyText).toContain('"Action" : "ecr:ListImages"')
  expect(await ecr.getRepositoryPolicy({ repositoryName })).toMatchObject({ ...of, policyText })
  expect(await ecr.deleteRepositoryPolicy({ repositoryName })).toMatchObject({ ...of, policyText })

  const ofRegistry = JSON.stringify({ Version: '2012-10-17', Statement: [{ ...statement, Resource: '*' }] })
  const put = await ecr.putRegistryPolicy({ policyText: ofRegistry })
  const kept = { registryId: ACCOUNT, policyText: put.policyText }
  expect(await ecr.getRegistryPolicy({})).toMatchObject(kept)
  expect(await ecr.deleteRegistryPolicy({})).toMatchObject(kept)

  const setting = { name: 'REGISTRY_POLICY_SCOPE', value: 'V1' }
  expect(await ecr.putAccountSetting(setting)).toMatchObject(setting)
  expect(await ecr.getAccountSetting({ name: setting.name })).toMatchObject(setting)
})

test('the SDK for JavaScript keeps a lifecycle policy, and waits for a preview of it', async ({
  ecr,
  newRepository,
}) => {
  const { name: repositoryName, ...repository } = await newRepository('expiring')
  const images = [motd, ...[1, 2].map((number) => imageOf({ annotations: { number: `${number}` } }))]
  for (const image of images) await repository.pushImage(image)
  const selection = { tagStatus: 'untagged', countType: 'imageCountMoreThan', countNumber: 1 }
  const lifecyclePolicyText = JSON.stringify({ rules: [{ rulePriority: 1, selection, action: { type: 'expire' } }] })
  const policy = { registryId: ACCOUNT, repositoryName, lifecyclePolicyText }
  expect(await ecr.putLifecyclePolicy({ repositoryName, lifecyclePolicyText })).toMatchObject(policy)
  expect(await ecr.getLifecyclePolicy({ repositoryName })).toMatchObject({ ...policy, lastEvaluatedAt: new Date(0) })

  const started = await ecr.startLifecyclePolicyPreview({ repositoryName })
  expect(started).toMatchObject({ ...policy, status: 'IN_PROGRESS' })
  const waited = { client: ecr, maxWaitTime: 60, minDelay: 1, maxDelay: 1 }
  expect((await waitUntilLifecyclePolicyPreviewComplete(waited, { repositoryName })).state).toBe('SUCCESS')
  const expiring = []
  for await (const page of paginateGetLifecyclePolicyPreview({ client: ecr, pageSize: 1 }, { repositoryName })) {
    expect(page.summary).toMatchObject({ expiringImageTotalCount: 2 })
    expiring.push(page.previewResults?.map(({ imageDigest, action }) => [imageDigest, action?.type]))
  }
  expect(expiring).toEqual(images.slice(0, 2).map(({ digest }) => [[digest, 'EXPIRE']]))
  expect(await ecr.deleteLifecyclePolicy({ repositoryName })).toMatchObject(policy)
})

test('the SDK for JavaScript keeps a template, after which a push creates a repository', async ({ ecr }) => {
  const prefix = 'templated'
  const { repositoryCreationTemplate: created } = await ecr.createRepositoryCreationTemplate({
    prefix,
    appliedFor: ['CREATE_ON_PUSH'],
    imageTagMutability: 'IMMUTABLE',
  })
  expect(created).toMatchObject({ prefix, imageTagMutability: 'IMMUTABLE', createdAt: aDate, updatedAt: aDate })
  const updated = await ecr.updateRepositoryCreationTemplate({ prefix, description: 'for pushes' })
  const template = { ...created, description: 'for pushes', updatedAt: updated.repositoryCreationTemplate?.updatedAt }
  expect(updated).toMatchObject({ registryId: ACCOUNT, repositoryCreationTemplate: template })
  const described = await ecr.describeRepositoryCreationTemplates({ prefixes: [prefix] })
  expect(described).toMatchObject({ registryId: ACCOUNT, repositoryCreationTemplates: [template] })

  const repositoryName = 'templated/app'
  await apiRepository(ecr, repositoryName).pushImage(motd, 'v1')
  expect((await ecr.describeRepositories({ repositoryNames: [repositoryName] })).repositories).toMatchObject([
    { imageTagMutability: 'IMMUTABLE' },
  ])
  const deleted = await ecr.deleteRepositoryCreationTemplate({ prefix })
  expect(deleted).toMatchObject({ registryId: ACCOUNT, repositoryCreationTemplate: template })
})

test('the SDK for JavaScript registers, lists and deregisters an exclusion from pull times', async ({ ecr }) => {
  const principalArn = `arn:aws:iam::${ACCOUNT}:role/scanner`
  const registered = await ecr.registerPullTimeUpdateExclusion({ principalArn })
  expect(registered).toMatchObject({ principalArn, createdAt: aDate })
  expect((await ecr.listPullTimeUpdateExclusions({})).pullTimeUpdateExclusions).toEqual([principalArn])
  expect(await ecr.deregisterPullTimeUpdateExclusion({ principalArn })).toMatchObject({ principalArn })
  expect((await ecr.listPullTimeUpdateExclusions({})).pullTimeUpdateExclusions).toEqual([])
})

test('the SDK for JavaScript archives an image, and sees its status', async ({ ecr, newRepository }) => {
  const { name: repositoryName, ...repository } = await newRepository('archive')
  await repository.pushImage(motd, 'v1')
  const imageId = { imageDigest: motd.digest, imageTag: 'v1' }
  const archived = await ecr.updateImageStorageClass({ repositoryName, imageId, targetStorageClass: 'ARCHIVE' })
  expect(archived).toMatchObject({ registryId: ACCOUNT, repositoryName, imageId, imageStatus: 'ARCHIVED' })
  expect((await ecr.describeImages({ repositoryName, imageIds: [imageId] })).imageDetails).toMatchObject([
    { imageStatus: 'ARCHIVED', lastArchivedAt: aDate },
  ])
  expect(await ecr.batchGetImage({ repositoryName, imageIds: [imageId] })).toMatchObject({
    images: [],
    failures: [{ failureCode: 'ImageInaccessible' }],
  })
})

test('the SDK for JavaScript shows the registry and the caller, and gets a token that opens /v2/', async ({
  ecr,
  clients,
  server,
}) => {
  expect(await ecr.describeRegistry({})).toMatchObject({
    registryId: ACCOUNT,
    replicationConfiguration: { rules: [] },
  })
  const identity = await clients.sts.getCallerIdentity({})
  expect(identity).toMatchObject({ UserId: ACCOUNT, Account: ACCOUNT, Arn: `arn:aws:iam::${ACCOUNT}:root` })
  const { requestId } = identity.$metadata
  expect(await loggedRequest(server, requestId)).toMatchObject({ operation: 'GetCallerIdentity', status: 200 })

  const [data, ...others] = (await ecr.getAuthorizationToken({})).authorizationData ?? []
  expect(others).toEqual([])
  expect(data).toMatchObject({ proxyEndpoint: `http://${server.registry}`, expiresAt: aDate })
  expect(Math.round((Number(data?.expiresAt) - Date.now()) / 3_600_000)).toBe(12)
  const { authorizationToken = '' } = data ?? {}
  expect((await registryClient(server.url, { authorizationToken }).request('GET', '/v2/')).status).toBe(200)
})

test('the SDK for JavaScript gets temporary credentials from STS, and uses them', async ({
  ecr,
  clients: { sts },
  server,
}) => {
  const repositoryName = 'for-sessions'
  await ecr.createRepository({ repositoryName })
  const as = (credentials: Credentials & { readonly sessionToken?: string }) => ({
    endpoint: server.url,
    region: REGION,
    credentials,
  })
  const iam = new IAM(as(server.credentials))
  const { User } = await iam.createUser({ UserName: 'ada' })
  const { AccessKey } = await iam.createAccessKey({ UserName: 'ada' })
  const trust = { Effect: 'Allow', Principal: { AWS: User?.Arn }, Action: 'sts:AssumeRole' }
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [trust] })
  const { Role } = await iam.createRole({ RoleName: 'ci', AssumeRolePolicyDocument })
  await iam.attachRolePolicy({
    RoleName: 'ci',
    PolicyArn: 'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly',
  })

  const key = { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' }
  const assumed = await new STS(as(key)).assumeRole({ RoleArn: Role?.Arn, RoleSessionName: 'build' })
  expect(assumed.AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${ACCOUNT}:assumed-role/ci/build`)
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'ecr:ListImages', Resource: '*' }],
  })
  for (const { Credentials } of [
    assumed,
    await sts.getSessionToken({}),
    await sts.getFederationToken({ Name: 'bob', Policy }),
  ]) {
    const session = {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    }
    expect(Credentials?.Expiration).toEqual(aDate)
    expect((await new ECR(as(session)).listImages({ repositoryName })).imageIds).toEqual([])
    expect((await sts.getAccessKeyInfo({ AccessKeyId: session.accessKeyId })).Account).toBe(ACCOUNT)
  }
  const decoding = sts.decodeAuthorizationMessage({ EncodedMessage: 'none' })
  await expect(decoding).rejects.toBeInstanceOf(InvalidAuthorizationMessageException)
})

/** Looks at what the tests above have asked the server. */
test('the SDK for JavaScript calls every operation that ecrd implements', async ({ server }) => {
  await expect.poll(() => unansweredOperations(server)).toEqual([])
})

function unlessImmutable(error: unknown): void {
  if (!(error instanceof ImageTagAlreadyExistsException)) throw error
}
