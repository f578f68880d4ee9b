import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { type ClientProgram, clientProgram } from '../support/client-program.ts'
import { test as base } from '../support/client-test.ts'
import { ACCOUNT } from '../support/ecrd.ts'
import { goProgram, hasGoProgram } from '../support/go-programs.ts'
import { runSuccessfully } from '../support/processes.ts'

/** helm, logged in to a registry; all its settings and caches are kept in `folder`. */
async function helmFor(folder: string, registry: string, password: string): Promise<ClientProgram> {
  const homes = {
    HELM_CACHE_HOME: 'cache',
    HELM_CONFIG_HOME: 'config',
    HELM_DATA_HOME: 'data',
    DOCKER_CONFIG: 'docker',
  }
  const env = Object.fromEntries(Object.entries(homes).map(([name, home]) => [name, join(folder, home)]))
  const login = ['registry', 'login', '--username', 'AWS', '--password-stdin', '--plain-http', registry]
  await runSuccessfully(goProgram('helm'), login, { env, input: password })
  return clientProgram(goProgram('helm'), [], { env })
}

const test = base
  .extend('helm', ({ folder, server, password }) => helmFor(folder, server.registry, password))
  /** Packages a chart, with `more` lines about it; its file. */
  .extend('packaged', ({ folder, helm }) => async (name: string, version: string, more = '') => {
    const chart = join(folder, `${name}-${version}`)
    await mkdir(join(chart, 'templates'), { recursive: true })
    await writeFile(join(chart, 'Chart.yaml'), `apiVersion: v2\nname: ${name}\nversion: ${version}\n${more}\n`)
    await writeFile(
      join(chart, 'templates/settings.yaml'),
      `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`,
    )
    await helm.run('dependency', 'update', '--plain-http', chart)
    await helm.run('package', chart, '--destination', folder)
    return join(folder, `${name}-${version}.tgz`)
  })
  /** Creates the repository `<folder>/<chart>`, which is what helm pushes a chart to. */
  .extend('chartFolder', ({ server, createRepository }) => async (folder: string, name: string) => {
    await createRepository(`${folder}/${name}`)
    return `oci://${server.registry}/${folder}`
  })

describe.runIf(hasGoProgram('helm'))('helm', () => {
  test('pushes a chart and pulls it back', async ({ aws, helm, folder, packaged, chartFolder }) => {
    const chart = await packaged('web', '0.1.0')
    const uri = await chartFolder('charts', 'web')
    const pushed = await helm.attempt('push', chart, uri, '--plain-http')
    const digest = /^Digest: (sha256:[0-9a-f]{64})$/m.exec(pushed.stdout + pushed.stderr)?.[1]
    const about = ['ecr', 'describe-images', '--repository-name', 'charts/web']
    expect(await aws.json(...about)).toMatchObject({
      imageDetails: [
        {
          imageDigest: digest,
          imageTags: ['0.1.0'],
          artifactMediaType: 'application/vnd.cncf.helm.config.v1+json',
        },
      ],
    })
    await mkdir(join(folder, 'back'))
    const destination = ['--plain-http', '--destination', `${folder}/back`]
    await helm.run('pull', `${uri}/web`, '--version', '0.1.0', ...destination)
    expect(await readFile(join(folder, 'back/web-0.1.0.tgz'))).toEqual(await readFile(chart))
  })

  test('finds the newest version in a range', async ({ helm, packaged, chartFolder }) => {
    const uri = await chartFolder('versions', 'web')
    for (const version of ['1.2.0', '1.10.0', '2.0.0', '2.1.0-rc.1', '1.11.0+build.5']) {
      await helm.run('push', await packaged('web', version), uri, '--plain-http')
    }
    const newest = async (...constraint: string[]): Promise<unknown> => {
      const shown = await helm.run('show', 'chart', `${uri}/web`, '--plain-http', ...constraint)
      return /^version: (.*)$/m.exec(shown)?.[1]
    }
    expect(await newest()).toBe('2.0.0')
    expect(await newest('--version', '^1.2')).toBe('1.11.0+build.5')
    expect(await newest('--version', '~1.2')).toBe('1.2.0')
    expect(await newest('--version', '2.1.0-rc.1')).toBe('2.1.0-rc.1')
  })

  test('renders a chart that depends on another one', async ({ helm, packaged, chartFolder }) => {
    const uri = await chartFolder('parts', 'database')
    await helm.run('push', await packaged('database', '0.3.0'), uri, '--plain-http')
    const dependency = `{ name: database, version: 0.x, repository: "${uri}" }`
    const whole = await packaged('whole', '1.0.0', `dependencies: [${dependency}]`)
    const rendered = await helm.run('template', 'release', whole)
    expect(rendered).toContain('name: database')
  })

  test('says which repository or version is missing', async ({ helm, server, packaged, chartFolder }) => {
    const chart = await packaged('web', '0.1.0')
    const sentence = `The repository with name 'missing/web' does not exist in the registry with id '${ACCOUNT}'`
    const pushed = await helm.attempt('push', chart, `oci://${server.registry}/missing`, '--plain-http')
    expect(pushed).toMatchObject({ code: 1, stderr: expect.stringContaining(`name unknown: ${sentence}`) as unknown })
    const pulled = await helm.attempt('pull', `oci://${server.registry}/missing/web`, '--plain-http')
    expect(pulled.stderr).toContain(`name unknown: ${sentence}`)

    const uri = await chartFolder('empty', 'web')
    const absent = await helm.attempt('pull', `${uri}/web`, '--version', '9.9.9', '--plain-http')
    expect(absent.stderr).toContain('/empty/web:9.9.9: not found')
  })

  test('cannot push a version again where tags are immutable', async ({ aws, helm, packaged, chartFolder }) => {
    const uri = await chartFolder('immutable', 'web')
    const mutability = ['--image-tag-mutability', 'IMMUTABLE']
    await aws.json('ecr', 'put-image-tag-mutability', '--repository-name', 'immutable/web', ...mutability)
    await helm.run('push', await packaged('web', '0.1.0'), uri, '--plain-http')
    const again = await packaged('web', '0.1.0', 'description: another one')
    const { stderr } = await helm.attempt('push', again, uri, '--plain-http')
    expect(stderr).toContain("The image tag '0.1.0' already exists in the 'immutable/web' repository")
  })

  test('is refused with a wrong password', async ({ folder, server }) => {
    await expect(helmFor(join(folder, 'stranger'), server.registry, 'wrong')).rejects.toThrow('401')
  })
})
