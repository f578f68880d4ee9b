import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { type ClientProgram, clientProgram } from '../support/client-program.ts'
import { test as base } from '../support/client-test.ts'
import { craneFor } from '../support/crane.ts'
import { goProgram, hasGoProgram } from '../support/go-programs.ts'
import { runSuccessfully } from '../support/processes.ts'
import { amd64, arm64, both, writePlatforms } from '../support/two-platforms.ts'

/** cosign, logged in to a registry, with a key pair in its folder and none of the public services. */
async function cosignFor(folder: string, registry: string, password: string): Promise<ClientProgram> {
  const env = { DOCKER_CONFIG: folder, HOME: folder, COSIGN_PASSWORD: 'of the key' }
  const login = ['login', '--username', 'AWS', '--password-stdin', registry]
  await runSuccessfully(goProgram('cosign'), login, { env, input: password })
  const cosign = clientProgram(goProgram('cosign'), [], { env, cwd: folder })
  await cosign.run('generate-key-pair')
  return cosign
}

/** Signed with the local key, and in no transparency log. */
const signedHere = ['--key=cosign.key', '--use-signing-config=false', '--tlog-upload=false', '--yes']
const verifiedHere = ['--key=cosign.pub', '--insecure-ignore-tlog']
/** Signatures as images under the tag `sha256-<digest>.sig`, as before there were referrers. */
const underATag = '--new-bundle-format=false'

const test = base
  .extend('cosign', ({ folder, server, password }) => cosignFor(folder, server.registry, password))
  /** Creates a repository and pushes an index into it; the repository's URI. */
  .extend('pushed', ({ folder, server, password, createRepository }) => async (name: string, ...settings: string[]) => {
    const uri = await createRepository(name, ...settings)
    const crane = await craneFor(folder, server.registry, password)
    await crane.run('push', await writePlatforms(join(folder, name), { both }), `${uri}:v1`)
    return uri
  })

describe.runIf(hasGoProgram('cosign'))('cosign', () => {
  test('signs an image and verifies it through its referrers', async ({ cosign, pushed }) => {
    const image = `${await pushed('referrers', '--image-tag-mutability', 'IMMUTABLE')}@${both.digest}`
    expect((await cosign.attempt('verify', ...verifiedHere, image)).stderr).toContain('Error: no signatures found')
    // Twice: no tag is in the way where tags are immutable.
    for (const signer of ['one', 'two']) await cosign.run('sign', ...signedHere, '-a', `by=${signer}`, image)
    expect(JSON.parse(await cosign.run('verify', ...verifiedHere, image))).toMatchObject([
      { critical: { image: { 'docker-manifest-digest': both.digest } } },
      { critical: { image: { 'docker-manifest-digest': both.digest } } },
    ])
    expect(await cosign.run('tree', image)).toContain('artifacts via OCI referrer')
  })

  test('signs an image and verifies it through a tag', async ({ aws, cosign, pushed }) => {
    const image = `${await pushed('tag')}@${both.digest}`
    await cosign.run('sign', ...signedHere, underATag, '-a', 'by=a test', image)
    expect(JSON.parse(await cosign.run('verify', ...verifiedHere, underATag, image))).toMatchObject([
      { critical: { image: { 'docker-manifest-digest': both.digest } }, optional: { by: 'a test' } },
    ])
    const tag = both.digest.replace(':', '-')
    const query = ['--query', "imageIds[?contains(imageTag || '', 'sha256-')].imageTag"]
    expect(await aws.json('ecr', 'list-images', '--repository-name', 'tag', ...query)).toEqual([`${tag}.sig`])
  })

  test('signs an index with all its images', async ({ cosign, pushed }) => {
    const uri = await pushed('recursive')
    await cosign.run('sign', ...signedHere, '--recursive', `${uri}@${both.digest}`)
    for (const { digest } of [both, amd64, arm64]) {
      expect(JSON.parse(await cosign.run('verify', ...verifiedHere, `${uri}@${digest}`))).toHaveLength(1)
    }
  })

  test('attaches an attestation and verifies it', async ({ cosign, folder, pushed }) => {
    const image = `${await pushed('attested')}@${both.digest}`
    await writeFile(join(folder, 'predicate.json'), '{"built":"here"}')
    const type = '--type=https://example.org/built'
    await cosign.run('attest', ...signedHere, type, '--predicate=predicate.json', image)
    const verified = await cosign.run('verify-attestation', ...verifiedHere, type, image)
    const { payload } = JSON.parse(verified) as { payload: string }
    expect(JSON.parse(Buffer.from(payload, 'base64').toString())).toMatchObject({ predicate: { built: 'here' } })
  })

  test('refuses the signature of an unknown key', async ({ cosign, folder, password, pushed, server }) => {
    const image = `${await pushed('others')}@${both.digest}`
    await cosign.run('sign', ...signedHere, image)
    const stranger = await cosignFor(join(folder, 'stranger'), server.registry, password)
    const refused = await stranger.attempt('verify', ...verifiedHere, image)
    expect(refused).toMatchObject({
      stdout: '',
      stderr: expect.stringContaining('failed to verify signature') as unknown,
    })
  })

  test('removes all signatures, under tags and through referrers', async ({ cosign, pushed }) => {
    const image = `${await pushed('cleaned')}@${both.digest}`
    await cosign.run('sign', ...signedHere, image)
    await cosign.run('sign', ...signedHere, underATag, image)
    await cosign.run('clean', '--type=all', '--force', image)
    for (const scheme of [[], [underATag]]) {
      expect((await cosign.attempt('verify', ...verifiedHere, ...scheme, image)).stderr).toContain(
        'no signatures found',
      )
    }
  })

  test('shows why it is denied to write', async ({ cosign, pushed }) => {
    const image = `${await pushed('immutable', '--image-tag-mutability', 'IMMUTABLE')}@${both.digest}`
    await cosign.run('sign', ...signedHere, underATag, '-a', 'by=one', image)
    const again = await cosign.attempt('sign', ...signedHere, underATag, '-a', 'by=two', image)
    expect(again.stderr).toContain(
      `The image tag '${both.digest.replace(':', '-')}.sig' already exists in the 'immutable' repository and cannot be overwritten because the tag is immutable.`,
    )
  })
})
