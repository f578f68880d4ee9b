import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { awsCli, installedAwsClis } from '../support/aws-cli.ts'
import { test as base } from '../support/client-test.ts'
import { ACCOUNT, REGION } from '../support/ecrd.ts'
import { imageOf, layerOf } from '../support/images.ts'
import { lifecyclePolicy } from './seeds/repository-policies.ts'

const layer = layerOf({ motd: 'pushed without docker\n' })
const image = imageOf({ layers: [layer] })

describe.each(installedAwsClis)('aws %s', (version) => {
  const test = base
    .extend('cli', ({ server }) => awsCli(version, server))
    .extend(
      'ecr',
      ({ cli }) =>
        (operation: string, ...args: string[]) =>
          cli.json('ecr', operation, ...args),
    )
    .extend('refused', ({ cli }) => async (operation: string, ...args: string[]) => {
      return (await cli.attempt('ecr', operation, ...args)).stderr.trim()
    })
  const named = (name: string): string => `${version}/${name}`
  const inRepository = (name: string): string[] => ['--repository-name', named(name)]

  /** A repository as it is answered. */
  const repositoryOf = (name: string, registry: string, imageTagMutability = 'MUTABLE'): object => ({
    repositoryArn: `arn:aws:ecr:${REGION}:${ACCOUNT}:repository/${named(name)}`,
    registryId: ACCOUNT,
    repositoryName: named(name),
    repositoryUri: `${registry}/${named(name)}`,
    createdAt: expect.anything() as unknown,
    imageTagMutability,
    imageScanningConfiguration: { scanOnPush: false },
    encryptionConfiguration: { encryptionType: 'AES256' },
  })

  test('creates, describes and deletes a repository', async ({ ecr, refused, server }) => {
    const repository = repositoryOf('simple', server.registry)
    expect(await ecr('create-repository', ...inRepository('simple'))).toEqual({ repository })
    expect(await refused('create-repository', ...inRepository('simple'))).toBe(
      `An error occurred (RepositoryAlreadyExistsException) when calling the CreateRepository operation: The repository with name '${named('simple')}' already exists in the registry with id '${ACCOUNT}'`,
    )
    const names = ['--repository-names', named('simple')]
    expect(await ecr('describe-repositories', ...names)).toEqual({ repositories: [repository] })
    expect(await ecr('describe-repositories', ...names, '--registry-id', ACCOUNT)).toEqual({
      repositories: [repository],
    })
    expect(await ecr('delete-repository', ...inRepository('simple'))).toEqual({ repository })
    expect(await refused('describe-repositories', ...names)).toBe(
      `An error occurred (RepositoryNotFoundException) when calling the DescribeRepositories operation: The repository with name '${named('simple')}' does not exist in the registry with id '${ACCOUNT}'`,
    )
  })

  test('takes its input from a file', async ({ ecr, folder, server }) => {
    const input = join(folder, 'input.json')
    const tags = [{ Key: 'team', Value: 'devs' }]
    const repositoryName = named('from-file')
    await writeFile(input, JSON.stringify({ repositoryName, tags, imageTagMutability: 'IMMUTABLE' }))
    expect(await ecr('create-repository', '--cli-input-json', `file://${input}`)).toEqual({
      repository: repositoryOf('from-file', server.registry, 'IMMUTABLE'),
    })
    const arn = `arn:aws:ecr:${REGION}:${ACCOUNT}:repository/${repositoryName}`
    expect(await ecr('list-tags-for-resource', '--resource-arn', arn)).toEqual({ tags })
  })

  test('lists repositories over several pages', async ({ cli, ecr }) => {
    for (const name of ['page/a', 'page/b', 'page/c']) await ecr('create-repository', ...inRepository(name))
    const query = ['--query', `repositories[?starts_with(repositoryName, '${named('page/')}')].repositoryName`]
    const text = await cli.text('ecr', 'describe-repositories', '--page-size', '1', ...query, '--output', 'text')
    expect(text.split(/\s+/).toSorted()).toEqual([named('page/a'), named('page/b'), named('page/c')])
  })

  test('pushes an image without docker, and takes it apart again', async ({ cli, ecr, refused, folder }) => {
    const repository = inRepository('by-hand')
    await ecr('create-repository', ...repository)
    for (const { digest, bytes } of image.blobs) {
      const toId = ['--query', 'uploadId', '--output', 'text']
      const upload = [
        ...repository,
        '--upload-id',
        await cli.text('ecr', 'initiate-layer-upload', ...repository, ...toId),
      ]
      await writeFile(join(folder, 'part'), bytes)
      const part = ['--part-first-byte', '0', '--part-last-byte', `${bytes.length - 1}`]
      const blob = ['--layer-part-blob', `fileb://${folder}/part`]
      expect(await ecr('upload-layer-part', ...upload, ...part, ...blob)).toMatchObject({
        registryId: ACCOUNT,
        repositoryName: named('by-hand'),
        lastByteReceived: bytes.length - 1,
      })
      expect(await ecr('complete-layer-upload', ...upload, '--layer-digests', digest)).toMatchObject({
        layerDigest: digest,
      })
    }

    const missing = `sha256:${'0'.repeat(64)}`
    const digests = ['--layer-digests', layer.digest, missing]
    expect(await ecr('batch-check-layer-availability', ...repository, ...digests)).toMatchObject({
      layers: [
        { layerDigest: layer.digest, layerAvailability: 'AVAILABLE', layerSize: layer.bytes.length },
        { layerDigest: missing, layerAvailability: 'UNAVAILABLE' },
      ],
      failures: [],
    })

    await writeFile(join(folder, 'manifest.json'), image.bytes)
    const manifest = ['--image-manifest', `file://${folder}/manifest.json`]
    const put = [...repository, ...manifest, '--image-tag']
    const stored = {
      registryId: ACCOUNT,
      repositoryName: named('by-hand'),
      imageId: { imageDigest: image.digest, imageTag: 'v1' },
      imageManifest: image.bytes.toString(),
      imageManifestMediaType: image.mediaType,
    }
    expect(await ecr('put-image', ...put, 'v1')).toEqual({ image: stored })
    expect(await refused('put-image', ...put, 'v1')).toContain(
      `(ImageAlreadyExistsException) when calling the PutImage operation: Image with digest '${image.digest}' and tag 'v1' already exists in the repository with name '${named('by-hand')}' in registry with id '${ACCOUNT}'`,
    )
    await ecr('put-image', ...put, 'v2')

    const v1 = ['--image-ids', 'imageTag=v1']
    expect(await ecr('batch-get-image', ...repository, ...v1)).toEqual({ images: [stored], failures: [] })
    expect(await ecr('list-images', ...repository)).toEqual({
      imageIds: expect.arrayContaining([
        { imageDigest: image.digest, imageTag: 'v1' },
        { imageDigest: image.digest, imageTag: 'v2' },
      ]) as unknown,
    })
    expect(await ecr('describe-images', ...repository, ...v1)).toMatchObject({
      imageDetails: [
        {
          registryId: ACCOUNT,
          repositoryName: named('by-hand'),
          imageDigest: image.digest,
          imageTags: ['v1', 'v2'],
          imageManifestMediaType: image.mediaType,
          artifactMediaType: image.config.mediaType,
        },
      ],
    })

    const url = await cli.text(
      'ecr',
      'get-download-url-for-layer',
      ...[...repository, '--layer-digest', layer.digest, '--query', 'downloadUrl', '--output', 'text'],
    )
    expect(Buffer.from(await (await fetch(url)).arrayBuffer())).toEqual(layer.bytes)

    expect(await ecr('batch-delete-image', ...repository, ...v1)).toEqual({
      imageIds: [{ imageDigest: image.digest, imageTag: 'v1' }],
      failures: [],
    })
    expect(await ecr('batch-get-image', ...repository, ...v1)).toEqual({
      images: [],
      failures: [
        { imageId: { imageTag: 'v1' }, failureCode: 'ImageNotFound', failureReason: 'Requested image not found' },
      ],
    })
    expect(await refused('delete-repository', ...repository)).toContain(
      `(RepositoryNotEmptyException) when calling the DeleteRepository operation: The repository with name '${named('by-hand')}' in registry with id '${ACCOUNT}' cannot be deleted because it still contains images`,
    )
    await ecr('delete-repository', ...repository, '--force')
    expect(await refused('list-images', ...repository)).toContain('(RepositoryNotFoundException)')
  })

  test('puts a repository’s tag mutability', async ({ ecr }) => {
    const repository = inRepository('mutability')
    await ecr('create-repository', ...repository)
    const set = (value: string): Promise<unknown> =>
      ecr('put-image-tag-mutability', ...repository, '--image-tag-mutability', value)
    const answer = { registryId: ACCOUNT, repositoryName: named('mutability') }
    expect(await set('IMMUTABLE')).toEqual({ ...answer, imageTagMutability: 'IMMUTABLE' })
    expect(await set('MUTABLE')).toEqual({ ...answer, imageTagMutability: 'MUTABLE' })
  })

  test('tags a repository', async ({ cli, ecr }) => {
    await ecr('create-repository', ...inRepository('tagged'), '--tags', 'Key=team,Value=devs')
    const resource = ['--resource-arn', `arn:aws:ecr:${REGION}:${ACCOUNT}:repository/${named('tagged')}`]
    await cli.text('ecr', 'tag-resource', ...resource, '--tags', 'Key=stage,Value=test', 'Key=team,Value=ops')
    await cli.text('ecr', 'untag-resource', ...resource, '--tag-keys', 'stage')
    expect(await ecr('list-tags-for-resource', ...resource)).toEqual({ tags: [{ Key: 'team', Value: 'ops' }] })
  })

  test('sets, shows and deletes policies of repositories and the registry', async ({ ecr, refused, folder }) => {
    const repository = inRepository('shared')
    await ecr('create-repository', ...repository)
    const file = join(folder, 'policy.json')
    const statement = { Sid: 'allow public pull', Effect: 'Allow', Principal: '*', Action: 'ecr:BatchGetImage' }
    await writeFile(file, JSON.stringify({ Version: '2008-10-17', Statement: [statement] }))
    const text = ['--policy-text', `file://${file}`]
    const set = (await ecr('set-repository-policy', ...repository, ...text, '--force')) as { policyText: string }
    expect(set).toMatchObject({ registryId: ACCOUNT, repositoryName: named('shared') })
    expect(JSON.parse(set.policyText)).toEqual({ Version: '2008-10-17', Statement: [statement] })
    expect(await ecr('get-repository-policy', ...repository)).toEqual(set)
    expect(await ecr('delete-repository-policy', ...repository)).toEqual(set)
    expect(await refused('get-repository-policy', ...repository)).toBe(
      `An error occurred (RepositoryPolicyNotFoundException) when calling the GetRepositoryPolicy operation: Repository policy does not exist for the repository with name '${named('shared')}' in the registry with id '${ACCOUNT}'`,
    )

    await writeFile(file, JSON.stringify({ Version: '2012-10-17', Statement: [{ ...statement, Resource: '*' }] }))
    const put = await ecr('put-registry-policy', ...text)
    expect(await ecr('get-registry-policy')).toEqual(put)
    expect(await ecr('delete-registry-policy')).toEqual(put)
  })

  test('puts a lifecycle policy, waits for a preview of it and reads it back', async ({ cli, ecr, refused }) => {
    const repository = inRepository('expiring')
    await ecr('create-repository', ...repository)
    const put = [...repository, '--lifecycle-policy-text']
    const lifecyclePolicyText = JSON.stringify(lifecyclePolicy)
    expect(await refused('put-lifecycle-policy', ...put, lifecyclePolicyText.replace(/]}$/, '}]}'))).toBe(
      "An error occurred (InvalidParameterException) when calling the PutLifecyclePolicy operation: Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: 'Lifecycle policy validation failure: Could not map policyString into LifecyclePolicy.'",
    )
    const policy = { registryId: ACCOUNT, repositoryName: named('expiring'), lifecyclePolicyText }
    expect(await ecr('put-lifecycle-policy', ...put, lifecyclePolicyText)).toEqual(policy)
    const started = await ecr('start-lifecycle-policy-preview', ...repository)
    expect(started).toEqual({ ...policy, status: 'IN_PROGRESS' })
    await cli.text('ecr', 'wait', 'lifecycle-policy-preview-complete', ...repository)
    const previewed = { status: 'COMPLETE', previewResults: [], summary: { expiringImageTotalCount: 0 } }
    expect(await ecr('get-lifecycle-policy-preview', ...repository)).toMatchObject({ ...policy, ...previewed })
    expect(await ecr('get-lifecycle-policy', ...repository)).toMatchObject(policy)
  })

  // Debian's own version is older than these.
  test.runIf(version === 'v1')('keeps a template and an exclusion from pull times', async ({ ecr }) => {
    const prefix = ['--prefix', named('templated')]
    const created = await ecr('create-repository-creation-template', ...prefix, '--applied-for', 'CREATE_ON_PUSH')
    expect(await ecr('delete-repository-creation-template', ...prefix)).toEqual(created)
    const principalArn = `arn:aws:iam::${ACCOUNT}:role/scanner`
    await ecr('register-pull-time-update-exclusion', '--principal-arn', principalArn)
    expect(await ecr('list-pull-time-update-exclusions')).toEqual({ pullTimeUpdateExclusions: [principalArn] })
  })

  // Debian's own version is older than these.
  test.runIf(version === 'v1')('changes account settings', async ({ ecr }) => {
    const mounting = ['--name', 'BLOB_MOUNTING']
    for (const value of ['DISABLED', 'ENABLED']) {
      const setting = { name: 'BLOB_MOUNTING', value }
      expect(await ecr('put-account-setting', ...mounting, '--value', value)).toEqual(setting)
      expect(await ecr('get-account-setting', ...mounting)).toEqual(setting)
    }
  })

  test('shows who calls, and describes the registry', async ({ cli, ecr }) => {
    expect(await cli.json('sts', 'get-caller-identity')).toEqual({
      UserId: ACCOUNT,
      Account: ACCOUNT,
      Arn: `arn:aws:iam::${ACCOUNT}:root`,
    })
    expect(await ecr('describe-registry')).toEqual({ registryId: ACCOUNT, replicationConfiguration: { rules: [] } })
  })

  test('gets a token that docker can use', async ({ cli, ecr, server }) => {
    const token = {
      authorizationToken: expect.stringMatching(/^[A-Za-z0-9+/]+=*$/) as unknown,
      expiresAt: expect.anything() as unknown,
      proxyEndpoint: `http://${server.registry}`,
    }
    expect(await ecr('get-authorization-token')).toEqual({ authorizationData: [token] })
    expect(await ecr('get-authorization-token', '--registry-ids', ACCOUNT)).toEqual({ authorizationData: [token] })
    const password = await cli.text('ecr', 'get-login-password')
    expect(JSON.parse(Buffer.from(password, 'base64').toString())).toMatchObject({ version: '2', type: 'DATA_KEY' })
    expect(password.length).toBeLessThan(2500)
  })

  test('uses the profile that --profile names', async ({ server, folder }) => {
    const { accessKeyId, secretAccessKey } = server.credentials
    const file = join(folder, 'credentials')
    const profile = (name: string, id: string): string =>
      `[${name}]\naws_access_key_id = ${id}\naws_secret_access_key = ${secretAccessKey}\n`
    await writeFile(file, profile('default', 'AKIAIOSFODNN7NOTHERE') + profile('docker-manager', accessKeyId))
    const cli = awsCli(version, server, { AWS_SHARED_CREDENTIALS_FILE: file })
    expect(await cli.json('--profile', 'docker-manager', 'ecr', 'describe-registry')).toMatchObject({
      registryId: ACCOUNT,
    })
    expect((await cli.attempt('ecr', 'describe-registry')).stderr.trim()).toBe(
      'An error occurred (UnrecognizedClientException) when calling the DescribeRegistry operation: The security token included in the request is invalid.',
    )
  })

  test('is refused with a wrong secret key', async ({ server }) => {
    const credentials = { AWS_ACCESS_KEY_ID: server.credentials.accessKeyId, AWS_SECRET_ACCESS_KEY: 'wrong' }
    const refused = await awsCli(version, server, credentials).attempt('ecr', 'describe-registry')
    expect(refused.stderr).toContain('(InvalidSignatureException) when calling the DescribeRegistry operation')
  })
})
