import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { test as base } from '../support/client-test.ts'
import { ACCOUNT } from '../support/ecrd.ts'
import { goProgram, hasGoProgram } from '../support/go-programs.ts'
import { digestOf, incompressible, OCI } from '../support/images.ts'
import { requestsOf } from '../support/logged-requests.ts'
import { runSuccessfully } from '../support/processes.ts'
import { regctlFor } from '../support/regctl.ts'
import { amd64, arm64, both, writePlatforms } from '../support/two-platforms.ts'

const test = base
  .extend('regctl', ({ folder, server, password }) => regctlFor(folder, server.registry, password))
  /** Creates a repository and copies the images of two platforms into it, as the tag `both`; the repository's URI. */
  .extend('copied', ({ regctl, folder, createRepository }) => async (name: string, ...settings: string[]) => {
    const uri = await createRepository(name, ...settings)
    const layout = await writePlatforms(join(folder, name), { both })
    await regctl.run('image', 'copy', `ocidir://${layout}:both`, `${uri}:both`)
    return uri
  })

describe.runIf(hasGoProgram('regctl'))('regctl', () => {
  test('copies an index with all its images', async ({ regctl, copied, createRepository }) => {
    const uri = await copied('original')
    const copy = await createRepository('copy')
    await regctl.run('image', 'copy', `${uri}:both`, `${copy}:both`)
    expect(await regctl.run('image', 'digest', `${copy}:both`)).toBe(`${both.digest}\n`)
    expect(await regctl.run('manifest', 'get', '--format=raw-body', `${copy}@${arm64.digest}`)).toBe(
      arm64.bytes.toString(),
    )
    const inspected = await regctl.run('image', 'inspect', '--platform=linux/arm64/v8', `${copy}:both`)
    expect(JSON.parse(inspected)).toMatchObject({ architecture: 'arm64', variant: 'v8' })
  })

  test('makes an index of images in the registry', async ({ regctl, copied }) => {
    const uri = await copied('indexed')
    const refs = [amd64, arm64].flatMap(({ digest }) => ['--ref', `${uri}@${digest}`])
    await regctl.run('index', 'create', `${uri}:joined`, ...refs)
    await regctl.run('index', 'delete', `${uri}:joined`, '--digest', amd64.digest)
    const index = await regctl.run('manifest', 'get', '--format=raw-body', `${uri}:joined`)
    expect(JSON.parse(index)).toMatchObject({ mediaType: OCI.index, manifests: [{ digest: arm64.digest }] })
  })

  test('attaches artifacts to an image and lists them', async ({ regctl, folder, copied, createRepository }) => {
    const uri = await copied('referred')
    for (const kind of ['sbom', 'signature']) {
      const file = join(folder, `${kind}.txt`)
      await writeFile(file, `the ${kind}\n`)
      const type = ['--artifact-type', `application/x.${kind}`, '--file', file, '--file-media-type', 'text/plain']
      await regctl.run('artifact', 'put', ...type, '--annotation', `org.example.is=${kind}`, '--subject', `${uri}:both`)
    }
    const list = ['artifact', 'list', '--format={{range .Descriptors}}{{println .ArtifactType .Annotations}}{{end}}']
    const types = [
      'application/x.sbom map[org.example.is:sbom]',
      'application/x.signature map[org.example.is:signature]',
    ]
    expect((await regctl.run(...list, `${uri}:both`)).trim().split('\n').toSorted()).toEqual(types)
    const filter = ['--filter-artifact-type', 'application/x.sbom']
    expect(await regctl.run(...list, ...filter, `${uri}:both`)).toBe(`${types[0] ?? ''}\n`)
    expect(await regctl.run('artifact', 'get', ...filter, '--subject', `${uri}:both`)).toBe('the sbom\n')

    const copy = await createRepository('referred-copy')
    await regctl.run('image', 'copy', '--referrers', `${uri}:both`, `${copy}:both`)
    expect((await regctl.run(...list, `${copy}:both`)).trim().split('\n').toSorted()).toEqual(types)
  })

  test('deletes a tag, and leaves its image', async ({ regctl, copied }) => {
    const uri = await copied('tagged')
    await regctl.run('image', 'copy', `${uri}:both`, `${uri}:again`)
    await regctl.run('tag', 'delete', `${uri}:both`)
    expect(await regctl.run('tag', 'ls', uri)).toBe('again\n')
    await regctl.run('tag', 'delete', `${uri}:again`)
    expect(await regctl.run('image', 'digest', `${uri}@${both.digest}`)).toBe(`${both.digest}\n`)
    await regctl.run('manifest', 'delete', `${uri}@${both.digest}`)
    expect((await regctl.attempt('manifest', 'get', `${uri}@${both.digest}`)).stderr).toContain('not found [http 404]')
  })

  test('lists tags page by page, and repositories', async ({ regctl, copied, server }) => {
    const uri = await copied('listed')
    for (const tag of ['v1', 'v2', 'v3']) await regctl.run('image', 'copy', `${uri}:both`, `${uri}:${tag}`)
    expect(await regctl.run('tag', 'ls', '--limit=2', uri)).toBe('both\nv1\n')
    expect(await regctl.run('tag', 'ls', '--limit=2', '--last=v1', uri)).toBe('v2\nv3\n')
    expect((await regctl.run('repo', 'ls', server.registry)).split('\n')).toContain('listed')
  })

  test('uploads a blob in chunks', async ({ regctl, folder, server, createRepository }) => {
    const uri = await createRepository('chunked')
    await regctl.run('registry', 'set', '--blob-chunk', '300000', '--blob-max', '1', server.registry)
    const content = incompressible(1_000_001)
    const settings = { env: { REGCTL_CONFIG: join(folder, 'regctl.json'), DOCKER_CONFIG: folder } }
    const put = ['--verbosity', 'error', 'blob', 'put', uri]
    const digest = (await runSuccessfully(goProgram('regctl'), put, { ...settings, input: content })).trim()
    expect(digest).toBe(digestOf(content))
    const operations = requestsOf(server).map(({ operation }) => operation)
    expect(operations.filter((operation) => operation === 'UploadLayerPart').length).toBeGreaterThanOrEqual(4)
    await regctl.run('blob', 'head', uri, digest)
  })

  test('pushes an image whose digests are sha512', async ({ regctl, copied }) => {
    const uri = await copied('sha512')
    await regctl.run('image', 'mod', `${uri}:both`, '--digest-algo', 'sha512', '--create', `${uri}:sha512`)
    const index = await regctl.run('manifest', 'get', '--format=raw-body', `${uri}:sha512`)
    const sha512 = expect.stringMatching(/^sha512:[0-9a-f]{128}$/) as unknown
    expect(JSON.parse(index)).toMatchObject({ manifests: [{ digest: sha512 }, { digest: sha512 }] })
    expect(await regctl.run('image', 'digest', `${uri}:sha512`)).toBe(`${digestOf(index, 'sha512')}\n`)
  })

  test('shows why it is denied to write', async ({ regctl, copied, server }) => {
    const uri = await copied('immutable', '--image-tag-mutability', 'IMMUTABLE')
    const moved = await regctl.attempt('image', 'copy', `${uri}@${amd64.digest}`, `${uri}:both`)
    expect(moved.stderr).toContain(
      "The image tag 'both' already exists in the 'immutable' repository and cannot be overwritten because the tag is immutable.",
    )
    const missing = await regctl.attempt('image', 'copy', `${uri}:both`, `${server.registry}/missing:v1`)
    expect(missing.stderr).toContain(
      `The repository with name 'missing' does not exist in the registry with id '${ACCOUNT}'`,
    )
  })

  test('is refused with a wrong password', async ({ folder, server }) => {
    await expect(regctlFor(join(folder, 'stranger'), server.registry, 'wrong')).rejects.toThrow('unauthorized')
  })
})
