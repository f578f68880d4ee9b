import { describe, expect } from 'vitest'
import { installedAwsClis } from '../../support/aws-cli.ts'
import { newBuildMachine, scripts } from '../../support/build-machine.ts'
import { test as base } from '../../support/client-test.ts'
import { canRunDocker } from '../../support/docker-engine.ts'
import { artifactOf, imageOf, indexOf } from '../../support/images.ts'
import { runSuccessfully } from '../../support/processes.ts'
import { writeApplication } from '../../support/reader.ts'
import { allCommandsOf, inCheckout } from '../../support/readme.ts'
import { registryClient } from '../../support/registry-client.ts'
import { sdkClients } from '../../support/sdk-js.ts'

const test = base
  .extend('ecr', { scope: 'file' }, ({ server }) => sdkClients(server).ecr)
  .extend('newRepository', { scope: 'file' }, ({ ecr }) => async (repositoryName: string) => {
    await ecr.createRepository({ repositoryName })
  })
  /** What is in a repository: each digest, and its tags. */
  .extend('imagesOf', { scope: 'file' }, ({ ecr }) => async (repositoryName: string) => {
    const { imageDetails = [] } = await ecr.describeImages({ repositoryName, maxResults: 1000 })
    return Object.fromEntries(
      imageDetails.map(({ imageDigest = '', imageTags = [] }) => [imageDigest, imageTags.toSorted()]),
    )
  })
  .extend('registryApi', { scope: 'file' }, ({ server, password }) =>
    registryClient(server.url, { authorizationToken: Buffer.from(`AWS:${password}`).toString('base64') }),
  )
  /** Pushes that many images without a tag, over the same layers as a tagged one, whose digest it gives. */
  .extend('pushUntagged', { scope: 'file' }, ({ registryApi }) => async (repository: string, count: number) => {
    const kept = imageOf()
    await registryApi.pushImage(repository, kept, 'v1')
    const manifests = Array.from({ length: count }, (_, number) => imageOf({ annotations: { number: `${number}` } }))
    await Promise.all(manifests.map((manifest) => registryApi.pushManifest(repository, manifest)))
    return kept.digest
  })

const wrongSettings: readonly (readonly [settings: Record<string, string>, sentence: string])[] = [
  [{ ECR_REPOSITORY: 'My App' }, 'ECR_REPOSITORY is "My App", which cannot be the name of a repository.'],
  [{ ECR_REPOSITORY: '--help' }, 'ECR_REPOSITORY is "--help", which cannot be the name of a repository.'],
  [{ ECR_REPOSITORY: 'missing' }, 'aws ecr create-repository --repository-name missing\n'],
  [{ IMAGE_VERSION: 'feature/x' }, 'IMAGE_VERSION is "feature/x", which cannot be a tag.'],
  [{ LOGIN_ATTEMPTS: '0' }, 'LOGIN_ATTEMPTS is "0", and has to be a number from 1 to 99.'],
  [{ BUILD_CONTEXT: 'no such folder' }, 'BUILD_CONTEXT is "no such folder", and there is no such folder.'],
  [{ AWS_PROFILE: 'unknown' }, 'The config profile (unknown) could not be found'],
]

