import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { filesOf, linesOf, root, sources, textOf } from './sources.ts'

/** Everything that is published, but for AWS's own files, what is made of them, and the tests that spell out what they look for. */
const published = filesOf('**/*', '.ci/*', '.github/**/*', '.npmrc', '.dependency-cruiser.*').filter(
  (path) => !/^(model|src\/generated|test\/architecture)\//.test(path) && !/\.(png|ico|gz|zst|tar)$/.test(path),
)
const written = published.filter((path) => sources.includes(path))

/** `path:line` of every line that has what it should not have. */
function findings(paths: readonly string[], forbidden: RegExp): readonly string[] {
  return paths.flatMap((path) =>
    linesOf(path).flatMap((line, at) => (forbidden.test(line) ? [`${path}:${at + 1}: ${line.trim()}`] : [])),
  )
}

describe('what is published', () => {
  test('names no folder of the machine it was written on', () => {
    expect(findings(published, /(^|[\s'"`(=:])\/(work|tmp|home|Users)\//)).toEqual([])
  })

  test('names no registry of packages: where they come from is the business of whoever installs them', () => {
    const hosts = /registry\.npmjs|registry\.yarnpkg|\.pkg\.dev|pypi\.org|pythonhosted\.|proxy\.golang|artifactory/
    expect(findings(published, hosts)).toEqual([])
  })

  test('has no lint suppressions: a rule that is wrong is changed in eslint.config.js, with its reason', () => {
    expect(findings(written, /eslint-disable|biome-ignore|@ts-(ignore|nocheck)/)).toEqual([])
  })

  test('is finished: what remains to be done is an issue, not a comment', () => {
    expect(findings(written, /\b(TODO|FIXME|XXX)\b/)).toEqual([])
  })

  test('leads somewhere: links, and files that are named in passing', () => {
    const pages = published.filter((path) => path.endsWith('.md'))
    const astray = pages.flatMap((page) =>
      namedFiles(textOf(page))
        .filter((name) => ![dirname(page), '', 'src'].some((folder) => existsSync(join(root, folder, name))))
        .map((name) => `${page}: ${name}`),
    )
    expect(astray).toEqual([])
  })

  test('names no source file that was renamed or removed', () => {
    const names = new Set(filesOf('**/*.ts').map((path) => basename(path)))
    const pages = published.filter((path) => path.endsWith('.md'))
    const gone = pages.flatMap((page) =>
      Array.from(textOf(page).matchAll(/`([\w-]+(?:\.[\w-]+)*\.ts)`/g), ([, name = '']) => name)
        .filter((name) => !names.has(name))
        .map((name) => `${page}: ${name}`),
    )
    expect(gone).toEqual([])
  })
})

/** `[text](file#heading)`, and whatever stands between backticks and is a path of ours. */
function namedFiles(markdown: string): readonly string[] {
  const links = markdown.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)
  const paths = markdown.matchAll(/`([\w./-]+\/[\w.-]+\.(?:ts|md|mjs|js))`/g)
  return Array.from([...links, ...paths], ([, name = '']) => name)
}
