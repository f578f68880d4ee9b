import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { layers } from '../../.dependency-cruiser.mjs'
import { filesOf, root, sources, textOf } from './sources.ts'

const program = sources.filter((path) => path.startsWith('src/') && !path.endsWith('.test.ts'))

describe('the tree', () => {
  test('everything in src has its place in the drawing of arrows', () => {
    const drawn = layers.flat().map((member) => member.split('/')[0])
    expect(readdirSync(join(root, 'src')).filter((name) => !drawn.includes(name))).toEqual([])
  })

  test('names are words in lower case, joined by hyphens; a role comes after a dot', () => {
    const named = /^[a-z0-9]+(-[a-z0-9]+)*(\.(table|job|worker|model|suite))?(\.property)?(\.test)?\.ts$/
    expect(sources.filter((path) => !named.test(basename(path)))).toEqual([])
  })

  test('no file or folder is named after nothing in particular, and none only passes things on', () => {
    const vague = /\/((utils?|common|helpers?|misc|shared|managers?|index)[./]|services?\/)/
    expect(sources.filter((path) => vague.test(path))).toEqual([])
    expect(program.filter((path) => /^export (\*|\{[^}]*\}) from /m.test(textOf(path)))).toEqual([])
  })

  test('a test beside the code is named after what it tests', () => {
    const tests = filesOf('{src,scripts}/**/*.test.ts')
    expect(tests.filter((path) => !existsSync(join(root, path.replace(/(\.property)?\.test\.ts$/, '.ts'))))).toEqual([])
  })
})

describe('roles', () => {
  /** Here an operation differs from others only in whose policies or tags it is about: they share a file. */
  const sharing = /^src\/iam\/(attachments|boundaries|inline-policies|tagging)\//
  const owner = /-(user|group|role|policy|instance-profile)(?=-|$)/

  test("an operation's file is named after the operation, or after what it does to whatever owner", () => {
    const misnamed = program.flatMap((path) => {
      const nameOfFile = basename(path, '.ts').replace('-inline', '')
      return [...textOf(path).matchAll(/= (?:operation|\w+Operation)\(\{\s*name: '([A-Z]\w+)'/g)]
        .map(([, name = '']) => (sharing.test(path) ? kebab(name).replace(owner, '') : kebab(name)))
        .filter((expected) => expected !== nameOfFile && !path.includes('/oci-'))
        .map((expected) => `${path} should be ${expected}.ts`)
    })
    expect(misnamed).toEqual([])
  })

  test('an endpoint of /v2/ without a twin in the AWS API is in a file that says so', () => {
    const endpoints = program.filter((path) => path.startsWith('src/ecr/') && /= ociOperation[<(]/.test(textOf(path)))
    expect(endpoints.filter((path) => !basename(path).startsWith('oci-'))).toEqual([])
  })

  test('a statement has a name of its own: it is the key of the prepared statement', () => {
    const names = program.flatMap((path) =>
      [...textOf(path).matchAll(/\bstatement\(\s*'([^']*)'/g)].map(([, name = '']) => name),
    )
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })

  test('default exports are for the configuration of tools', () => {
    expect(sources.filter((path) => /^export default/m.test(textOf(path)))).toEqual([])
  })
})

function kebab(name: string): string {
  // `ListMFADevices`: of several capitals the last one begins the next word.
  return name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-').toLowerCase()
}