describe.runIf(canRunDocker).each(installedAwsClis)('the scripts for CI, with aws %s', (version) => {
  test('build, push and tag versions as latest, and delete what has no tag any more', async ({
    server,
    engine,
    folder,
    newRepository,
    imagesOf,
  }) => {
    const docker = await engine.newClient()
    const machine = await newBuildMachine({ server, folder, aws: version, docker })
    const repository = `team/built-${version}`
    await newRepository(repository)
    const settings = { ECR_REPOSITORY: repository }
    const uri = `${server.registry}/${repository}`

    const first = await machine.run('build-tag-latest.sh', settings)
    const [, time = ''] = /^Pushed \S+:(\d{8}-\d{6}), which is latest now\.$/m.exec(first) ?? []
    expect(Object.values(await imagesOf(repository))).toEqual([[time, 'latest']])

    await writeApplication({ folder }, 'version 2')
    const git = `git -c user.name=me -c user.email=me@example.org`
    await runSuccessfully('/bin/sh', ['-c', `git init -q && ${git} commit -q --allow-empty -m two && git tag v2`], {
      cwd: folder,
      env: machine.env,
    })
    const second = await machine.run('build-tag-latest.sh', settings, '--label', 'team=ours')
    expect(second).toContain(`Pushed ${uri}:v2, which is latest now.`)
    expect(Object.values(await imagesOf(repository)).toSorted()).toEqual([[time], ['latest', 'v2']])
    await docker.removeAllImages()
    expect(await docker.run('run', '--rm', '--network=none', uri)).toBe('version 2\n')
    expect(await docker.run('inspect', '--format', '{{.Config.Labels.team}}', uri)).toBe('ours\n')

    await writeApplication({ folder }, 'version 3')
    await machine.run('build-tag-latest.sh', { ...settings, IMAGE_VERSION: time })
    expect(await machine.run('delete-untagged.sh', settings)).toMatch(/^Deleted: 1 \([01]\.\d MiB\)$/m)
    expect(Object.values(await imagesOf(repository)).toSorted()).toEqual([[time, 'latest'], ['v2']])
    expect(await machine.run('delete-untagged.sh', settings)).toMatch(/^Deleted: 0 \(0\.0 MiB\)$/m)
  })

  test('delete indexes before their images, and leave alone what a tagged index or an image needs', async ({
    server,
    folder,
    newRepository,
    registryApi,
    imagesOf,
  }) => {
    const machine = await newBuildMachine({ server, folder, aws: version })
    const repository = `indexes-${version}`
    await newRepository(repository)
    const image = (name: string) => imageOf({ annotations: { name } })
    const [inIndex, inInner, inTagged, inBoth] = [image('1'), image('2'), image('3'), image('4')]
    const inner = indexOf([{ manifest: inInner }])
    const outer = indexOf([{ manifest: inIndex }, { manifest: inner }, { manifest: inBoth }])
    const tagged = indexOf([{ manifest: inTagged }, { manifest: inBoth }])
    const signature = artifactOf({ artifactType: 'application/vnd.example.signature', subject: tagged })
    for (const needed of [inIndex, inInner, inTagged, inBoth]) await registryApi.pushImage(repository, needed)
    for (const index of [inner, outer]) await registryApi.pushManifest(repository, index)
    await registryApi.pushManifest(repository, tagged, 'v1')
    await registryApi.pushImage(repository, signature)
    const before = await imagesOf(repository)
    expect(Object.keys(before)).toHaveLength(8)

    const settings = { ECR_REPOSITORY: repository }
    expect(await machine.run('delete-untagged.sh', settings, '--dry-run')).toContain(
      'Would be deleted, unless they belong to an index that stays: 6 (0.0 MiB)\n',
    )
    expect(await imagesOf(repository)).toEqual(before)

    expect(await machine.run('delete-untagged.sh', settings)).toBe(
      [
        `Untagged in ${repository}: 7 (0.0 MiB)`,
        'Left alone, because they are no images: 1 (0.0 MiB)',
        'Deleted: 4 (0.0 MiB)',
        'Left alone, because they belong to an index that stays: 2 (0.0 MiB)\n',
      ].join('\n'),
    )
    const left = Object.keys(await imagesOf(repository))
    expect(left.toSorted()).toEqual([inTagged, inBoth, tagged, signature].map(({ digest }) => digest).toSorted())
  })

  test('delete more untagged images than a request may name', async ({
    server,
    folder,
    newRepository,
    pushUntagged,
    imagesOf,
  }) => {
    const machine = await newBuildMachine({ server, folder, aws: version })
    const repository = `many-${version}`
    await newRepository(repository)
    const kept = await pushUntagged(repository, 230)
    expect(await machine.run('delete-untagged.sh', { ECR_REPOSITORY: repository })).toContain('Deleted: 230 (')
    expect(await imagesOf(repository)).toEqual({ [kept]: ['v1'] })
  })
})

