import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { CreateRepositoryCommand, ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Ecrd, REGION, startEcrd } from '../support/ecrd.ts'
import { imageOf, incompressible, layerOf } from '../support/images.ts'
import { runProcess, runSuccessfully, temporaryFolder } from '../support/processes.ts'
import { registryClient } from '../support/registry-client.ts'

/** The package as `npm install ecrd` brings it: built, packed and installed by itself, far from the sources. */
const checkout = join(import.meta.dirname, '../..')
const folder = await temporaryFolder()
const command = join(folder.path, 'node_modules/.bin/ecrd')
const installed = join(folder.path, 'node_modules/ecrd')

beforeAll(async () => {
  const npm = (cwd: string, ...args: string[]): Promise<string> => runSuccessfully('npm', args, { cwd })
  await npm(checkout, 'run', 'build')
  await npm(checkout, 'pack', '--pack-destination', folder.path)
  const [tarball] = (await readdir(folder.path)).filter((name) => name.endsWith('.tgz'))
  if (tarball === undefined) throw new Error('npm pack left no archive')
  await npm(folder.path, 'init', '--yes')
  await npm(folder.path, 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', `./${tarball}`)
})
afterAll(() => folder.remove())

test('the package holds the program, its licence and nothing else', async () => {
  expect((await readdir(installed)).filter((name) => name !== 'node_modules').sort()).toEqual(
    ['LICENSE', 'NOTICE', 'README.md', 'bin', 'dist', 'package.json'].sort(),
  )
  const built = await readdir(join(installed, 'dist'), { recursive: true })
  expect(built.filter((name) => /\.test\.js$|\.ts$/.test(name))).toEqual([])
  const sources = await readdir(join(checkout, 'src'), { recursive: true })
  const workers = sources.filter((name) => name.endsWith('.worker.ts')).map((name) => name.replace(/ts$/, 'js'))
  expect(built).toEqual(expect.arrayContaining(workers))
})

test('the installed package has all dependencies that it asks for', async () => {
  expect(await runProcess('npm', ['ls', '--all'], { cwd: folder.path })).toMatchObject({ code: 0 })
})

describe('a server from the package', () => {
  let server: Ecrd
  beforeAll(async () => {
    server = await startEcrd([], [command])
  })
  afterAll(() => server.stop())

  test('gives back a pushed image byte for byte, also after a restart', async () => {
    const { url: endpoint, credentials } = server
    const ecr = new ECRClient({ region: REGION, endpoint, credentials })
    await ecr.send(new CreateRepositoryCommand({ repositoryName: 'team/app' }))
    const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand())
    const registry = registryClient(server.url, {
      authorizationToken: authorizationData?.[0]?.authorizationToken ?? '',
    })
    // The larger one goes through the worker that hashes and seals, the smaller one into its row.
    const layers = [layerOf({ motd: 'packed\n' }), layerOf({ large: incompressible(3_000_000) })]
    const image = imageOf({ layers })

    await registry.pushImage('team/app', image, 'v1')
    await server.restart()

    const manifest = await registry.getManifest('team/app', 'v1')
    expect(manifest.status).toBe(200)
    expect(manifest.body).toEqual(image.bytes)
    for (const { digest, bytes } of layers) {
      expect((await registry.getBlob('team/app', digest)).body.equals(bytes)).toBe(true)
    }
  })
})
