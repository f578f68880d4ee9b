import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { ACCOUNT, REGION } from '../support/ecrd.ts'
import { digestOf, incompressible } from '../support/images.ts'
import { test } from '../support/client-test.ts'
import { requestsOf } from '../support/logged-requests.ts'
import { askSigned } from '../support/signed-json.ts'
import { canRunDocker } from '../support/docker-engine.ts'

describe.runIf(canRunDocker)('docker', () => {
  test('builds, pushes, pulls and runs an image', async ({ aws, server, engine }) => {
    const docker = await engine.newClient()
    const password = await aws.text('ecr', 'get-login-password')
    expect(await docker.login(server.registry, password)).toMatchObject({ code: 0, stdout: 'Login Succeeded\n' })

    await aws.json('ecr', 'create-repository', '--repository-name', 'first')
    const image = `${server.registry}/first:v1`
    await docker.build('greeter', 'hello from the registry')
    await docker.run('tag', 'greeter', image)
    const pushed = await docker.run('push', image)
    const digest = /^v1: digest: (sha256:[0-9a-f]{64}) size: \d+$/m.exec(pushed)?.[1]
    const stored = await aws.json('ecr', 'list-images', '--repository-name', 'first')
    expect(stored).toEqual({ imageIds: [{ imageTag: 'v1', imageDigest: digest }] })

    await docker.removeAllImages()
    expect(await docker.run('images', '--quiet')).toBe('')
    expect(await docker.run('pull', image)).toContain(`Status: Downloaded newer image for ${image}`)
    expect(await docker.run('run', '--rm', '--network=none', image)).toBe('hello from the registry\n')
  })

  test('logs in with and without -p, and logs out', async ({ engine, server, password }) => {
    const docker = await engine.newClient()
    const { registry } = server
    const withP = ['login', '-u', 'AWS', '-p', password]
    expect(await docker.run(...withP, `http://${registry}`)).toBe('Login Succeeded\n')
    expect(await docker.run('logout', registry)).toBe(`Removing login credentials for ${registry}\n`)
    expect((await docker.login(registry, password)).stdout).toBe('Login Succeeded\n')
  })

  test('says that a password is wrong', async ({ engine, server, password }) => {
    const docker = await engine.newClient()
    const refused = await docker.login(server.registry, `${password.slice(0, -8)}AAAAAAA=`)
    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain('401 Unauthorized')
  })

  test('cannot pull or push with a wrong password that it kept', async ({ engine, server, createRepository }) => {
    const docker = await engine.newClient()
    const image = `${await createRepository('kept')}:v1`
    const auth = Buffer.from('AWS:wrong').toString('base64')
    await writeFile(
      join(docker.configFolder, 'config.json'),
      JSON.stringify({ auths: { [server.registry]: { auth } } }),
    )
    await docker.build(image, 'kept')
    for (const command of ['pull', 'push']) {
      expect((await docker.attempt(command, image)).stderr).toContain('unauthorized: authentication required')
    }
  })

  test('cannot push or pull without a login', async ({ engine, createRepository }) => {
    const docker = await engine.newClient()
    const uri = await createRepository('closed')
    await docker.build(uri, 'closed')
    expect((await docker.attempt('push', uri)).stderr).toBe('no basic auth credentials\n')
    expect((await docker.attempt('pull', uri)).stderr).toContain('no basic auth credentials')
  })

  test('pushes an image again without sending a layer', async ({ docker, createRepository }) => {
    const image = `${await createRepository('again')}:v1`
    await docker.build(image, 'again')
    const first = await docker.run('push', image)
    const second = await docker.run('push', image)
    expect(statesOf(second)).toEqual(['Layer already exists', 'Layer already exists'])
    expect(digestsOf(second)).toEqual(digestsOf(first))
  })

  test('pushes and pulls all tags of an image', async ({ aws, docker, createRepository }) => {
    const uri = await createRepository('many-tags')
    const tags = Array.from({ length: 12 }, (_, index) => `v${index + 10}`)
    await docker.build('many-tags', 'many tags')
    for (const tag of tags) await docker.run('tag', 'many-tags', `${uri}:${tag}`)
    const digests = digestsOf(await docker.run('push', '--all-tags', uri))
    expect(new Set(digests)).toHaveLength(1)
    const toTags = ['--query', 'sort(imageDetails[0].imageTags)']
    expect(await aws.json('ecr', 'describe-images', '--repository-name', 'many-tags', ...toTags)).toEqual(tags)

    await docker.removeAllImages()
    await docker.run('pull', '--all-tags', uri)
    const local = await docker.run('images', '--format', '{{.Tag}}', uri)
    expect(local.trim().split('\n').toSorted()).toEqual(tags)
  })

  test('sends only the layers that an earlier image does not have', async ({ docker, createRepository }) => {
    const uri = await createRepository('shared-layers')
    await docker.build(`${uri}:one`, 'one of two')
    await docker.build(`${uri}:two`, 'two of two')
    await docker.run('push', `${uri}:one`)
    expect(statesOf(await docker.run('push', `${uri}:two`)).toSorted()).toEqual(['Layer already exists', 'Pushed'])
  })

  test('mounts layers from another repository of the registry', async ({ docker, createRepository }) => {
    const base = await createRepository('team/base')
    const application = await createRepository('team/application')
    await docker.build(base, 'to be mounted')
    await docker.run('push', base)
    await docker.run('tag', base, application)
    const states = statesOf(await docker.run('push', application))
    expect(states).toEqual(['Mounted from team/base', 'Mounted from team/base'])

    await docker.removeAllImages()
    await docker.run('pull', application)
    expect(await docker.run('run', '--rm', '--network=none', application)).toBe('to be mounted\n')
  })

  test('pushes to a repository that a template has created for it', async ({ aws, docker, server }) => {
    // AWS's command line of some distributions is older than templates.
    const template = { prefix: 'created', appliedFor: ['CREATE_ON_PUSH'], imageTagMutability: 'IMMUTABLE' }
    await askSigned({ ...server, region: REGION }, 'CreateRepositoryCreationTemplate', template)
    const image = `${server.registry}/created/app:v1`
    await docker.build(image, 'created on push')
    const digests = digestsOf(await docker.run('push', image))
    const stored = await aws.json('ecr', 'list-images', '--repository-name', 'created/app')
    expect(stored).toEqual({ imageIds: [{ imageTag: 'v1', imageDigest: digests[0] }] })
    const { repositories } = (await aws.json('ecr', 'describe-repositories', '--repository-names', 'created/app')) as {
      readonly repositories: readonly unknown[]
    }
    expect(repositories).toMatchObject([{ imageTagMutability: 'IMMUTABLE' }])

    await docker.removeAllImages()
    await docker.run('pull', image)
    expect(await docker.run('run', '--rm', '--network=none', image)).toBe('created on push\n')
  })

  test('is told that a repository is missing that no template creates', async ({ docker, server }) => {
    const image = `${server.registry}/missing/app:v1`
    await docker.build(image, 'to be pushed nowhere')
    const { code, stderr } = await docker.attempt('push', image)
    expect(code).toBe(1)
    expect(stderr).toContain(
      `name unknown: The repository with name 'missing/app' does not exist in the registry with id '${ACCOUNT}'`,
    )
  })

  test('pushes and pulls several big layers at a time', async ({ docker, createRepository }) => {
    const uri = await createRepository('big-layers')
    const names = ['1', '2', '3', '4', '5', '6']
    const layers = names.map((name) => [name, incompressible(5_000_000, Number(name))] as const)
    const Dockerfile = ['FROM scratch', ...names.map((name) => `COPY ${name} /`), 'CMD ["/1"]'].join('\n')
    await docker.buildFrom(uri, { Dockerfile, ...Object.fromEntries(layers) })
    expect(statesOf(await docker.run('push', uri))).toEqual(names.map(() => 'Pushed'))

    await docker.removeAllImages()
    await docker.run('pull', uri)
    const copies = await docker.run('create', uri)
    for (const [name, bytes] of layers) {
      await docker.run('cp', `${copies.trim()}:/${name}`, docker.configFolder)
      expect(digestOf(await readFile(join(docker.configFolder, name)))).toBe(digestOf(bytes))
    }
  })

  test('pulls by digest', async ({ docker, createRepository }) => {
    const uri = await createRepository('by-digest')
    await docker.build(uri, 'by digest')
    const [digest] = digestsOf(await docker.run('push', uri))
    await docker.removeAllImages()
    await docker.run('pull', `${uri}@${digest ?? ''}`)
    expect(await docker.run('run', '--rm', '--network=none', `${uri}@${digest ?? ''}`)).toBe('by digest\n')
  })

  test('joins images of two architectures under one tag', async ({ aws, docker, createRepository }) => {
    const uri = await createRepository('two-architectures')
    for (const architecture of ['amd64', 'arm64']) {
      await docker.build(`${uri}:${architecture}`, architecture)
      await docker.run('push', `${uri}:${architecture}`)
    }
    await docker.run('manifest', 'create', '--insecure', uri, `${uri}:amd64`, `${uri}:arm64`)
    for (const architecture of ['amd64', 'arm64']) {
      await docker.run('manifest', 'annotate', '--arch', architecture, uri, `${uri}:${architecture}`)
    }
    const digest = (await docker.run('manifest', 'push', '--insecure', uri)).trim()
    const about = ['ecr', 'describe-images', '--repository-name', 'two-architectures', '--image-ids', 'imageTag=latest']
    expect(await aws.json(...about)).toMatchObject({
      imageDetails: [
        {
          imageDigest: digest,
          imageManifestMediaType: 'application/vnd.docker.distribution.manifest.list.v2+json',
        },
      ],
    })

    await docker.removeAllImages()
    await docker.run('pull', uri)
    expect(await docker.run('run', '--rm', '--network=none', uri)).toBe(
      process.arch === 'arm64' ? 'arm64\n' : 'amd64\n',
    )
  })

  test('pushes to another region under the name that was answered', async ({ engine, aws, createRepository }) => {
    const docker = await engine.newClient()
    const region = ['--region', 'eu-central-1']
    const uri = await createRepository('abroad', ...region)
    expect(uri).toMatch(new RegExp(`^${ACCOUNT}\\.dkr\\.ecr\\.eu-central-1\\.localhost:\\d+/abroad$`))
    await docker.login(uri.replace('/abroad', ''), await aws.text('ecr', 'get-login-password', ...region))
    await docker.build(uri, 'abroad')
    await docker.run('push', uri)
    await docker.removeAllImages()
    await docker.run('pull', uri)
    expect(await docker.run('run', '--rm', '--network=none', uri)).toBe('abroad\n')
    const atHome = await aws.attempt('ecr', 'list-images', '--repository-name', 'abroad')
    expect(atHome.stderr).toContain('RepositoryNotFoundException')
  })

  test('says which repository is missing', async ({ docker, server }) => {
    const image = `${server.registry}/missing:v1`
    await docker.build(image, 'missing')
    const sentence = `The repository with name 'missing' does not exist in the registry with id '${ACCOUNT}'`
    expect((await docker.attempt('push', image)).stderr).toBe(`name unknown: ${sentence}\n`)
    expect((await docker.attempt('pull', image)).stderr).toContain(sentence)
  })

  test('says which tag is missing', async ({ docker, createRepository }) => {
    const uri = await createRepository('without-images')
    const missing = await docker.attempt('pull', `${uri}:v1`)
    expect(missing.stderr).toContain('Requested image not found')
  })

  test('cannot move an immutable tag', async ({ docker, createRepository }) => {
    const image = `${await createRepository('immutable', '--image-tag-mutability', 'IMMUTABLE')}:v1`
    await docker.build(image, 'the first v1')
    await docker.run('push', image)
    expect(statesOf(await docker.run('push', image))).toEqual(['Layer already exists', 'Layer already exists'])

    await docker.build(image, 'another v1')
    expect((await docker.attempt('push', image)).stderr).toBe(
      `tag invalid: The image tag 'v1' already exists in the 'immutable' repository and cannot be overwritten because the tag is immutable.\n`,
    )
  })

  test('leaves one line for each of its requests in the log, and no secret', ({ server, password }) => {
    const operations = requestsOf(server).map(({ operation }) => operation)
    expect(operations).toEqual(expect.arrayContaining(['PutImage', 'BatchGetImage', 'GetDownloadUrlForLayer']))
    const basic = Buffer.from(`AWS:${password}`).toString('base64')
    for (const secret of [server.credentials.secretAccessKey, password, basic]) {
      expect(server.output()).not.toContain(secret)
    }
  })

  test('finds everything again after the server is restarted or killed', async ({
    docker,
    server,
    createRepository,
  }) => {
    const uri = await createRepository('lasting')
    await docker.build(uri, 'still here')
    await docker.run('push', uri)
    for (const startAgain of [server.restart, server.crash]) {
      await startAgain()
      await docker.removeAllImages()
      await docker.run('pull', uri)
      expect(await docker.run('run', '--rm', '--network=none', uri)).toBe('still here\n')
    }
  })
})

/** What docker says last of each layer, in the order of its output: `5f70bf18a086: Pushed`. */
function statesOf(output: string): string[] {
  const lines = output.matchAll(/^[0-9a-f]{12}: (.+)$/gm)
  return Array.from(lines, ([, state = '']) => state).filter((state) => state !== 'Preparing' && state !== 'Waiting')
}

function digestsOf(output: string): string[] {
  return Array.from(output.matchAll(/ digest: (sha256:[0-9a-f]{64}) /g), ([, digest = '']) => digest)
}
