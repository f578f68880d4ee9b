import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { test as base } from '../support/client-test.ts'
import { ACCOUNT } from '../support/ecrd.ts'
import { DOCKER, digestOf, type Image, imageOf, layerOf } from '../support/images.ts'
import { findProgram } from '../support/machine.ts'
import { writeOciLayout } from '../support/oci-layout.ts'
import { skopeoFor } from '../support/skopeo.ts'
import { amd64, arm64, both, writePlatforms } from '../support/two-platforms.ts'

const test = base.extend('skopeo', ({ folder, server, password }) => skopeoFor(folder, server.registry, password))

/** A folder of images as skopeo reads it: `oci:<folder>:<tag>`. */
async function layoutWith(folder: string, tag: string, image: Image): Promise<string> {
  const layout = join(folder, 'layout')
  await writeOciLayout(layout, { tagged: { [tag]: image }, needed: image.blobs })
  return `oci:${layout}:${tag}`
}

describe.runIf(findProgram('skopeo'))('skopeo', () => {
  test('copies an OCI image to the registry and back, byte for byte', async ({ skopeo, folder, createRepository }) => {
    const image = `docker://${await createRepository('oci')}:v1`
    await skopeo.run('copy', '--preserve-digests', await layoutWith(folder, 'v1', amd64), image)
    await skopeo.run('copy', image, `dir:${folder}/back`)
    expect(await readFile(join(folder, 'back/manifest.json'))).toEqual(amd64.bytes)
    for (const { digest, bytes } of amd64.blobs) {
      expect(await readFile(join(folder, 'back', digest.replace('sha256:', '')))).toEqual(bytes)
    }
  })

  test('copies a docker archive to the registry and back', async ({ skopeo, folder, createRepository }) => {
    const image = `docker://${await createRepository('docker-archive')}:v1`
    const archive = `docker-archive:${folder}/image.tar:greeter:v1`
    await skopeo.run('copy', await layoutWith(folder, 'v1', amd64), archive)
    await skopeo.run('copy', archive, image)
    expect(JSON.parse(await skopeo.run('inspect', '--raw', image))).toMatchObject({ mediaType: DOCKER.manifest })
    await skopeo.run('copy', image, `docker-archive:${folder}/back.tar:greeter:v1`)
    const config = await skopeo.run('inspect', '--config', archive)
    expect(await skopeo.run('inspect', '--config', `docker-archive:${folder}/back.tar:greeter:v1`)).toBe(config)
  })

  test('writes the format that --format names', async ({ skopeo, folder, createRepository }) => {
    const image = `docker://${await createRepository('formats')}:docker`
    await skopeo.run('copy', '--format=v2s2', await layoutWith(folder, 'v1', amd64), image)
    expect(JSON.parse(await skopeo.run('inspect', '--raw', image))).toMatchObject({
      mediaType: DOCKER.manifest,
      layers: [{ mediaType: DOCKER.layer }],
    })
  })

  test('compresses layers with zstd', async ({ skopeo, folder, createRepository }) => {
    const image = `docker://${await createRepository('zstd')}:v1`
    // Content of its own: skopeo takes a layer that the registry has already, however it is compressed.
    const source = await layoutWith(folder, 'v1', imageOf({ layers: [layerOf({ motd: 'small\n' })] }))
    await skopeo.run('copy', '--dest-decompress', source, `dir:${folder}/plain`)
    await skopeo.run('copy', '--dest-compress-format=zstd', `dir:${folder}/plain`, image)
    expect(JSON.parse(await skopeo.run('inspect', '--raw', image))).toMatchObject({
      layers: [{ mediaType: 'application/vnd.oci.image.layer.v1.tar+zstd' }],
    })
    await skopeo.run('copy', image, `dir:${folder}/back`)
  })

  test('copies an index with all its images', async ({ aws, skopeo, folder, createRepository }) => {
    const uri = await createRepository('index')
    await writePlatforms(`${folder}/layout`, { both })
    await skopeo.run('copy', '--all', '--preserve-digests', `oci:${folder}/layout:both`, `docker://${uri}:both`)
    expect(digestOf(await skopeo.run('inspect', '--raw', `docker://${uri}:both`))).toBe(both.digest)
    const digests = ['--query', 'sort(imageIds[].imageDigest)']
    expect(await aws.json('ecr', 'list-images', '--repository-name', 'index', ...digests)).toEqual(
      [both.digest, amd64.digest, arm64.digest].toSorted(),
    )

    const mirror = await createRepository('index-mirror')
    await skopeo.run('copy', '--all', `docker://${uri}:both`, `docker://${mirror}:both`)
    await skopeo.run('copy', '--override-arch=arm64', `docker://${mirror}:both`, `dir:${folder}/arm64`)
    expect(await readFile(join(folder, 'arm64/manifest.json'))).toEqual(arm64.bytes)
  })

  test('inspects an image', async ({ skopeo, folder, createRepository }) => {
    const uri = await createRepository('inspected')
    await skopeo.run('copy', await layoutWith(folder, 'v1', amd64), `docker://${uri}:v1`)
    expect(JSON.parse(await skopeo.run('inspect', `docker://${uri}:v1`))).toMatchObject({
      Name: uri,
      Digest: amd64.digest,
      RepoTags: ['v1'],
      Architecture: 'amd64',
      Os: 'linux',
      Layers: [amd64.blobs[1]?.digest],
    })
    expect(JSON.parse(await skopeo.run('inspect', '--config', `docker://${uri}@${amd64.digest}`))).toEqual(
      JSON.parse(amd64.config.bytes.toString()),
    )
  })

  test('lists all tags, over several pages', async ({ skopeo, folder, createRepository }) => {
    const uri = await createRepository('tags')
    const tags = Array.from({ length: 120 }, (_, index) => `v${index + 100}`)
    const needed = amd64.blobs
    const layout = `${folder}/layout`
    await writeOciLayout(layout, { tagged: { v1: amd64 }, needed })
    const [first = '', ...others] = tags
    await skopeo.run('copy', `oci:${layout}:v1`, `docker://${uri}:${first}`)
    for (const tag of others) await skopeo.run('copy', `docker://${uri}:${first}`, `docker://${uri}:${tag}`)
    const listed = JSON.parse(await skopeo.run('list-tags', `docker://${uri}`)) as { Tags: string[] }
    expect(listed.Tags.toSorted()).toEqual(tags)
  })

  test('deletes an image', async ({ skopeo, folder, createRepository }) => {
    const image = `docker://${await createRepository('deleted')}:v1`
    await skopeo.run('copy', await layoutWith(folder, 'v1', amd64), image)
    await skopeo.run('delete', image)
    expect((await skopeo.attempt('inspect', image)).stderr).toContain('manifest unknown: Requested image not found')
  })

  test('synchronises a repository to a folder and back', async ({ skopeo, server, folder, createRepository }) => {
    const uri = await createRepository('synchronised')
    const source = await layoutWith(folder, 'v1', amd64)
    for (const tag of ['v1', 'v2']) await skopeo.run('copy', source, `docker://${uri}:${tag}`)
    await skopeo.run('sync', '--src=docker', '--dest=dir', '--scoped', uri, `${folder}/images`)
    const images = join(folder, 'images', server.registry)
    expect((await readdir(images)).toSorted()).toEqual(['synchronised:v1', 'synchronised:v2'])

    await createRepository('mirror/synchronised')
    await skopeo.run('sync', '--src=dir', '--dest=docker', images, `${server.registry}/mirror`)
    const listed = await skopeo.run('list-tags', `docker://${server.registry}/mirror/synchronised`)
    expect(JSON.parse(listed)).toMatchObject({ Tags: ['v1', 'v2'] })
  })

  test('shows why it is denied to write', async ({ skopeo, server, folder, createRepository }) => {
    const source = await layoutWith(folder, 'v1', amd64)
    const missing = await skopeo.attempt('copy', source, `docker://${server.registry}/missing:v1`)
    const sentence = `The repository with name 'missing' does not exist in the registry with id '${ACCOUNT}'`
    expect(missing.stderr).toContain(`name unknown: ${sentence}`)

    const image = `docker://${await createRepository('immutable', '--image-tag-mutability', 'IMMUTABLE')}:v1`
    await skopeo.run('copy', source, image)
    await skopeo.run('copy', source, image)
    const overwritten = await skopeo.attempt('copy', '--format=v2s2', source, image)
    expect(overwritten.stderr).toContain(
      "tag invalid: The image tag 'v1' already exists in the 'immutable' repository and cannot be overwritten because the tag is immutable.",
    )
  })

  test('is refused with a wrong password', async ({ skopeo, createRepository }) => {
    const image = `docker://${await createRepository('refused')}:v1`
    const refused = await skopeo.attempt('inspect', '--creds', 'AWS:wrong', image)
    expect(refused.stderr).toMatch(/unauthorized|401/i)
  })
})
