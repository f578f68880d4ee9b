import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { test as base } from '../support/client-test.ts'
import { craneFor } from '../support/crane.ts'
import { ACCOUNT } from '../support/ecrd.ts'
import { hasGoProgram } from '../support/go-programs.ts'
import { digestOf, DOCKER, OCI } from '../support/images.ts'
import { registryClient } from '../support/registry-client.ts'
import { tarOf } from '../support/tar.ts'
import { amd64, arm64, both, writePlatforms } from '../support/two-platforms.ts'

const test = base
  .extend('crane', ({ folder, server, password }) => craneFor(folder, server.registry, password))
  /** Creates a repository and pushes an image into it; the repository's URI. */
  .extend('pushed', ({ crane, folder, createRepository }) => async (name: string, tag = 'v1') => {
    const uri = await createRepository(name)
    await crane.run('push', await writePlatforms(join(folder, name), { amd64 }), `${uri}:${tag}`)
    return uri
  })

describe.runIf(hasGoProgram('crane'))('crane', () => {
  test('pushes an image and pulls it back, byte for byte', async ({ crane, folder, pushed }) => {
    const uri = await pushed('there-and-back')
    expect(await crane.run('digest', `${uri}:v1`)).toBe(`${amd64.digest}\n`)
    await crane.run('pull', '--format=oci', `${uri}:v1`, `${folder}/back`)
    for (const { digest, bytes } of [amd64, ...amd64.blobs]) {
      expect(await readFile(join(folder, 'back/blobs/sha256', digest.replace('sha256:', '')))).toEqual(bytes)
    }
    await crane.run('validate', '--remote', `${uri}:v1`)
    expect(await crane.run('config', `${uri}@${amd64.digest}`)).toBe(amd64.config.bytes.toString())
  })

  test('carries an image in a tarball', async ({ crane, folder, pushed }) => {
    const uri = await pushed('tarball')
    await crane.run('pull', `${uri}:v1`, `${folder}/image.tar`)
    await crane.run('push', `${folder}/image.tar`, `${uri}:again`)
    expect(JSON.parse(await crane.run('manifest', `${uri}:again`))).toMatchObject({
      mediaType: DOCKER.manifest,
      config: { digest: amd64.config.digest },
      layers: [{ digest: amd64.blobs[1]?.digest }],
    })
  })

  test('appends a layer and changes labels in the registry itself', async ({ crane, folder, pushed }) => {
    const uri = await pushed('changed')
    await writeFile(join(folder, 'layer.tar'), tarOf({ 'etc/issue': 'a second layer\n' }))
    await crane.run('append', '--base', `${uri}:v1`, '--new_layer', `${folder}/layer.tar`, '--new_tag', `${uri}:v2`)
    expect(JSON.parse(await crane.run('manifest', `${uri}:v2`))).toMatchObject({
      layers: [{ digest: amd64.blobs[1]?.digest }, { mediaType: OCI.layer }],
    })
    await crane.run('mutate', `${uri}:v2`, '--label', 'team=devs', '--tag', `${uri}:v3`)
    expect(JSON.parse(await crane.run('config', `${uri}:v3`))).toMatchObject({ config: { Labels: { team: 'devs' } } })
    await crane.run('validate', '--remote', `${uri}:v3`)
  })

  test('copies to another repository without sending a layer', async ({ crane, pushed, createRepository }) => {
    const uri = await pushed('original')
    const copy = await createRepository('copy')
    const { stderr } = await crane.attempt('copy', `${uri}:v1`, `${copy}:v1`)
    for (const { digest } of amd64.blobs) expect(stderr).toContain(`mounted blob: ${digest}`)
    expect(await crane.run('digest', `${copy}:v1`)).toBe(`${amd64.digest}\n`)
  })

  test('pushes, takes apart and joins an index', async ({ crane, folder, createRepository }) => {
    const uri = await createRepository('index')
    await crane.run('push', await writePlatforms(join(folder, 'both'), { both }), `${uri}:both`)
    expect(digestOf(await crane.run('manifest', `${uri}:both`))).toBe(both.digest)
    await crane.run('validate', '--remote', `${uri}:both`)
    const ofPlatform = await crane.run('digest', '--platform=linux/arm64/v8', `${uri}:both`)
    expect(ofPlatform).toBe(`${arm64.digest}\n`)

    await crane.run('index', 'filter', `${uri}:both`, '--platform=linux/amd64', '--tag', `${uri}:one`)
    const joined = ['--manifest', `${uri}@${arm64.digest}`, '--tag', `${uri}:joined`]
    await crane.run('index', 'append', `${uri}:one`, ...joined)
    expect(JSON.parse(await crane.run('manifest', `${uri}:joined`))).toMatchObject({
      mediaType: OCI.index,
      manifests: [{ digest: amd64.digest }, { digest: arm64.digest }],
    })
    const refused = await crane.attempt('delete', `${uri}@${arm64.digest}`)
    expect(refused.stderr).toContain('UNSUPPORTED: Requested image referenced by manifest list: [sha256:')
  })

  test('tags an image and deletes it, by tag and by digest', async ({ crane, pushed }) => {
    const uri = await pushed('tagged')
    await crane.run('tag', `${uri}:v1`, 'v2')
    await crane.run('tag', `${uri}:v1`, 'v3')
    await crane.run('delete', `${uri}:v2`)
    expect(await crane.run('ls', uri)).toBe('v1\nv3\n')
    await crane.run('delete', `${uri}@${amd64.digest}`)
    expect(await crane.run('ls', uri)).toBe('')
    const gone = await crane.attempt('manifest', `${uri}:v1`)
    expect(gone.stderr).toContain('MANIFEST_UNKNOWN: Requested image not found')
  })

  test('lists more tags than a page holds, and all repositories', async ({ crane, password, pushed, server }) => {
    const uri = await pushed('many-tags')
    const tags = Array.from({ length: 1020 }, (_, index) => `v${index + 1000}`)
    const authorizationToken = Buffer.from(`AWS:${password}`).toString('base64')
    const registry = registryClient(server.url, { authorizationToken })
    // An image has at most a thousand tags: the first thirty go to another one.
    await registry.pushImage('many-tags', arm64)
    for (const [index, tag] of tags.entries()) await registry.pushManifest('many-tags', index < 30 ? arm64 : amd64, tag)
    expect((await crane.run('ls', uri)).trimEnd().split('\n')).toEqual(['v1', ...tags])
    expect((await crane.run('catalog', server.registry)).split('\n')).toContain('many-tags')
  })

  test('shows why it is denied to write', async ({ crane, folder, pushed, server, aws }) => {
    const uri = await pushed('immutable')
    const mutability = ['--repository-name', 'immutable', '--image-tag-mutability', 'IMMUTABLE']
    await aws.json('ecr', 'put-image-tag-mutability', ...mutability)
    await crane.run('tag', `${uri}:v1`, 'v1')
    const overwritten = await crane.attempt('mutate', `${uri}:v1`, '--label=team=devs', '--tag', `${uri}:v1`)
    expect(overwritten.stderr).toContain(
      "TAG_INVALID: The image tag 'v1' already exists in the 'immutable' repository and cannot be overwritten because the tag is immutable.",
    )
    const missing = await crane.attempt('push', `${folder}/immutable`, `${server.registry}/missing:v1`)
    expect(missing.stderr).toContain(
      `NAME_UNKNOWN: The repository with name 'missing' does not exist in the registry with id '${ACCOUNT}'`,
    )
  })

  test('is refused with a wrong password', async ({ folder, pushed, server }) => {
    const uri = await pushed('closed')
    const stranger = await craneFor(join(folder, 'stranger'), server.registry, 'wrong')
    expect((await stranger.attempt('digest', `${uri}:v1`)).stderr).toContain('401 Unauthorized')
    expect((await stranger.attempt('ls', uri)).stderr).toContain('401 Unauthorized')
  })
})
