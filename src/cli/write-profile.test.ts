import { lstat, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeProfile } from './write-profile.ts'

const access = {
  accessKeyId: 'AKIAQAAAAAAAAAAAAAAA',
  secretAccessKey: 'secret/of+ecrd',
  region: 'us-east-1',
  endpointUrl: 'http://127.0.0.1:5100',
  caBundle: undefined,
}

const written = {
  credentials: `[ecrd]
# Written by ecrd, which may write it anew.
aws_access_key_id = AKIAQAAAAAAAAAAAAAAA
aws_secret_access_key = secret/of+ecrd
`,
  config: `[profile ecrd]
# Written by ecrd, which may write it anew.
region = us-east-1
services = ecrd

[services ecrd]
# Written by ecrd, which may write it anew.
ecr =
  endpoint_url = http://127.0.0.1:5100
ecrd =
  endpoint_url = http://127.0.0.1:5100
iam =
  endpoint_url = http://127.0.0.1:5100
resource_groups_tagging_api =
  endpoint_url = http://127.0.0.1:5100
sts =
  endpoint_url = http://127.0.0.1:5100
`,
}

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'ecrd-test-'))
})
afterEach(() => rm(home, { recursive: true }))

const pathsIn = (folder: string) => ({ credentials: join(folder, 'credentials'), config: join(folder, 'config') })
const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777

test('a profile is written to new files that only the user can read', async () => {
  const folder = join(home, '.aws')
  const paths = pathsIn(folder)
  expect(await writeProfile(paths, 'ecrd', { access, force: false })).toBeUndefined()
  expect(await readFile(paths.credentials, 'utf8')).toBe(written.credentials)
  expect(await readFile(paths.config, 'utf8')).toBe(written.config)
  expect([await modeOf(folder), await modeOf(paths.credentials), await modeOf(paths.config)]).toEqual([
    0o700, 0o600, 0o600,
  ])
})

test('a profile that is written again gets the settings of the server, and nothing else changes', async () => {
  const paths = pathsIn(home)
  const others = Buffer.from('; caf\xe9, not UTF-8\n[default]\nregion=eu-west-1\r\n', 'latin1')
  await writeFile(paths.config, others, { mode: 0o644 })
  await writeFile(paths.credentials, '[default]\naws_access_key_id=A', { mode: 0o644 })
  await writeProfile(paths, 'ecrd', { access, force: false })
  const endpointUrl = 'http://127.0.0.1:5200'
  await writeProfile(paths, 'ecrd', { access: { ...access, endpointUrl, caBundle: '/c\u00e9/ca.pem' }, force: false })
  const config = written.config
    .replaceAll('5100', '5200')
    .replace('services = ecrd\n', 'services = ecrd\nca_bundle = /c\u00e9/ca.pem\n')
  expect(await readFile(paths.config)).toEqual(Buffer.concat([others, Buffer.from(`\n${config}`)]))
  expect(await readFile(paths.credentials, 'utf8')).toBe(`[default]\naws_access_key_id=A\n\n${written.credentials}`)
  expect([await modeOf(paths.credentials), await modeOf(paths.config)]).toEqual([0o600, 0o644])
})

test.each(['[ecrd]\naws_access_key_id = A\n', '[profile ecrd]\nregion = a\n', '[services ecrd]\ns3 =\n'])(
  'a section that ecrd did not write is kept unless the write is forced: %j',
  async (mine) => {
    const paths = pathsIn(home)
    const file = mine.startsWith('[ecrd]') ? 'credentials' : 'config'
    await writeFile(paths[file], mine)
    expect(await writeProfile(paths, 'ecrd', { access, force: false })).toBe(paths[file])
    expect(await readFile(paths[file], 'utf8')).toBe(mine)
    await expect(stat(paths[file === 'config' ? 'credentials' : 'config'])).rejects.toThrow('ENOENT')
    expect(await writeProfile(paths, 'ecrd', { access, force: true })).toBeUndefined()
    expect(await readFile(paths.credentials, 'utf8')).toBe(written.credentials)
    expect(await readFile(paths.config, 'utf8')).toContain('services = ecrd\n')
  },
)

test('a symbolic link to a file elsewhere stays a link', async () => {
  const paths = pathsIn(home)
  await mkdir(join(home, 'dotfiles'))
  const real = join(home, 'dotfiles/config')
  await writeFile(real, '[default]\n')
  await symlink(real, paths.config)
  await writeProfile(paths, 'ecrd', { access, force: false })
  expect((await lstat(paths.config)).isSymbolicLink()).toBe(true)
  expect(await readFile(real, 'utf8')).toBe(`[default]\n\n${written.config}`)
})

test('the section of the default profile has no word before its name', async () => {
  const paths = pathsIn(home)
  await writeProfile(paths, 'default', { access, force: false })
  expect(await readFile(paths.config, 'utf8')).toMatch(/^\[default\]\n[^]*\n\[services default\]\n/)
})