describe.runIf(canRunDocker)('the scripts for CI', () => {
  const aws = 'v2'

  test('say how they are used', async ({ server, folder }) => {
    const machine = await newBuildMachine({ server, folder, aws })
    expect(await machine.run('build-tag-latest.sh', {}, '--help')).toMatch(/^Usage: build-tag-latest\.sh /)
    expect(await machine.run('delete-untagged.sh', {}, '--help')).toMatch(/^Usage: delete-untagged\.sh /)
    const unknown = await machine.attempt('delete-untagged.sh', {}, '--all')
    expect(unknown).toMatchObject({ code: 2, stdout: '' })
    expect(unknown.stderr).toMatch(/^Usage: delete-untagged\.sh /)
  })

  test('try a login again that fails', async ({ server, engine, folder, newRepository, imagesOf }) => {
    const machine = await newBuildMachine({ server, folder, aws, docker: await engine.newClient() })
    await newRepository('retried')
    const PATH = await machine.pathWith('aws', [
      `case "$*" in *get-login-password*) mkdir '${folder}/failed' 2>/dev/null && echo 'no answer' >&2 && exit 1 ;; esac`,
      `exec '${folder}/bin/aws' "$@"`,
    ])
    const settings = { ECR_REPOSITORY: 'retried', IMAGE_VERSION: 'v1', PATH }
    const { code, stderr } = await machine.attempt('build-tag-latest.sh', settings)
    expect(code, stderr).toBe(0)
    expect(stderr).toContain('no answer\n')
    expect(stderr).toContain('The login failed. Trying again in 1 s.')
    expect(Object.values(await imagesOf('retried'))).toEqual([['latest', 'v1']])
  })

  test('say that a login fails, and push nothing', async ({ server, engine, folder, newRepository, imagesOf }) => {
    const machine = await newBuildMachine({ server, folder, aws, docker: await engine.newClient() })
    await newRepository('no-login')
    const refusal = 'if [ "$1" = login ]; then cat >/dev/null; exit 1; fi'
    const PATH = await machine.pathWith('docker', [refusal, 'exec /usr/bin/docker "$@"'])
    const settings = { ECR_REPOSITORY: 'no-login', LOGIN_ATTEMPTS: '1', PATH }
    const { code, stderr } = await machine.attempt('build-tag-latest.sh', settings)
    expect(code).toBe(1)
    expect(stderr).toContain(`The login to ${server.registry} failed, for the reason above (LOGIN_ATTEMPTS is 1).`)
    expect(await imagesOf('no-login')).toEqual({})
  })

  test('say what was deleted before a request failed', async ({
    server,
    folder,
    newRepository,
    pushUntagged,
    imagesOf,
  }) => {
    const machine = await newBuildMachine({ server, folder, aws })
    await newRepository('broken-off')
    await pushUntagged('broken-off', 101)
    const PATH = await machine.pathWith('aws', [
      `case "$*" in *batch-delete-image*) mkdir '${folder}/first' 2>/dev/null || { echo 'no answer' >&2; exit 1; } ;; esac`,
      `exec '${folder}/bin/aws' "$@"`,
    ])
    const { code, stdout, stderr } = await machine.attempt('delete-untagged.sh', { ECR_REPOSITORY: 'broken-off', PATH })
    expect(code).toBe(1)
    expect(stdout).toContain('Deleted: 100 (')
    expect(stderr).toBe('no answer\nThe others could not be deleted, for the reason above. Run this again.\n')
    expect(Object.keys(await imagesOf('broken-off'))).toHaveLength(2)
  })

  test.for(wrongSettings)('say what is wrong with %j', async ([settings, sentence], { server, folder }) => {
    const machine = await newBuildMachine({ server, folder, aws })
    const { code, stdout, stderr } = await machine.attempt('build-tag-latest.sh', settings)
    expect(stderr).toContain(sentence)
    expect([code, stdout]).toEqual([1, ''])
  })

  test('say that images of a missing repository cannot be listed', async ({ server, folder }) => {
    const machine = await newBuildMachine({ server, folder, aws })
    const { code, stdout, stderr } = await machine.attempt('delete-untagged.sh', { ECR_REPOSITORY: 'missing' })
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toContain('RepositoryNotFoundException')
    expect(stderr).toContain('The images of missing could not be listed, for the reason above.')
  })

  test('work for the user that docs/ci.md creates, who may do nothing else', async ({ server, engine, folder }) => {
    const docker = await engine.newClient()
    await writeApplication({ folder }, 'version 1')
    const calls = ['build-tag-latest.sh', 'build-tag-latest.sh --label again=yes', 'delete-untagged.sh']
    const settings = `BUILD_CONTEXT='${folder}' IMAGE_VERSION=v1`
    const commands = [
      await allCommandsOf('docs/ci.md'),
      ...calls.map((call) => `${settings} '${scripts}'/${call}`),
      // What it says decides: any other failure would be none of rights.
      '{ aws --profile docker-manager ecr create-repository --repository-name other 2>&1 || true; } | grep AccessDenied',
    ]
    const said = await runSuccessfully(
      '/bin/bash',
      ['-e', '-o', 'pipefail', '-c', commands.join('\n')],
      inCheckout(server, docker, { HOME: folder }),
    )
    expect(said).toContain('Deleted: 1 (')
  })
})
