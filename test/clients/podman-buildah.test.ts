import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { test as base } from '../support/client-test.ts'
import { ACCOUNT } from '../support/ecrd.ts'
import { DOCKER, OCI } from '../support/images.ts'
import { requestsOf } from '../support/logged-requests.ts'
import { buildProgramFor, installedBuildPrograms } from '../support/podman.ts'

describe.each(installedBuildPrograms)('%s', (name) => {
  const test = base
    .extend('program', ({ folder, server, password }) => buildProgramFor(name, folder, server.registry, password))
    /** Builds an image from nothing but a shell, Debian's static busybox, which runs once in the build. */
    .extend('build', ({ folder, program }) => async (image: string, motd: string, ...options: string[]) => {
      const context = join(folder, 'context')
      await mkdir(context, { recursive: true })
      await copyFile('/bin/busybox', join(context, 'sh'))
      const steps = ['FROM scratch', 'COPY sh /bin/sh', `RUN ["/bin/sh", "-c", "echo ${motd} > /motd"]`]
      await writeFile(join(context, 'Containerfile'), `${steps.join('\n')}\n`)
      // Two layers, so that images share the shell.
      await program.run('build', '--isolation=chroot', '--layers', ...options, '--tag', image, context)
    })
  const named = (repository: string): string => `${name}/${repository}`

  test('builds, pushes and pulls an image', async ({ aws, program, folder, build, createRepository }) => {
    const image = `${await createRepository(named('first'))}:v1`
    await build(image, 'hello')
    await program.run('push', `--digestfile=${folder}/digest`, image)
    const listed = await aws.json('ecr', 'list-images', '--repository-name', named('first'))
    const imageDigest = await readFile(join(folder, 'digest'), 'utf8')
    expect(listed).toEqual({ imageIds: [{ imageTag: 'v1', imageDigest }] })

    await program.run('rmi', '--all')
    expect(await program.run('images', '--quiet')).toBe('')
    await program.run('pull', image)
    const inspected = JSON.parse(await program.run('inspect', '--type=image', image)) as unknown
    expect(JSON.stringify(inspected)).toContain(imageDigest)
  })

  test('pulls by digest', async ({ program, folder, build, createRepository }) => {
    const uri = await createRepository(named('by-digest'))
    await build(uri, 'by-digest')
    await program.run('push', `--digestfile=${folder}/digest`, uri)
    await program.run('rmi', '--all')
    await program.run('pull', `${uri}@${await readFile(join(folder, 'digest'), 'utf8')}`)
  })

  test('sends only the layers that an earlier image does not have', async ({
    program,
    server,
    build,
    createRepository,
  }) => {
    const uri = await createRepository(named('shared'))
    await build(`${uri}:one`, 'one')
    await build(`${uri}:two`, 'two')
    const uploads = (): number =>
      requestsOf(server).filter(({ operation, status }) => operation === 'CompleteLayerUpload' && status === 201).length
    const atFirst = uploads()
    // Two layers and a configuration, then a layer and a configuration; lines of the log come a moment later.
    await program.run('push', `${uri}:one`)
    await expect.poll(() => uploads() - atFirst).toBe(3)
    await program.run('push', `${uri}:two`)
    await expect.poll(() => uploads() - atFirst).toBe(5)
  })

  test('writes the image format that --format names', async ({ aws, program, build, createRepository }) => {
    const uri = await createRepository(named('formats'))
    await build('localhost/formats', 'formats')
    await program.run('push', '--format=v2s2', 'localhost/formats', `docker://${uri}:docker`)
    await program.run('push', '--format=oci', 'localhost/formats', `docker://${uri}:oci`)
    const types = ['--query', 'imageDetails[].[imageTags[0], imageManifestMediaType]']
    expect(await aws.json('ecr', 'describe-images', '--repository-name', named('formats'), ...types)).toEqual([
      ['docker', DOCKER.manifest],
      ['oci', OCI.manifest],
    ])
  })

  test('joins images of two architectures under one tag', async ({ aws, program, build, createRepository }) => {
    const uri = await createRepository(named('two-architectures'))
    await program.run('manifest', 'create', 'joined')
    for (const architecture of ['amd64', 'arm64']) {
      await build(`${uri}:${architecture}`, architecture)
      await program.run('push', `${uri}:${architecture}`)
      const image = ['--arch', architecture, 'joined', `docker://${uri}:${architecture}`]
      await program.run('manifest', 'add', '--tls-verify=false', ...image)
    }
    await program.run('manifest', 'push', '--tls-verify=false', '--all', 'joined', `docker://${uri}:both`)
    const about = ['--repository-name', named('two-architectures'), '--image-ids', 'imageTag=both']
    const manifest = ['--query', 'images[0].imageManifest', '--output', 'text']
    expect(JSON.parse(await aws.text('ecr', 'batch-get-image', ...about, ...manifest))).toMatchObject({
      manifests: [{ platform: { architecture: 'amd64' } }, { platform: { architecture: 'arm64' } }],
    })
    await program.run('rmi', '--all', '--force')
    await program.run('pull', `${uri}:both`)
  })

  test('shows why it is denied to write', async ({ program, server, build, createRepository }) => {
    await build('localhost/refused', 'refused')
    const push = async (image: string): Promise<string> =>
      (await program.attempt('push', 'localhost/refused', `docker://${image}`)).stderr
    expect(await push(`${server.registry}/missing:v1`)).toContain(
      `name unknown: The repository with name 'missing' does not exist in the registry with id '${ACCOUNT}'`,
    )
    const uri = await createRepository(named('immutable'), '--image-tag-mutability', 'IMMUTABLE')
    await push(`${uri}:v1`)
    await build('localhost/refused', 'another')
    expect(await push(`${uri}:v1`)).toContain(
      `tag invalid: The image tag 'v1' already exists in the '${named('immutable')}' repository and cannot be overwritten because the tag is immutable.`,
    )
    const absent = await program.attempt('pull', `${uri}:v2`)
    expect(absent.stderr).toContain('manifest unknown: Requested image not found')
  })

  test('is refused with a wrong password', async ({ folder, server }) => {
    const login = buildProgramFor(name, join(folder, 'stranger'), server.registry, 'wrong')
    await expect(login).rejects.toThrow('invalid username/password')
  })
})
